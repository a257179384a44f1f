// The wrappers are compiled here, where ICU's renaming macros work, and behind a header without ICU's own types:
// Foundation brings another ICU whose types of the same names would clash with them in Swift.
#include "CICU.h"

#include <stdbool.h>
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

icu_break_iterator *icu_break_open(const char *locale, bool sentences) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(sentences ? UBRK_SENTENCE : UBRK_WORD, locale, NULL, 0, &status);
  return U_FAILURE(status) ? NULL : (icu_break_iterator *)iterator;
}

void icu_break_close(icu_break_iterator *iterator) { ubrk_close((UBreakIterator *)iterator); }

bool icu_break_set_text(icu_break_iterator *iterator, const uint16_t *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText((UBreakIterator *)iterator, (const UChar *)text, length, &status);
  ubrk_first((UBreakIterator *)iterator);
  return U_SUCCESS(status);
}

int32_t icu_break_next(icu_break_iterator *iterator) { return ubrk_next((UBreakIterator *)iterator); }

int32_t icu_break_rules(icu_break_iterator *iterator, uint8_t *bytes, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  return ubrk_getBinaryRules((UBreakIterator *)iterator, bytes, capacity, &status);
}

int32_t icu_word_class(int32_t scalar) {
  switch (u_getIntPropertyValue(scalar, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER: return ICU_WORD_LETTER;
    case U_WB_NUMERIC: return ICU_WORD_NUMERIC;
    case U_WB_EXTENDNUMLET: return ICU_WORD_JOINER;
    case U_WB_MIDLETTER: return ICU_WORD_MID_LETTER;
    case U_WB_MIDNUM: return ICU_WORD_MID_NUMBER;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE: return ICU_WORD_MID_BOTH;
    case U_WB_EXTEND:
    case U_WB_FORMAT: return ICU_WORD_EXTEND;
    case U_WB_WSEGSPACE: return ICU_WORD_SPACE;
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE: return ICU_WORD_NEWLINE;
    case U_WB_ZWJ: return ICU_WORD_ZERO_WIDTH_JOINER;
    case U_WB_REGIONAL_INDICATOR: return ICU_WORD_REGIONAL_INDICATOR;
    case U_WB_OTHER:
    case U_WB_DOUBLE_QUOTE: return ICU_WORD_OTHER;
    default: return ICU_WORD_FOREIGN;  // Hebrew, Katakana
  }
}

int32_t icu_sentence_class(int32_t scalar) {
  switch (u_getIntPropertyValue(scalar, UCHAR_SENTENCE_BREAK)) {
    case U_SB_LOWER: return ICU_SENTENCE_LOWER;
    case U_SB_UPPER: return ICU_SENTENCE_UPPER;
    case U_SB_OLETTER: return ICU_SENTENCE_OTHER_LETTER;
    case U_SB_NUMERIC: return ICU_SENTENCE_NUMERIC;
    case U_SB_ATERM: return ICU_SENTENCE_AMBIGUOUS_TERMINATOR;
    case U_SB_STERM: return ICU_SENTENCE_TERMINATOR;
    case U_SB_CLOSE: return ICU_SENTENCE_CLOSE;
    case U_SB_SP: return ICU_SENTENCE_SPACE;
    case U_SB_SCONTINUE: return ICU_SENTENCE_CONTINUATION;
    case U_SB_EXTEND:
    case U_SB_FORMAT: return ICU_SENTENCE_EXTEND;
    case U_SB_CR: return ICU_SENTENCE_CARRIAGE_RETURN;
    case U_SB_LF: return ICU_SENTENCE_LINE_FEED;
    case U_SB_SEP: return ICU_SENTENCE_SEPARATOR;
    default: return ICU_SENTENCE_OTHER;
  }
}

bool icu_is_white_space(int32_t scalar) { return u_hasBinaryProperty(scalar, UCHAR_WHITE_SPACE); }
bool icu_is_letter(int32_t scalar) { return u_isalpha(scalar); }
bool icu_is_digit(int32_t scalar) { return u_isdigit(scalar); }
bool icu_is_lowercase(int32_t scalar) { return u_isULowercase(scalar); }
bool icu_is_uppercase(int32_t scalar) { return u_isUUppercase(scalar); }
bool icu_is_upper(int32_t scalar) { return u_isupper(scalar) || u_istitle(scalar); }
bool icu_is_pictograph(int32_t scalar) { return u_hasBinaryProperty(scalar, UCHAR_EXTENDED_PICTOGRAPHIC); }
bool icu_needs_dictionary(int32_t scalar) {
  switch (u_getIntPropertyValue(scalar, UCHAR_SCRIPT)) {
    case USCRIPT_HAN:
    case USCRIPT_HANGUL:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA: return true;
    default:
      return u_getIntPropertyValue(scalar, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ||
          u_hasBinaryProperty(scalar, UCHAR_IDEOGRAPHIC);
  }
}

int32_t icu_utf16(const uint8_t *bytes, int32_t count, uint16_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8((UChar *)out, capacity, &length, (const char *)bytes, count, &status);
  return length;
}

int32_t icu_utf8(const uint16_t *units, int32_t count, uint8_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  u_strToUTF8((char *)out, capacity, &length, (const UChar *)units, count, &status);
  return length;
}

int32_t icu_fold_nfc(const uint16_t *units, int32_t count, uint16_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UChar folded[512];
  int32_t length = u_strFoldCase(folded, 512, (const UChar *)units, count, U_FOLD_CASE_DEFAULT, &status);
  if (U_FAILURE(status) || length > 512) return -1;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return -1;
  int32_t written = unorm2_normalize(nfc, folded, length, (UChar *)out, capacity, &status);
  return U_FAILURE(status) ? -1 : written;
}

int32_t icu_fold_scalar(int32_t scalar) { return u_foldCase(scalar, U_FOLD_CASE_DEFAULT); }
bool icu_is_inert(int32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  return unorm2_hasBoundaryBefore(nfc, scalar) && unorm2_isInert(nfc, scalar);
}
bool icu_starts_normal(int32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  return unorm2_hasBoundaryBefore(nfc, scalar);
}

icu_transliterator *icu_transliterator_open(const uint16_t *transform, int32_t length, bool are_rules) {
  UErrorCode status = U_ZERO_ERROR;
  const UChar *text = (const UChar *)transform;
  static const UChar name[] = u"Rules";
  UTransliterator *opened = are_rules
      ? utrans_openU(name, -1, UTRANS_FORWARD, text, length, NULL, &status)
      : utrans_openU(text, length, UTRANS_FORWARD, NULL, 0, NULL, &status);
  return U_FAILURE(status) ? NULL : (icu_transliterator *)opened;
}
void icu_transliterator_close(icu_transliterator *opened) { utrans_close((UTransliterator *)opened); }
int32_t icu_transliterate(icu_transliterator *opened, uint16_t *units, int32_t length, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t limit = length, total = length;
  utrans_transUChars((const UTransliterator *)opened, (UChar *)units, &total, capacity, 0, &limit, &status);
  return U_FAILURE(status) ? -1 : total;
}

void icu_version(char out[U_MAX_VERSION_STRING_LENGTH]) {
  UVersionInfo version;
  u_getVersion(version);
  u_versionToString(version, out);
}
void icu_unicode_version(char out[U_MAX_VERSION_STRING_LENGTH]) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  u_versionToString(version, out);
}

