#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include "CICU.h"

enum { pivot_units = 4096 };

struct icu_converter {
  UConverter *from;
  UConverter *to;
  UChar pivot[pivot_units];
  UChar *pivot_source;
  UChar *pivot_target;
  bool begun;
};

/// A lone surrogate stands for bytes that could not be read, until the way out makes 0xFF of it.
static const UChar unreadable = 0xDFFF;

static void mark_unreadable(
    const void *context, UConverterToUnicodeArgs *arguments, const char *bytes, int32_t length,
    UConverterCallbackReason reason, UErrorCode *status) {
  (void)context, (void)bytes, (void)length;
  if (reason > UCNV_IRREGULAR) return;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(arguments, &unreadable, 1, 0, status);
}

static void write_unreadable(
    const void *context, UConverterFromUnicodeArgs *arguments, const UChar *units, int32_t length, UChar32 scalar,
    UConverterCallbackReason reason, UErrorCode *status) {
  (void)context, (void)units, (void)length, (void)scalar;
  if (reason > UCNV_IRREGULAR) return;
  *status = U_ZERO_ERROR;
  ucnv_cbFromUWriteBytes(arguments, "\xFF", 1, 0, status);
}

icu_converter *icu_converter_open(const char *name) {
  icu_converter *converter = calloc(1, sizeof *converter);
  if (!converter) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  converter->from = ucnv_open(name, &status);
  converter->to = ucnv_open("UTF-8", &status);
  if (U_SUCCESS(status)) ucnv_setToUCallBack(converter->from, mark_unreadable, NULL, NULL, NULL, &status);
  if (U_SUCCESS(status)) ucnv_setFromUCallBack(converter->to, write_unreadable, NULL, NULL, NULL, &status);
  if (U_SUCCESS(status)) return converter;
  icu_converter_close(converter);
  return NULL;
}

void icu_converter_close(icu_converter *converter) {
  if (!converter) return;
  if (converter->from) ucnv_close(converter->from);
  if (converter->to) ucnv_close(converter->to);
  free(converter);
}

bool icu_converter_run(
    icu_converter *converter, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count, bool last) {
  UErrorCode status = U_ZERO_ERROR;
  const char *source = (const char *)*in;
  char *target = (char *)*out;
  if (!converter->begun) converter->pivot_source = converter->pivot_target = converter->pivot;
  ucnv_convertEx(
      converter->to, converter->from, &target, target + *out_count, &source, source + *in_count, converter->pivot,
      &converter->pivot_source, &converter->pivot_target, converter->pivot + pivot_units, !converter->begun, last,
      &status);
  converter->begun = true;
  *in_count -= (size_t)(source - (const char *)*in);
  *out_count -= (size_t)(target - (char *)*out);
  *in = (const uint8_t *)source;
  *out = (uint8_t *)target;
  return U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR;
}

const char *icu_detect_encoding(const uint8_t *bytes, int32_t count, int32_t *confidence) {
  UErrorCode status = U_ZERO_ERROR;
  const char *name = NULL;
  *confidence = 0;
  UCharsetDetector *detector = ucsdet_open(&status);
  ucsdet_setText(detector, (const char *)bytes, count, &status);
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  if (U_SUCCESS(status) && match) {
    // The match's own name dies with the detector; the converters' names do not.
    name = ucnv_getCanonicalName(ucsdet_getName(match, &status), "MIME", &status);
    if (!name) name = ucnv_getAlias(ucsdet_getName(match, &status), 0, &status);
    *confidence = ucsdet_getConfidence(match, &status);
  }
  ucsdet_close(detector);
  return U_SUCCESS(status) ? name : NULL;
}
