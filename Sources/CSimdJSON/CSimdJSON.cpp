#include "CSimdJSON.h"

#include <simdjson.h>

#include <cstring>
#include <string>
#include <type_traits>

struct json_reader {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::string scratch[16];
  int turn = 0;

  // Numbers are printed into one of a few rotating buffers, so that all the fields of a record can be held at once.
  std::string &next_scratch() { return scratch[turn++ & 15]; }
};

// Elements and iterators are a pointer and an index, whatever the class around them.
template <typename Place> static json_value pack(const Place &place) {
  static_assert(sizeof(Place) == sizeof(json_value) && std::is_trivially_copyable<Place>::value, "a place is two words");
  json_value value;
  std::memcpy(&value, &place, sizeof value);
  return value;
}

template <typename Place> static Place unpack(json_value value) {
  alignas(Place) unsigned char bytes[sizeof(Place)];
  std::memcpy(bytes, &value, sizeof bytes);
  return *reinterpret_cast<Place *>(bytes);
}

extern "C" {

json_reader *json_reader_new(void) { return new json_reader(); }
void json_reader_free(json_reader *reader) { delete reader; }
size_t json_padding(void) { return simdjson::SIMDJSON_PADDING; }

const char *json_parse(json_reader *reader, const uint8_t *bytes, size_t count) {
  auto error = reader->parser.parse(bytes, count, false).get(reader->root);
  return error ? simdjson::error_message(error) : nullptr;
}

bool json_is_object(json_reader *reader) { return reader->root.is_object(); }

json_field json_get(json_reader *reader, const char *path, int depth) {
  simdjson::dom::element value = reader->root;
  for (int level = 0; level < depth; level++) {
    simdjson::dom::object object;
    if (value.get_object().get(object)) return {json_missing, nullptr, 0};
    size_t length = std::strlen(path);
    if (object.at_key(std::string_view(path, length)).get(value)) return {json_missing, nullptr, 0};
    path += length + 1;
  }
  switch (value.type()) {
    case simdjson::dom::element_type::STRING: {
      std::string_view text = value.get_string().value_unsafe();
      return {json_string, reinterpret_cast<const uint8_t *>(text.data()), text.size()};
    }
    case simdjson::dom::element_type::NULL_VALUE:
      return {json_null, nullptr, 0};
    case simdjson::dom::element_type::ARRAY:
    case simdjson::dom::element_type::OBJECT:
      return {json_container, nullptr, 0};
    default: {
      std::string &text = reader->next_scratch();
      text = simdjson::minify(value);
      return {json_other, reinterpret_cast<const uint8_t *>(text.data()), text.size()};
    }
  }
}

json_field json_field_names(json_reader *reader) {
  std::string &names = reader->next_scratch();
  names.clear();
  simdjson::dom::object object;
  if (!reader->root.get_object().get(object)) {
    for (auto field : object) {
      if (!names.empty()) names += ", ";
      names.append(field.key);
    }
  }
  return {json_string, reinterpret_cast<const uint8_t *>(names.data()), names.size()};
}

using simdjson::dom::element;
using list_place = simdjson::dom::array::iterator;
using object_place = simdjson::dom::object::iterator;

json_value json_root(json_reader *reader) { return pack(reader->root); }

bool json_text(json_value value, const uint8_t **bytes, size_t *count) {
  std::string_view text;
  if (unpack<element>(value).get_string().get(text)) return false;
  *bytes = reinterpret_cast<const uint8_t *>(text.data());
  *count = text.size();
  return true;
}

bool json_number(json_value value, double *number) { return !unpack<element>(value).get_double().get(*number); }

ptrdiff_t json_numbers(json_value value, double *numbers, size_t most) {
  simdjson::dom::array list;
  if (unpack<element>(value).get_array().get(list)) return -1;
  size_t count = 0;
  for (element item : list) {
    double number;
    if (item.get_double().get(number)) return -1;
    if (count < most) numbers[count] = number;
    count++;
  }
  return static_cast<ptrdiff_t>(count);
}

bool json_begin(json_value value, json_walk *walk) {
  element root = unpack<element>(value);
  simdjson::dom::object object;
  simdjson::dom::array list;
  if (!root.get_object().get(object)) {
    *walk = {pack(object.begin()), pack(object.end()), true};
    return true;
  }
  if (root.get_array().get(list)) return false;
  *walk = {pack(list.begin()), pack(list.end()), false};
  return true;
}

bool json_next(json_walk *walk, const uint8_t **key, size_t *count, json_value *value) {
  if (walk->is_object) {
    object_place next = unpack<object_place>(walk->next);
    if (next == unpack<object_place>(walk->end)) return false;
    std::string_view name = next.key();
    *key = reinterpret_cast<const uint8_t *>(name.data());
    *count = name.size();
    *value = pack(next.value());
    walk->next = pack(++next);
    return true;
  }
  list_place next = unpack<list_place>(walk->next);
  if (next == unpack<list_place>(walk->end)) return false;
  *value = pack(*next);
  walk->next = pack(++next);
  return true;
}

size_t json_invalid_utf8(const uint8_t *bytes, size_t count) {
  auto text = reinterpret_cast<const char *>(bytes);
  if (simdjson::validate_utf8(text, count)) return count;
  // The first prefix that is broken beyond mending by what follows: grow one character at a time.
  size_t at = 0;
  while (at < count) {
    uint8_t lead = bytes[at];
    size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > count || !simdjson::validate_utf8(text + at, length)) return at;
    at += length;
  }
  return count;
}
}
