#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>

#include "CICU.h"

icu_collator *icu_collator_open(const char *tag) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  int32_t parsed = 0;
  uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE(status) || parsed != (int32_t)strlen(tag)) return NULL;
  UCollator *opened = ucol_open(locale, &status);
  // Without rules of its own a language gets the root's; what is no language at all was mistyped.
  if (U_FAILURE(status)) return NULL;
  char language[ULOC_LANG_CAPACITY];
  uloc_getLanguage(locale, language, sizeof language, &status);
  if (status == U_USING_DEFAULT_WARNING && language[0] && strcmp(uloc_getISO3Language(locale), "") == 0) {
    ucol_close(opened);
    return NULL;
  }
  status = U_ZERO_ERROR;
  ucol_setAttribute(opened, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
  return (icu_collator *)opened;
}

void icu_collator_close(icu_collator *opened) { ucol_close((UCollator *)opened); }

int32_t icu_collator_key(
    const icu_collator *opened, const uint16_t *units, int32_t count, uint8_t *out, int32_t capacity) {
  return ucol_getSortKey((const UCollator *)opened, (const UChar *)units, count, out, capacity);
}
