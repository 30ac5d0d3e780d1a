#include "server/text_generation.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <vector>

#include "server/files/folder_maker.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

// Newest first. Other names in the folder are no generations.
std::vector<Sequence> generations(const StoreLayout& layout) {
  std::vector<Sequence> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(layout.texts(), none)) {
    const std::string name = entry.path().filename().string();
    Sequence sequence = 0;
    const auto [end, trouble] = std::from_chars(name.data(), name.data() + name.size(), sequence);
    if (trouble == std::errc() && end == name.data() + name.size()) found.push_back(sequence);
  }
  std::ranges::sort(found, std::greater{});
  return found;
}

}  // namespace

std::optional<Sequence> newest_text(const StoreLayout& layout) {
  const auto all = generations(layout);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

Result<std::optional<TextGeneration>> open_newest_text(const StoreLayout& layout) {
  TextGeneration generation;
  for (const Sequence sequence : generations(layout)) {
    auto index = TextIndex::open(layout.text(std::to_string(sequence)), sequence);
    if (index) {
      generation.index = std::move(*index);
      generation.sequence = sequence;
      return generation;
    }
    const ErrorCode code = index.error().code;
    if (code != ErrorCode::kCorrupt && code != ErrorCode::kStale && code != ErrorCode::kNotFound)
      return std::unexpected(index.error());
    generation.damaged.push_back(index.error().message);
  }
  return std::nullopt;
}

Result<void> build_text(const StoreLayout& layout, const RecordSnapshot& snapshot,
                        const std::function<void(std::uint64_t)>& progress) {
  auto maker = FolderMaker::begin(layout.texts(), WhenBusy::kWait);
  if (!maker) return std::unexpected(maker.error());
  if (auto built = TextIndex::build(snapshot, maker->unfinished(), progress); !built) return built;
  if (auto published = maker->publish(std::to_string(snapshot.sequence())); !published) return published;
  std::error_code error;
  for (const Sequence older : generations(layout))
    if (older != snapshot.sequence()) fs::remove_all(layout.text(std::to_string(older)), error);
  return {};
}

}  // namespace schakel
