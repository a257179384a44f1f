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

/// A value within what was parsed last; valid until the next parse.
typedef struct {
  const void *document;
  size_t place;
} json_value;

/// What is left of an array, or of an object.
typedef struct {
  json_value next, end;
} json_items;

json_value json_root(json_reader *reader);

/// The value under an object's key of `length` bytes; false where there is none, or no object.
bool json_member(json_value object, const char *key, size_t length, json_value *member);

typedef enum { json_object, json_array } json_shape;

bool json_is(json_value value, json_shape shape);

/// The elements of an array, and the members of an object; none of anything else.
json_items json_elements(json_value array);
json_items json_members(json_value object);

/// Takes the next one; false at the end.
bool json_next_element(json_items *items, json_value *element);
bool json_next_member(json_items *items, json_field *key, json_value *member);

/// What a value is; the text of a string.
json_field json_text_of(json_value value);
bool json_integer(json_value value, int64_t *number);
bool json_number(json_value value, double *number);
bool json_boolean(json_value value, bool *flag);

/// A list of numbers: how many it has, of which up to `most` are written to `numbers`; -1 where it is none.
ptrdiff_t json_numbers(json_value value, double *numbers, size_t most);

/// What a walk through a JSON text comes by. Keys and strings come unescaped, other scalars as they stand.
typedef enum {
  json_object_begins, json_object_ends, json_array_begins, json_array_ends, json_key, json_text, json_scalar
} json_event;

/// - offset: where it stands in the text; of keys and ends that of the value before.
typedef void (*json_visitor)(void *context, json_event event, size_t offset, const uint8_t *bytes, size_t count);

/// Walks through one JSON text, in order. Returns null, or the parser's reason why it is not JSON, after what could be
/// read has been told; `at` is then about where that is.
const char *json_walk(const uint8_t *bytes, size_t count, json_visitor visitor, void *context, size_t *at);

/// Offset of the first byte that is not valid UTF-8, or `count`.
size_t json_invalid_utf8(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
#endif
