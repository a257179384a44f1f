#include <unicode/udat.h>
#include <unicode/ustring.h>

#include "CICU.h"

int32_t icu_month_name(
    const char *locale, int32_t month, bool abbreviated, bool alone, uint8_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open(UDAT_MEDIUM, UDAT_MEDIUM, locale, NULL, 0, NULL, 0, &status);
  UDateFormatSymbolType type = alone ? (abbreviated ? UDAT_STANDALONE_SHORT_MONTHS : UDAT_STANDALONE_MONTHS)
                                     : (abbreviated ? UDAT_SHORT_MONTHS : UDAT_MONTHS);
  UChar name[64];
  int32_t length = udat_getSymbols(format, type, month, name, 64, &status);
  int32_t count = 0;
  u_strToUTF8((char *)out, capacity, &count, name, length, &status);
  udat_close(format);
  return U_SUCCESS(status) ? count : 0;
}
