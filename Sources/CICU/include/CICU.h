// Doors to libicu that Swift can walk through.
//
// ICU renames its functions by version through macros (ubrk_open is really ubrk_open_72), which Swift's importer cannot
// follow, and Foundation ships a second ICU whose types clash with the first one's. So nothing of ICU shows here.
#ifndef RHETOR_CICU_H
#define RHETOR_CICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct icu_break_iterator icu_break_iterator;

/// Opens a word (`sentences` false) or sentence iterator; null when ICU has no data for it.
icu_break_iterator *icu_break_open(const char *locale, bool sentences);

void icu_break_close(icu_break_iterator *iterator);

/// Points the iterator at UTF-16 text, which must stay alive and unmoved while it is walked.
bool icu_break_set_text(icu_break_iterator *iterator, const uint16_t *text, int32_t length);

/// The next boundary in UTF-16 units, or -1 at the end.
int32_t icu_break_next(icu_break_iterator *iterator);

/// The compiled rules of an iterator: two locales with equal rules break text alike. Returns the length in bytes.
int32_t icu_break_rules(icu_break_iterator *iterator, uint8_t *bytes, int32_t capacity);

/// Word-break classes of UAX #29 as the table-driven breaker groups them.
enum {
  ICU_WORD_OTHER = 0,
  ICU_WORD_LETTER = 1,
  ICU_WORD_NUMERIC = 2,
  ICU_WORD_JOINER = 3,
  ICU_WORD_MID_LETTER = 4,
  ICU_WORD_MID_NUMBER = 5,
  ICU_WORD_MID_BOTH = 6,
  ICU_WORD_EXTEND = 7,
  ICU_WORD_SPACE = 8,
  ICU_WORD_NEWLINE = 9,
  ICU_WORD_ZERO_WIDTH_JOINER = 10,
  ICU_WORD_REGIONAL_INDICATOR = 11,
  ICU_WORD_FOREIGN = 15
};

/// Sentence-break classes of UAX #29.
enum {
  ICU_SENTENCE_OTHER = 0,
  ICU_SENTENCE_LOWER = 1,
  ICU_SENTENCE_UPPER = 2,
  ICU_SENTENCE_OTHER_LETTER = 3,
  ICU_SENTENCE_NUMERIC = 4,
  ICU_SENTENCE_AMBIGUOUS_TERMINATOR = 5,
  ICU_SENTENCE_TERMINATOR = 6,
  ICU_SENTENCE_CLOSE = 7,
  ICU_SENTENCE_SPACE = 8,
  ICU_SENTENCE_CONTINUATION = 9,
  ICU_SENTENCE_EXTEND = 10,
  ICU_SENTENCE_CARRIAGE_RETURN = 11,
  ICU_SENTENCE_LINE_FEED = 12,
  ICU_SENTENCE_SEPARATOR = 13
};

int32_t icu_word_class(int32_t scalar);
int32_t icu_sentence_class(int32_t scalar);
bool icu_is_white_space(int32_t scalar);
bool icu_is_letter(int32_t scalar);
bool icu_is_digit(int32_t scalar);
bool icu_is_upper(int32_t scalar);
/// Unicode's derived properties Lowercase and Uppercase.
bool icu_is_lowercase(int32_t scalar);
bool icu_is_uppercase(int32_t scalar);
/// Is it one of those signs that a zero-width joiner makes one with (Extended_Pictographic)?
bool icu_is_pictograph(int32_t scalar);
/// Is this scalar broken by a dictionary (Thai, Khmer, Han…), which tables cannot stand for?
bool icu_needs_dictionary(int32_t scalar);

/// UTF-8 to UTF-16; the text must be valid. Returns the length in units (which may exceed the capacity).
int32_t icu_utf16(const uint8_t *bytes, int32_t count, uint16_t *out, int32_t capacity);

int32_t icu_utf8(const uint16_t *units, int32_t count, uint8_t *out, int32_t capacity);

