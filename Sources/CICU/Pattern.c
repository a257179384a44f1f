#include "CICU.h"

#include <unicode/uregex.h>
#include <unicode/unorm2.h>

int32_t icu_normalise(const uint16_t *units, int32_t count, bool decomposed, uint16_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *form = decomposed ? unorm2_getNFDInstance(&status) : unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return -1;
  int32_t written = unorm2_normalize(form, units, count, out, capacity, &status);
  return U_FAILURE(status) ? -1 : written;
}

icu_pattern *icu_pattern_open(const uint16_t *units, int32_t count, int32_t steps) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place;
  URegularExpression *opened = uregex_open(units, count, 0, &place, &status);
  if (U_FAILURE(status)) return NULL;
  uregex_setTimeLimit(opened, steps, &status);
  uregex_setStackLimit(opened, 1 << 18, &status);
  return (icu_pattern *)opened;
}

void icu_pattern_close(icu_pattern *pattern) { uregex_close((URegularExpression *)pattern); }

bool icu_pattern_matches(icu_pattern *pattern, const uint16_t *units, int32_t count) {
  UErrorCode status = U_ZERO_ERROR;
  URegularExpression *opened = (URegularExpression *)pattern;
  uregex_setText(opened, units, count, &status);
  UBool matches = uregex_matches(opened, -1, &status);
  return U_SUCCESS(status) && matches;
}
