#include "server/strategies/compare_strategies.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include "engine/match_lists.h"
#include "engine/rematch.h"
#include "index/epoch/epoch.h"
#include "server/files/folder_maker.h"
#include "server/on_threads.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTop = 10;
constexpr std::size_t kExamples = 3;
constexpr std::size_t kExampleRows = 3;

struct Market {
  std::unique_ptr<const Epoch> epoch;
  MatchLists lists;
};

// The lists of one direction, and what their owners and rows are called.
template <class Owner, class Other>
struct Direction {
  const Epoch& epoch;
  const MatchRows& lists;

  [[nodiscard]] std::size_t size() const { return lists.begin.size() - 1; }
  [[nodiscard]] std::span<const MatchRow> rows(std::size_t i) const {
    return std::span(lists.rows).subspan(lists.begin[i], lists.begin[i + 1] - lists.begin[i]);
  }
  [[nodiscard]] std::string_view owner(std::size_t i) const { return epoch.name(Owner{static_cast<std::uint32_t>(i)}); }
  [[nodiscard]] std::string_view other(const MatchRow& row) const { return epoch.name(Other{row.other}); }
};

template <class D>
std::vector<NamedRow> first_rows(const D& direction, std::span<const MatchRow> rows) {
  std::vector<NamedRow> named;
  for (const MatchRow& row : rows.first(std::min(rows.size(), kExampleRows)))
    named.push_back({std::string(direction.other(row)), row.total});
  return named;
}

template <class D>
std::vector<std::pair<std::string_view, std::uint32_t>> by_name(const D& direction, std::span<const MatchRow> rows) {
  std::vector<std::pair<std::string_view, std::uint32_t>> named;
  for (const MatchRow& row : rows) named.emplace_back(direction.other(row), row.total);
  std::ranges::sort(named);
  return named;
}

// Calls met(total before, total after) for every counterpart that both have.
template <class Met>
void for_common(const auto& before, const auto& after, Met&& met) {
  auto a = before.begin();
  for (const auto& [name, total] : after) {
    while (a != before.end() && a->first < name) ++a;
    if (a != before.end() && a->first == name) met(a->second, total);
  }
}

template <class D>
void compare_list(const D& before, std::size_t a, const D& after, std::size_t b, ListChanges& changes) {
  const std::span<const MatchRow> x = before.rows(a), y = after.rows(b);
  if (x.empty() && y.empty()) return;
  ++changes.lists;
  const bool same_order = std::ranges::equal(
      x, y, std::equal_to{}, [&](const MatchRow& r) { return before.other(r); },
      [&](const MatchRow& r) { return after.other(r); });
  const bool same_totals = std::ranges::equal(x, y, std::equal_to{}, &MatchRow::total, &MatchRow::total);
  if (same_order) ++changes.same_order;
  if (same_order && same_totals) ++changes.identical;
  if (x.empty() || y.empty() || before.other(x[0]) != after.other(y[0])) ++changes.other_first;
  for_common(by_name(before, x), by_name(after, y), [&](std::uint32_t from, std::uint32_t to) {
    const std::uint32_t move = from > to ? from - to : to - from;
    ++changes.stayed;
    changes.moved_points += move;
    changes.furthest_move = std::max(changes.furthest_move, move);
  });
  const auto top_x = x.first(std::min(x.size(), kTop)), top_y = y.first(std::min(y.size(), kTop));
  std::uint32_t kept = 0;
  for_common(by_name(before, top_x), by_name(after, top_y), [&](std::uint32_t, std::uint32_t) { ++kept; });
  const auto of = static_cast<std::uint32_t>(std::max(top_x.size(), top_y.size()));
  changes.kept += kept;
  changes.of += of;
  if (kept == of) return;
  const auto less_kept = [](const ChangedList& one, const ChangedList& two) {
    const auto left = std::uint64_t{one.kept} * two.of, right = std::uint64_t{two.kept} * one.of;
    return left != right ? left < right : one.owner < two.owner;
  };
  ChangedList changed{.owner = std::string(before.owner(a)), .kept = kept, .of = of, .before = {}, .after = {}};
  if (changes.examples.size() == kExamples && !less_kept(changed, changes.examples.back())) return;
  changed.before = first_rows(before, x);
  changed.after = first_rows(after, y);
  changes.examples.insert(std::ranges::upper_bound(changes.examples, changed, less_kept), std::move(changed));
  if (changes.examples.size() > kExamples) changes.examples.pop_back();
}

template <class D, class Find>
ListChanges compare_direction(const D& before, const D& after, Find&& find) {
  ListChanges changes;
  for (std::size_t i = 0; i < before.size(); ++i) compare_list(before, i, after, find(before.owner(i)), changes);
  return changes;
}

Result<Market> match_under(const Strategy& strategy, const RecordSnapshot& snapshot, const CompareOptions& options,
                           const fs::path& folder) {
  if (auto built = build_epoch(snapshot, {.strategy = strategy, .date = options.date}, folder); !built)
    return std::unexpected(built.error());
  auto epoch = Epoch::open(folder, false);
  if (!epoch) return std::unexpected(epoch.error());
  const RematchOptions rematching{
      .k = options.k, .threads = static_cast<std::uint32_t>(thread_count(options.threads)), .progress = {}};
  MatchLists lists = rematch(**epoch, rematching);
  return Market{std::move(*epoch), std::move(lists)};
}

}  // namespace

Result<StrategyComparison> compare_strategies(const StoreLayout& layout, const RecordStore& records,
                                              const CompareOptions& options) {
  auto maker = FolderMaker::begin(layout.comparisons());
  if (!maker) return std::unexpected(maker.error());
  std::error_code error;
  fs::create_directories(maker->unfinished(), error);
  if (error) return fail_errno("create", maker->unfinished(), error.value());
  const auto snapshot = records.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  std::vector<Market> markets;
  for (std::size_t i = 0; i < 2; ++i) {
    if (options.progress) options.progress(i == 0 ? "matching under the first" : "matching under the second");
    auto market = on_threads(thread_count(options.threads), [&] {
      return match_under(options.strategies[i], **snapshot, options, maker->unfinished() / std::to_string(i));
    });
    if (!market) return std::unexpected(market.error());
    markets.push_back(std::move(*market));
  }
  const Epoch &a = *markets[0].epoch, &b = *markets[1].epoch;
  StrategyComparison comparison{.hashes = {a.strategy_hash(), b.strategy_hash()}, .k = options.k};
  using VacancyLists = Direction<VacancyId, SeekerId>;
  using SeekerLists = Direction<SeekerId, VacancyId>;
  // The same records are active under both, so everybody is found.
  comparison.vacancies =
      compare_direction(VacancyLists{a, markets[0].lists.vacancies}, VacancyLists{b, markets[1].lists.vacancies},
                        [&](std::string_view name) { return b.find_vacancy(name)->value; });
  comparison.seekers =
      compare_direction(SeekerLists{a, markets[0].lists.seekers}, SeekerLists{b, markets[1].lists.seekers},
                        [&](std::string_view name) { return b.find_seeker(name)->value; });
  return comparison;
}

}  // namespace schakel