/// Full case folding, then NFC: the two steps under which text is compared. Returns the length in units, -1 on failure.
int32_t icu_fold_nfc(const uint16_t *units, int32_t count, uint16_t *out, int32_t capacity);

/// NFC, or NFD. Returns the length in units, -1 on failure.
int32_t icu_normalise(const uint16_t *units, int32_t count, bool decomposed, uint16_t *out, int32_t capacity);

int32_t icu_fold_scalar(int32_t scalar);
/// True where a scalar stands unchanged in NFC and never joins with what precedes it.
bool icu_is_inert(int32_t scalar);
bool icu_starts_normal(int32_t scalar);
/// Columns that a scalar takes on a terminal: 0 for what joins another, 2 for wide East Asian ones.
int32_t icu_columns(int32_t scalar);

typedef struct icu_collator icu_collator;

/// The order of a language's dictionaries, by its BCP 47 tag ("und" for the root's); null where the tag is none, or of
/// no language.
icu_collator *icu_collator_open(const char *tag);
void icu_collator_close(icu_collator *opened);
/// A text's sort key: keys are compared byte by byte. Returns its length, which may exceed the capacity.
int32_t icu_collator_key(
    const icu_collator *opened, const uint16_t *units, int32_t count, uint8_t *out, int32_t capacity);

typedef struct icu_transliterator icu_transliterator;

/// Opens a transliterator by its ICU id ("Russian-Latin/BGN; Latin-ASCII") or by rules; null when ICU does not
/// understand it.
icu_transliterator *icu_transliterator_open(const uint16_t *transform, int32_t length, bool are_rules);
void icu_transliterator_close(icu_transliterator *opened);
/// Transliterates in place; returns the new length in units, -1 where it does not fit.
int32_t icu_transliterate(icu_transliterator *opened, uint16_t *units, int32_t length, int32_t capacity);

/// ICU's and Unicode's versions, as they are linked at run time ("72.1").
void icu_version(char out[20]);
void icu_unicode_version(char out[20]);

typedef struct icu_converter icu_converter;

/// Opens a converter to UTF-8 from an encoding, by any of its usual names; null when ICU knows none such.
icu_converter *icu_converter_open(const char *name);
void icu_converter_close(icu_converter *converter);

/// Converts from `*in` to `*out`, moving both forward and counting both down. Bytes that are not of the encoding become
/// 0xFF, which is nowhere in UTF-8. `last`: no more input will come. False where ICU fails altogether.
bool icu_converter_run(
    icu_converter *converter, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count, bool last);

/// The likeliest encoding of a sample, and how sure that is, 0…100. The name lives as long as the program.
const char *icu_detect_encoding(const uint8_t *bytes, int32_t count, int32_t *confidence);

/// What names months in a language; null where ICU has none.
typedef struct icu_months icu_months;
icu_months *icu_months_open(const char *locale);
void icu_months_close(icu_months *months);

/// The name of a month (0…11) in UTF-8: wide or abbreviated, as in a date or alone. Returns its length, 0 where it does
/// not fit.
int32_t icu_month_name(
    icu_months *months, int32_t month, bool abbreviated, bool alone, uint8_t *out, int32_t capacity);

/// The languages that ICU knows, by their ISO 639 codes; null after the last one.
const char *icu_language_code(int32_t index);
/// The code of three letters that belongs to one; empty where there is none.
const char *icu_language_code3(const char *code);
/// A language's name in UTF-8, as another language calls it. Returns its length, 0 where it has none there.
int32_t icu_language_name(const char *code, const char *locale, uint8_t *out, int32_t capacity);

/// A regular expression. It serves one thread at a time.
typedef struct icu_pattern icu_pattern;
/// Null where the expression is none. `steps` bounds a match: about so many thousand steps of the engine, whatever the
/// machine's speed.
icu_pattern *icu_pattern_open(const uint16_t *units, int32_t count, int32_t steps);
void icu_pattern_close(icu_pattern *pattern);
/// Does it match the whole of the text? No, where that would take too long.
bool icu_pattern_matches(icu_pattern *pattern, const uint16_t *units, int32_t count);

#endif
