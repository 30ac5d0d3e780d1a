#include "server/service/stored_facts.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include "server/chunked_rematch.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kGoodFor{3};
constexpr std::chrono::seconds kMoment{30};

Result<StoredFacts> read_facts(const StoreLayout& layout) {
  const auto store = RecordStore::open(layout.records(), OpenMode::kReadOnly);
  if (!store) return std::unexpected(store.error());
  auto counts = (*store)->counts();
  if (!counts) return std::unexpected(counts.error());
  auto deliveries = (*store)->deliveries();
  if (!deliveries) return std::unexpected(deliveries.error());
  const std::size_t all = counts->quarantined;
  auto rows = (*store)->quarantine(all - std::min(all, kQuarantineLookedAt), kQuarantineLookedAt);
  if (!rows) return std::unexpected(rows.error());
  StoredFacts facts{.counts = *counts,
                    .sequence = (*store)->sequence(),
                    .deliveries = *std::move(deliveries),
                    .reasons = {},
                    .quarantine = {}};
  std::map<std::string, std::uint64_t> reasons;
  for (const Refusal& row : *rows) ++reasons[row.code()];
  facts.reasons.assign(reasons.begin(), reasons.end());
  std::ranges::stable_sort(facts.reasons, std::greater{}, &std::pair<std::string, std::uint64_t>::second);
  const std::size_t told = std::min(rows->size(), kQuarantineTold);
  facts.quarantine.assign(rows->end() - static_cast<std::ptrdiff_t>(told), rows->end());
  for (Refusal& row : facts.quarantine) row.clear_source_row();
  return facts;
}

}  // namespace

Result<std::shared_ptr<const StoredFacts>> StoredFactsReader::read(const StoreLayout& layout) {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (facts_ && now - read_at_ < kGoodFor) return facts_;
  auto facts = read_facts(layout);
  if (!facts) return std::unexpected(facts.error());
  facts_ = std::make_shared<const StoredFacts>(*std::move(facts));
  read_at_ = std::chrono::steady_clock::now();
  return facts_;
}

std::vector<RunInTheMaking> runs_in_the_making(const StoreLayout& layout) {
  std::vector<RunInTheMaking> runs;
  std::error_code error;
  const auto moment_ago = fs::file_time_type::clock::now() - kMoment;
  for (const auto& entry : fs::directory_iterator(layout.runs(), error)) {
    if (entry.path().extension() != ".chunks") continue;
    const KeptProgress kept = progress_of_chunks(entry.path());
    runs.push_back({.name = entry.path().stem().string(),
                    .done = kept.done,
                    .total = kept.total,
                    .running = kept.written > moment_ago});
  }
  std::ranges::sort(runs, {}, &RunInTheMaking::name);
  return runs;
}

}  // namespace schakel
