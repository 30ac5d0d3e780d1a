#include "server/runs.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "index/seal/seal.h"
#include "server/epochs.h"

namespace schakel {
namespace {

std::string remedy(const StoreLayout& layout, std::uint32_t top) {
  return ": schakel rematch --store " + layout.root.string() + " --top " + std::to_string(top);
}

Error broken(const StoreLayout& layout, std::uint32_t top, const Error& error) {
  return {error.code, error.message + "; make the lists again with" + remedy(layout, top)};
}

}  // namespace

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
                                            std::optional<std::uint32_t> top, bool verify) {
  const std::vector<std::uint32_t> tops = runs_of(layout, epoch.id());
  if (!top && tops.empty())
    return fail(ErrorCode::kNotFound, "there are no lists of epoch " + epoch.id() +
                                          " yet; make them with: schakel rematch --store " + layout.root.string());
  const std::uint32_t wanted = top ? *top : tops.back();
  if (!std::ranges::binary_search(tops, wanted))
    return fail(ErrorCode::kNotFound, "there are no lists of " + std::to_string(wanted) + " rows of epoch " +
                                          epoch.id() + "; make them with" + remedy(layout, wanted));
  auto run = Run::open(layout.run(run_name(epoch.id(), wanted)), epoch, verify);
  if (!run) return std::unexpected(broken(layout, wanted, run.error()));
  return run;
}

Result<void> verify_run(const StoreLayout& layout, const std::string& epoch_id, std::uint32_t top) {
  const auto seal = verify_seal(layout.run(run_name(epoch_id, top)));
  if (!seal) return std::unexpected(broken(layout, top, seal.error()));
  return {};
}

}  // namespace schakel
