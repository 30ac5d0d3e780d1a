// Epoch, rematch and live lists at a given size: seconds, memory, counts of work, and a checksum of the result.
//
//   bench_rematch [seekers] [vacancies] [runs]        100000 30000 3 by default
//   bench_rematch EPOCH_FOLDER [runs]                 an epoch of a store, as of the whole country

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "bench/support/bench_market.h"
#include "engine/match.h"
#include "engine/match_lists.h"
#include "engine/rematch.h"

namespace {

using namespace schakel;

double percentile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

void live_lists(const Epoch& epoch) {
  Matcher matcher(epoch);
  const MatchOptions options{.k = 50, .weights = epoch.model().weights};
  std::vector<double> vacancy_us, seeker_us;
  std::uint64_t sum = 0;
  const auto step = [](std::uint32_t all) { return std::max(1U, all / 2000); };
  for (std::uint32_t v = 0; v < epoch.vacancies(); v += step(epoch.vacancies())) {
    const bench::Stopwatch watch;
    for (const Ranked& row : matcher.for_vacancy(VacancyId{v}, options).rows) sum += row.key ^ row.other;
    vacancy_us.push_back(watch.wall() * 1e6);
  }
  for (std::uint32_t s = 0; s < epoch.seekers(); s += step(epoch.seekers())) {
    const bench::Stopwatch watch;
    for (const Ranked& row : matcher.for_seeker(SeekerId{s}, options).rows) sum += row.key ^ row.other;
    seeker_us.push_back(watch.wall() * 1e6);
  }
  std::printf("live vacancy list    p50 %8.0f us   p99 %8.0f us\n", percentile(vacancy_us, 0.5),
              percentile(vacancy_us, 0.99));
  std::printf("live seeker list     p50 %8.0f us   p99 %8.0f us   checksum %016llx\n", percentile(seeker_us, 0.5),
              percentile(seeker_us, 0.99), static_cast<unsigned long long>(sum));
}

MatchLists timed_rematch(const Epoch& epoch, const char* name, Seeds seeds) {
  RematchCounts counts;
  const bench::Stopwatch watch;
  MatchLists lists = rematch(epoch, {.k = 50, .seeds = std::move(seeds)}, &counts);
  const double wall = watch.wall(), cpu = watch.cpu();
  std::printf("%-20s %8.2f s   cpu %8.2f s   peak %.0f MiB   checksum %.16s\n", name, wall, cpu, bench::peak_mib(),
              checksum(lists).c_str());
  std::printf("  visits %.3g  pairs in reach %.3g  candidates %.3g  offers %.3g  rows %zu + %zu\n",
              static_cast<double>(counts.kernel.vacancy_blocks), static_cast<double>(counts.kernel.pairs),
              static_cast<double>(counts.kernel.candidates), static_cast<double>(counts.eligible),
              lists.vacancies.rows.size(), lists.seekers.rows.size());
  return lists;
}

// The lists as tomorrow's rematch finds them.
Seeds own_seeds(const Epoch& epoch, const MatchLists& lists) {
  const auto folder = std::filesystem::temp_directory_path() / "schakel-bench-run";
  std::filesystem::remove_all(folder);
  if (!write_run(lists, epoch, 50, folder)) return {};
  const auto run = Run::open(folder, epoch);
  if (!run) return {};
  const bench::Stopwatch watch;
  Seeds seeds = seeds_from(epoch, **run, epoch, 50);
  std::printf("seeds                %8.2f s   cpu %8.2f s   %zu pairs\n", watch.wall(), watch.cpu(),
              seeds.cells.size());
  std::filesystem::remove_all(folder);
  return seeds;
}

std::unique_ptr<const Epoch> made_epoch(std::uint64_t seekers, std::uint64_t vacancies,
                                        const std::filesystem::path& folder) {
  const bench::Stopwatch generating;
  const bench::BenchSnapshot snapshot(seekers, vacancies, 1);
  std::printf("generate             %8.2f s   cpu %8.2f s\n", generating.wall(), generating.cpu());
  const bench::Stopwatch indexing;
  auto epoch = bench::bench_epoch(snapshot, folder);
  std::printf("epoch                %8.2f s   cpu %8.2f s   peak %.0f MiB\n", indexing.wall(), indexing.cpu(),
              bench::peak_mib());
  return epoch;
}

std::unique_ptr<const Epoch> opened_epoch(const std::filesystem::path& folder) {
  auto epoch = Epoch::open(folder, false);
  if (!epoch) std::fprintf(stderr, "%s\n", epoch.error().message.c_str());
  return epoch ? *std::move(epoch) : nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  const bool made = argc <= 1 || std::strtoull(argv[1], nullptr, 10) > 0;
  const std::uint64_t seekers = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  const std::uint64_t vacancies = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 30'000;
  const char* const asked_runs = made ? (argc > 3 ? argv[3] : "3") : (argc > 2 ? argv[2] : "1");
  const auto folder = std::filesystem::temp_directory_path() / "schakel-bench-epoch";
  const auto epoch = made ? made_epoch(seekers, vacancies, folder) : opened_epoch(argv[1]);
  if (!epoch) return 1;
  std::printf("blocks %u  items %zu  nodes %zu  lists %zu  postings %s words\n", epoch->blocks(), epoch->items.size(),
              epoch->nodes.nodes.size(), epoch->postings.lists.size(), epoch->manifest().facts.at("postings").c_str());
  MatchLists lists;
  for (int run = 0; run < std::atoi(asked_runs); ++run) lists = timed_rematch(*epoch, "rematch", {});
  timed_rematch(*epoch, "rematch, seeded", own_seeds(*epoch, lists));
  live_lists(*epoch);
  if (made) std::filesystem::remove_all(folder);
}
