#include "index/epoch/epoch_holds.h"

#include <algorithm>
#include <optional>
#include <string>

#include "index/epoch/array_file.h"
#include "index/epoch/epoch_format.h"
#include "index/epoch/overlay/overlay_file.h"
#include "index/epoch/strings.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

// The names of one file of an epoch, and their order.
struct Names {
  std::span<const std::uint32_t> order;
  StringSpans names;

  // Nothing where the file says what cannot be.
  [[nodiscard]] std::optional<std::string_view> at(std::size_t place) const {
    const std::uint32_t number = order[place];
    if (number >= names.size()) return std::nullopt;
    const std::uint64_t begin = names.begin[number], end = names.begin[number + std::size_t{1}];
    if (begin > end || end > names.bytes.size()) return std::nullopt;
    return names[number];
  }
};

// The number of the record among those that the folder itself has.
Result<std::optional<std::uint32_t>> own_number(const fs::path& folder, RecordKind kind, std::string_view id) {
  const auto file = ArrayFile::open(folder / (kind == RecordKind::kSeeker ? "seekers.bin" : "vacancies.bin"));
  if (!file) return std::unexpected(file.error());
  Names all;
  for (const auto& got : {file->get("by_name", all.order), file->get("names.begin", all.names.begin),
                          file->get("names.bytes", all.names.bytes)})
    if (!got) return std::unexpected(got.error());
  std::size_t from = 0, to = all.order.size();
  while (from < to) {
    const std::size_t middle = from + (to - from) / 2;
    const auto name = all.at(middle);
    if (!name) return fail(ErrorCode::kCorrupt, folder.string() + " has names that cannot be");
    if (*name == id) return std::optional(all.order[middle]);
    if (*name < id)
      from = middle + 1;
    else
      to = middle;
  }
  return std::optional<std::uint32_t>();
}

Result<Manifest> readable_manifest(const fs::path& folder) {
  auto manifest = read_manifest(folder);
  if (!manifest) return manifest;
  if (const auto known = check_epoch_format(*manifest, folder); !known) return std::unexpected(known.error());
  return manifest;
}

}  // namespace

Result<bool> epoch_holds(const fs::path& folder, RecordKind kind, std::string_view id) {
  const auto manifest = readable_manifest(folder);
  if (!manifest) return std::unexpected(manifest.error());
  const auto own = own_number(folder, kind, id);
  if (!own) return std::unexpected(own.error());
  const auto base_id = manifest->facts.find("base");
  if (*own || base_id == manifest->facts.end()) return own->has_value();

  const fs::path base = folder.parent_path() / base_id->second;
  if (const auto readable = readable_manifest(base); !readable) return std::unexpected(readable.error());
  const auto number = own_number(base, kind, id);
  if (!number) return std::unexpected(number.error());
  if (!*number) return false;
  const auto overlay = OverlayFile::open(folder);
  if (!overlay) return std::unexpected(overlay.error());
  return !std::ranges::binary_search(kind == RecordKind::kSeeker ? overlay->gone_seekers : overlay->gone_vacancies,
                                     **number);
}

}  // namespace schakel
