#include "CSimdJSON.h"

#include <simdjson.h>

#include <cstring>
#include <string>
#include <type_traits>
#include <utility>

struct json_reader {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::string scratch[16];
  int turn = 0;

  // Numbers are printed into one of a few rotating buffers, so that all the fields of a record can be held at once.
  std::string &next_scratch() { return scratch[turn++ & 15]; }
};

// simdjson's elements and iterators are two plain words; they pass through C as such.
template <typename To, typename From>
static To recast(const From &from) {
  static_assert(sizeof(To) == sizeof(From), "simdjson's elements have another size");
  static_assert(std::is_trivially_copyable<From>::value && std::is_trivially_copyable<To>::value, "not plain");
  To to;
  std::memcpy(static_cast<void *>(&to), &from, sizeof to);
  return to;
}

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;
namespace {

using simdjson::error_code;
namespace ondemand = simdjson::ondemand;

struct walk {
  const char *start;
  json_visitor visitor;
  void *context;
  size_t last = 0;

  void tell(json_event event, std::string_view text = {}) {
    visitor(context, event, last, reinterpret_cast<const uint8_t *>(text.data()), text.size());
  }

  template <typename Value>
  error_code value(Value &value) {
    ondemand::json_type type;
    if (auto error = value.type().get(type)) return error;
    std::string_view token;
    if (auto error = place(value, token)) return error;
    last = static_cast<size_t>(token.data() - start);
    switch (type) {
      case ondemand::json_type::object: {
        ondemand::object object;
        if (auto error = value.get_object().get(object)) return error;
        tell(json_object_begins);
        for (auto found : object) {
          ondemand::field field;
          if (auto error = std::move(found).get(field)) return error;
          std::string_view key;
          if (auto error = field.unescaped_key().get(key)) return error;
          tell(json_key, key);
          ondemand::value inner = field.value();
          if (auto error = this->value(inner)) return error;
        }
        tell(json_object_ends);
        return simdjson::SUCCESS;
      }
      case ondemand::json_type::array: {
        ondemand::array array;
        if (auto error = value.get_array().get(array)) return error;
        tell(json_array_begins);
        for (auto found : array) {
          ondemand::value inner;
          if (auto error = std::move(found).get(inner)) return error;
          if (auto error = this->value(inner)) return error;
        }
        tell(json_array_ends);
        return simdjson::SUCCESS;
      }
      case ondemand::json_type::string: {
        std::string_view text;
        if (auto error = value.get_string().get(text)) return error;
        tell(json_text, text);
        return simdjson::SUCCESS;
      }
      case ondemand::json_type::null: {
        bool isNull = false;
        if (auto error = value.is_null().get(isNull)) return error;
        if (!isNull) return simdjson::N_ATOM_ERROR;
        tell(json_scalar, "null");
        return simdjson::SUCCESS;
      }
      case ondemand::json_type::boolean: {
        bool flag = false;
        if (auto error = value.get_bool().get(flag)) return error;
        tell(json_scalar, flag ? "true" : "false");
        return simdjson::SUCCESS;
      }
      default: {
        double number = 0;
        if (auto error = value.get_double().get(number)) return error;
        tell(json_scalar, token);
        return simdjson::SUCCESS;
      }
    }
  }

  error_code place(ondemand::value &value, std::string_view &token) {
    token = value.raw_json_token();
    return simdjson::SUCCESS;
  }
  error_code place(ondemand::document &document, std::string_view &token) {
    return document.raw_json_token().get(token);
  }
};

}  // namespace

extern "C" {

const char *json_walk(const uint8_t *bytes, size_t count, json_visitor visitor, void *context, size_t *at) {
  simdjson::padded_string text(reinterpret_cast<const char *>(bytes), count);
  ondemand::parser parser;
  ondemand::document document;
  walk walk{text.data(), visitor, context};
  auto error = parser.iterate(text).get(document);
  if (!error) error = walk.value(document);
  const char *rest = nullptr;
  if (!error && !document.current_location().get(rest)) error = simdjson::TAPE_ERROR;
  *at = walk.last;
  return error ? simdjson::error_message(error) : nullptr;
}

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

json_value json_root(json_reader *reader) { return recast<json_value>(reader->root); }

bool json_member(json_value value, const char *key, size_t length, json_value *member) {
  object found;
  element under;
  if (recast<element>(value).get_object().get(found)) return false;
  if (found.at_key(std::string_view(key, length)).get(under)) return false;
  *member = recast<json_value>(under);
  return true;
}

bool json_is(json_value value, json_shape shape) {
  element found = recast<element>(value);
  return shape == json_object ? found.is_object() : found.is_array();
}

json_items json_elements(json_value value) {
  array found;
  if (recast<element>(value).get_array().get(found)) return {value, value};
  return {recast<json_value>(found.begin()), recast<json_value>(found.end())};
}

json_items json_members(json_value value) {
  object found;
  if (recast<element>(value).get_object().get(found)) return {value, value};
  return {recast<json_value>(found.begin()), recast<json_value>(found.end())};
}

bool json_next_element(json_items *items, json_value *member) {
  if (items->next.place == items->end.place) return false;
  array::iterator at = recast<array::iterator>(items->next);
  *member = recast<json_value>(*at);
  items->next = recast<json_value>(++at);
  return true;
}

bool json_next_member(json_items *items, json_field *key, json_value *member) {
  if (items->next.place == items->end.place) return false;
  object::iterator at = recast<object::iterator>(items->next);
  std::string_view name = at.key();
  *key = {json_string, reinterpret_cast<const uint8_t *>(name.data()), name.size()};
  *member = recast<json_value>(at.value());
  items->next = recast<json_value>(++at);
  return true;
}

json_field json_text_of(json_value value) {
  element found = recast<element>(value);
  if (found.is_string()) {
    std::string_view text = found.get_string().value_unsafe();
    return {json_string, reinterpret_cast<const uint8_t *>(text.data()), text.size()};
  }
  return {found.is_null() ? json_null : found.is_array() || found.is_object() ? json_container : json_other, nullptr, 0};
}

bool json_integer(json_value value, int64_t *number) { return !recast<element>(value).get_int64().get(*number); }

bool json_number(json_value value, double *number) { return !recast<element>(value).get_double().get(*number); }

bool json_boolean(json_value value, bool *flag) { return !recast<element>(value).get_bool().get(*flag); }

ptrdiff_t json_numbers(json_value value, double *numbers, size_t most) {
  array list;
  if (recast<element>(value).get_array().get(list)) return -1;
  size_t count = 0;
  for (element item : list) {
    double number;
    if (item.get_double().get(number)) return -1;
    if (count < most) numbers[count] = number;
    count++;
  }
  return static_cast<ptrdiff_t>(count);
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
