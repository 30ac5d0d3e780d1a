// What kind of input a file or a folder is, by its content.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "loaders/source.h"

namespace schakel {

enum class InputKind { kSeekers, kVacancies, kConcepts, kPlaces, kEsco, kPostcodes };

// "seekers", "vacancies", "concepts", "places", "esco", "postcodes": what --as takes.
[[nodiscard]] std::string_view input_kind_name(InputKind kind);
[[nodiscard]] std::optional<InputKind> input_kind_by_name(std::string_view name);

// One delivery.
struct Input {
  std::filesystem::path path;  // file, or folder of an ESCO package
  InputKind kind{};
  std::vector<std::filesystem::path> files;  // what is read of it, sorted: its content is theirs
};

struct Inputs {
  std::vector<Input> inputs;         // concepts and places first, then vacancies, then seekers; then by path
  std::vector<std::string> skipped;  // files of the folder that are of no known kind, with the reason
};

// A file, an ESCO folder, or a folder that holds such files (not deeper). Errors: kNotFound, kNoPermission, and
// kBadInput when a file, or everything in a folder, is of no known kind: the message says what was seen and names the
// kinds. An empty file is of no known kind unless `as` says so.
[[nodiscard]] Result<Inputs> recognise(const std::filesystem::path& path, std::optional<InputKind> as = std::nullopt);

[[nodiscard]] Result<std::unique_ptr<Source>> open_input(const Input& input);

}  // namespace schakel
