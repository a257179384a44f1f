#include "CSimdJSON.h"

#include <simdjson.h>

#include <cstring>
#include <string>

struct json_reader {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::string scratch[16];
  int turn = 0;

  // Numbers are printed into one of a few rotating buffers, so that all the fields of a record can be held at once.
  std::string &next_scratch() { return scratch[turn++ & 15]; }
};

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

json_field json_get_texts(json_reader *reader, const char *key) {
  simdjson::dom::array list;
  if (reader->root.at_key(key).get_array().get(list)) return {json_missing, nullptr, 0};
  std::string &texts = reader->next_scratch();
  texts.clear();
  for (auto element : list) {
    std::string_view text;
    if (element.get_string().get(text)) return {json_missing, nullptr, 0};
    texts.append(text);
    texts += '\xFF';
  }
  return {json_string, reinterpret_cast<const uint8_t *>(texts.data()), texts.size()};
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
