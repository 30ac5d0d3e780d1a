#include "index/seal/manifest.h"

#include <simdjson.h>

#include "index/seal/sha256.h"

namespace schakel {
namespace {

std::string json_string(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (byte < 0x20) {
      out += "\\u00";
      out += {kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

std::string file_line(const SealedFile& file) {
  return "    {\"name\": " + json_string(file.name) + ", \"bytes\": " + std::to_string(file.bytes) +
         ", \"sha256\": " + json_string(file.sha256) + "}";
}

std::string text_of(simdjson::simdjson_result<simdjson::dom::element> element) {
  return std::string(std::string_view(element));
}

// Throws simdjson::simdjson_error where a member is missing or of another type.
Manifest read_members(const simdjson::dom::element& root) {
  Manifest manifest{.kind = text_of(root["kind"]), .id = text_of(root["id"]), .facts = {}, .files = {}};
  for (const auto fact : simdjson::dom::object(root["facts"])) {
    manifest.facts.emplace(fact.key, std::string_view(fact.value));
  }
  for (const auto file : simdjson::dom::array(root["files"])) {
    manifest.files.push_back({text_of(file["name"]), std::uint64_t(file["bytes"]), text_of(file["sha256"])});
  }
  return manifest;
}

}  // namespace

std::string write_manifest(const Manifest& manifest) {
  std::string out = "{\n  \"kind\": " + json_string(manifest.kind) + ",\n  \"id\": " + json_string(manifest.id) + ",\n";
  std::string_view comma = "\n";
  out += "  \"facts\": {";
  for (const auto& [name, value] : manifest.facts) {
    out.append(comma).append("    ") += json_string(name) + ": " + json_string(value);
    comma = ",\n";
  }
  out += "\n  },\n  \"files\": [";
  comma = "\n";
  for (const auto& file : manifest.files) {
    out.append(comma) += file_line(file);
    comma = ",\n";
  }
  out += "\n  ],\n";
  const auto seal = sha256_hex(out);
  return out + "  \"seal\": " + json_string(seal) + "\n}\n";
}

Result<Manifest> parse_manifest(std::string_view text) {
  try {
    simdjson::dom::parser parser;
    auto manifest = read_members(parser.parse(text.data(), text.size()));
    if (write_manifest(manifest) == text) return manifest;
    return fail(ErrorCode::kCorrupt, "the manifest was changed after it was sealed");
  } catch (const simdjson::simdjson_error& error) {
    return fail(ErrorCode::kCorrupt, std::string("the manifest cannot be read: ") + error.what());
  }
}

}  // namespace schakel
