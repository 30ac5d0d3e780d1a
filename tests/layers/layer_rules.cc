#include "tests/layers/layer_rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <sstream>

namespace schakel {
namespace {

using Names = std::vector<std::string_view>;

// Which folders of the project a folder may include, itself among them.
struct Layer {
  std::string_view folder;
  Names may_include;
};

// Libraries that one folder keeps to itself.
struct Owned {
  std::string_view include_prefix;
  Names owners;
};

const std::array kLayers{
    Layer{"data", {"data"}},
    Layer{"loaders", {"data", "loaders"}},
    Layer{"index", {"data", "index"}},
    Layer{"engine", {"data", "index", "engine"}},
    Layer{"server", {"data", "loaders", "index", "engine", "server"}},
    Layer{"tests", {"data", "loaders", "index", "engine", "server", "tests"}},
    Layer{"bench", {"data", "loaders", "index", "engine", "server", "tests", "bench"}},
};

const std::array kOwned{
    Owned{"rocksdb/", {"index/store/"}},
    Owned{"xapian", {"index/text/", "peers/"}},
    Owned{"fmt/", {"server/"}},
    Owned{"spdlog/", {"server/"}},
    Owned{"CLI/", {"server/"}},
    Owned{"boost/", {"server/http/", "server/load/"}},
    Owned{"simdjson", {"loaders/", "index/seal/", "server/"}},
    Owned{"zstd", {"loaders/", "server/"}},
    Owned{"openssl/", {"index/", "server/"}},
};

std::string_view top_folder(std::string_view path) { return path.substr(0, path.find('/')); }

// "tests/index/store/x.cc" stands for "index/store/x.cc".
std::string_view mirrored(std::string_view path) {
  const std::string_view top = top_folder(path);
  if (top == "tests" || top == "bench") path.remove_prefix(std::min(path.size(), top.size() + 1));
  return path;
}

std::optional<std::string> offence_of_project_include(std::string_view path, std::string_view include) {
  const auto layer = std::ranges::find(kLayers, top_folder(path), &Layer::folder);
  const std::string_view target = top_folder(include);
  if (std::ranges::find(kLayers, target, &Layer::folder) == kLayers.end() || !include.contains('/'))
    return "\"" + std::string(include) + "\" is not written from the root of the tree";
  if (layer == kLayers.end() || std::ranges::find(layer->may_include, target) != layer->may_include.end()) return {};
  return std::string(layer->folder) + "/ may not include " + std::string(target) + "/ (" + std::string(include) + ")";
}

std::optional<std::string> offence_of_library_include(std::string_view path, std::string_view include) {
  for (const Owned& owned : kOwned) {
    if (!include.starts_with(owned.include_prefix)) continue;
    const bool at_home =
        std::ranges::any_of(owned.owners, [&](auto folder) { return mirrored(path).starts_with(folder); });
    if (!at_home) return "<" + std::string(include) + "> belongs to " + std::string(owned.owners.front()) + " only";
  }
  return {};
}

}  // namespace

std::vector<std::string> offences(std::string_view path, std::string_view text) {
  static const std::regex kInclude(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::vector<std::string> found;
  std::istringstream lines{std::string(text)};
  std::string line;
  int number = 0;
  while (std::getline(lines, line)) {
    ++number;
    std::smatch match;
    if (!std::regex_match(line, match, kInclude)) continue;
    const std::string include = match[2];
    const bool quoted = match[1] == "\"";
    const auto offence = quoted ? offence_of_project_include(path, include) : offence_of_library_include(path, include);
    if (offence) found.push_back("line " + std::to_string(number) + ": " + *offence);
  }
  if (number > kMaxLines) found.push_back(std::to_string(number) + " lines; a file has fewer than 300");
  return found;
}

}  // namespace schakel
