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

/// The names of the object's own fields, separated by ", ", for error messages.
json_field json_field_names(json_reader *reader);

/// A value of the parsed tree; valid until the next parse.
typedef struct {
  uint64_t place[2];
} json_value;

json_value json_root(json_reader *reader);

/// A text; false where the value is none.
bool json_text(json_value value, const uint8_t **bytes, size_t *count);

/// A number, whole or not; false where the value is none, or too large.
bool json_number(json_value value, double *number);

/// A list of numbers: how many it has, of which up to `most` are written to `numbers`; -1 where it is none.
ptrdiff_t json_numbers(json_value value, double *numbers, size_t most);

/// The values of a list or an object, one after the other.
typedef struct {
  json_value next, end;
  bool is_object;
} json_walk;

/// Begins a walk; false where the value is neither list nor object.
bool json_begin(json_value value, json_walk *walk);

/// The walk's next value, with its key in an object; false at the end.
bool json_next(json_walk *walk, const uint8_t **key, size_t *count, json_value *value);

/// Offset of the first byte that is not valid UTF-8, or `count`.
size_t json_invalid_utf8(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
#endif
