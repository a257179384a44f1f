#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "CICU.h"

const char *icu_language_code(int32_t index) { return uloc_getISOLanguages()[index]; }

const char *icu_language_code3(const char *code) { return uloc_getISO3Language(code); }

int32_t icu_language_name(const char *code, const char *locale, uint8_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UChar name[100];
  int32_t length = uloc_getDisplayLanguage(code, locale, name, 100, &status);
  // Where it has no name ICU gives the code itself.
  if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) return 0;
  int32_t count = 0;
  u_strToUTF8((char *)out, capacity, &count, name, length, &status);
  return U_SUCCESS(status) ? count : 0;
}
