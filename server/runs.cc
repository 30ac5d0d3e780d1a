#include "server/runs.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "server/epochs.h"

namespace schakel {

std::vector<std::uint32_t> runs_of(const StoreLayout& layout, const std::string& epoch_id) {
  std::vector<std::uint32_t> tops;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(layout.runs(), error)) {
    const std::string name = entry.path().filename().string();
    const std::size_t dash = name.rfind('-');
    std::uint32_t top = 0;
    if (dash != std::string::npos) std::from_chars(name.data() + dash + 1, name.data() + name.size(), top);
    if (top > 0 && name == run_name(epoch_id, top)) tops.push_back(top);
  }
  std::ranges::sort(tops);
  return tops;
}

Result<std::unique_ptr<const Run>> open_run(const StoreLayout& layout, const Epoch& epoch,
                                            std::optional<std::uint32_t> top) {
  const std::vector<std::uint32_t> tops = runs_of(layout, epoch.id());
  const std::string store = " --store " + layout.root.string();
  if (!top && tops.empty())
    return fail(ErrorCode::kNotFound,
                "there are no lists of epoch " + epoch.id() + " yet; make them with: schakel rematch" + store);
  const std::uint32_t wanted = top ? *top : tops.back();
  const std::string remedy = ": schakel rematch" + store + " --top " + std::to_string(wanted);
  if (!std::ranges::binary_search(tops, wanted))
    return fail(ErrorCode::kNotFound, "there are no lists of " + std::to_string(wanted) + " rows of epoch " +
                                          epoch.id() + "; make them with" + remedy);
  auto run = Run::open(layout.run(run_name(epoch.id(), wanted)), epoch);
  if (!run) return fail(run.error().code, run.error().message + "; make the lists again with" + remedy);
  return run;
}

}  // namespace schakel
