// A C door to libsimdjson: parse one record, fetch fields by path.
#ifndef RHETOR_CSIMDJSON_H
#define RHETOR_CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct json_reader json_reader;

/// What a field holds. `json_other` is a number or a boolean, given as its JSON text.
typedef enum { json_missing, json_null, json_string, json_other, json_container } json_kind;

typedef struct {
  json_kind kind;
  const uint8_t *bytes;  // UTF-8, valid until the next parse
  size_t count;
} json_field;

json_reader *json_reader_new(void);
void json_reader_free(json_reader *reader);

/// Bytes that must be readable after the end of a record.
size_t json_padding(void);

/// Parses one JSON value of `count` bytes. Returns null, or the parser's reason why it is not JSON.
const char *json_parse(json_reader *reader, const uint8_t *bytes, size_t count);

/// Is the parsed value an object?
bool json_is_object(json_reader *reader);

/// The field under a path of keys ("meta" "source"): `path` is the keys, each ended by a NUL, `depth` their number.
json_field json_get(json_reader *reader, const char *path, int depth);

/// The texts in a list under one key, each followed by the byte 0xFF, which no UTF-8 has; `json_missing` where the key holds
/// anything else.
json_field json_get_texts(json_reader *reader, const char *key);

/// The names of the object's own fields, separated by ", ", for error messages.
json_field json_field_names(json_reader *reader);

/// Offset of the first byte that is not valid UTF-8, or `count`.
size_t json_invalid_utf8(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
#endif
