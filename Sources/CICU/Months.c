#include <unicode/udat.h>
#include <unicode/ustring.h>

#include "CICU.h"

icu_months *icu_months_open(const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open(UDAT_MEDIUM, UDAT_MEDIUM, locale, NULL, 0, NULL, 0, &status);
  return U_SUCCESS(status) ? (icu_months *)format : NULL;
}

void icu_months_close(icu_months *months) {
  if (months) udat_close((UDateFormat *)months);
}

int32_t icu_month_name(
    icu_months *months, int32_t month, bool abbreviated, bool alone, uint8_t *out, int32_t capacity) {
  if (!months) return 0;
  UErrorCode status = U_ZERO_ERROR;
  UDateFormatSymbolType type = alone ? (abbreviated ? UDAT_STANDALONE_SHORT_MONTHS : UDAT_STANDALONE_MONTHS)
                                     : (abbreviated ? UDAT_SHORT_MONTHS : UDAT_MONTHS);
  UChar name[64];
  int32_t length = udat_getSymbols((UDateFormat *)months, type, month, name, 64, &status);
  int32_t count = 0;
  u_strToUTF8((char *)out, capacity, &count, name, length, &status);
  return U_SUCCESS(status) ? count : 0;
}
