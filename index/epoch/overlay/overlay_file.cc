#include "index/epoch/overlay/overlay_file.h"

namespace schakel {
namespace {

constexpr const char* kName = "overlay.bin";

}  // namespace

Result<void> write_overlay(const OverlayArrays& overlay, const std::filesystem::path& folder) {
  ArrayFileWriter writer;
  writer.add("gone_seekers", overlay.gone_seekers);
  writer.add("gone_vacancies", overlay.gone_vacancies);
  writer.add("lists", overlay.later.lists);
  writer.add("node_begin", overlay.later.node_begin);
  writer.add("offsets", overlay.later.offsets);
  writer.add("block_begin", overlay.later.block_begin);
  writer.add("data", overlay.later.data);
  return writer.write(folder / kName);
}

Result<OverlayFile> OverlayFile::open(const std::filesystem::path& folder) {
  auto file = ArrayFile::open(folder / kName);
  if (!file) return std::unexpected(file.error());
  OverlayFile overlay(*std::move(file));
  const ArrayFile& from = overlay.file_;
  for (const auto& got : {from.get("gone_seekers", overlay.gone_seekers),
                          from.get("gone_vacancies", overlay.gone_vacancies), from.get("lists", overlay.lists),
                          from.get("node_begin", overlay.node_begin), from.get("offsets", overlay.offsets),
                          from.get("block_begin", overlay.block_begin), from.get("data", overlay.data)})
    if (!got) return std::unexpected(got.error());
  return overlay;
}

}  // namespace schakel
