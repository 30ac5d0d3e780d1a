#include "server/access/json_fields.h"

#include <simdjson.h>

#include <optional>

#include "loaders/format/json_line.h"
#include "loaders/format/json_trouble.h"
#include "loaders/format/utf8.h"

namespace schakel {
namespace {

using simdjson::dom::element;
using Value = std::variant<std::string, std::vector<std::string>, std::uint64_t, bool>;

std::optional<std::vector<std::string>> texts_of(const element& value) {
  simdjson::dom::array items;
  if (value.get(items) != simdjson::SUCCESS) return std::nullopt;
  std::vector<std::string> texts;
  for (const element item : items) {
    std::string_view text;
    if (item.get(text) != simdjson::SUCCESS) return std::nullopt;
    texts.emplace_back(text);
  }
  return texts;
}

std::optional<Value> value_of(const element& value) {
  std::string_view text;
  std::uint64_t number = 0;
  bool truth = false;
  if (value.get(text) == simdjson::SUCCESS) return Value(std::string(text));
  if (value.get(number) == simdjson::SUCCESS) return Value(number);
  if (value.get(truth) == simdjson::SUCCESS) return Value(truth);
  if (auto texts = texts_of(value)) return Value(*std::move(texts));
  return std::nullopt;
}

std::string field_words(std::string_view key) { return "field " + std::string(key) + ": "; }

void append_key(std::string_view key, std::string& out) {
  if (!out.empty() && out.back() != '{') out += ',';
  append_json_string(key, out);
  out += ':';
}

}  // namespace

JsonFields::JsonFields(std::string_view line) { read(line); }

void JsonFields::read(std::string_view line) {
  if (valid_utf8_bytes(line) != line.size()) return keep("the line is not UTF-8");
  if (const auto trouble = find_json_trouble(line))
    return keep("column " + std::to_string(trouble->at + 1) + ": " + trouble->message);
  simdjson::dom::parser parser;
  simdjson::dom::object members;
  if (parser.parse(line.data(), line.size()).get(members) != simdjson::SUCCESS)
    return keep("found no JSON object, expected {\"field\":value,...} on one line");
  for (const auto member : members) {
    auto value = value_of(member.value);
    const std::string key(member.key);
    if (!value)
      keep(field_words(key) + "expected a text, a whole number from 0, true, false or a list of texts");
    else if (!values_.emplace(key, *std::move(value)).second)
      keep(field_words(key) + "it stands there twice");
  }
}

void JsonFields::keep(std::string trouble) {
  if (trouble_.empty()) trouble_ = std::move(trouble);
}

void JsonFields::object(std::string_view key, std::string_view found, std::string_view expected) {
  keep(field_words(key) + "found \"" + std::string(found) + "\", expected " + std::string(expected));
}

template <class T>
T JsonFields::take(std::string_view key, bool required, std::string_view expected) {
  const auto found = values_.find(std::string(key));
  T taken{};
  if (found == values_.end()) {
    if (required) keep(field_words(key) + "it is missing, expected " + std::string(expected));
    return taken;
  }
  if (T* value = std::get_if<T>(&found->second))
    taken = std::move(*value);
  else
    keep(field_words(key) + "expected " + std::string(expected));
  values_.erase(found);
  return taken;
}

std::string JsonFields::text(std::string_view key, bool required) { return take<std::string>(key, required, "a text"); }

std::vector<std::string> JsonFields::texts(std::string_view key, bool required) {
  return take<std::vector<std::string>>(key, required, "a list of texts");
}

std::uint64_t JsonFields::number(std::string_view key) {
  return take<std::uint64_t>(key, false, "a whole number from 0");
}

bool JsonFields::truth(std::string_view key) { return take<bool>(key, false, "true or false"); }

std::string JsonFields::trouble() const {
  if (!trouble_.empty() || values_.empty()) return trouble_;
  return field_words(values_.begin()->first) + "there is no such field";
}

void append_text_field(std::string_view key, std::string_view text, std::string& out) {
  append_key(key, out);
  append_json_string(text, out);
}

void append_texts_field(std::string_view key, const std::vector<std::string>& texts, std::string& out) {
  append_key(key, out);
  out += '[';
  for (const std::string& text : texts) {
    if (out.back() != '[') out += ',';
    append_json_string(text, out);
  }
  out += ']';
}

}  // namespace schakel
