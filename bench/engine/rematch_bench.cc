// Epoch, rematch and live lists at a given size: seconds, memory, counts of work, and a checksum of the result.
//
//   bench_rematch [seekers] [vacancies] [runs] [remote]   100000 30000 3 by default; remote: vacancies in a hundred
//   bench_rematch EPOCH_FOLDER [runs]                     an epoch of a store, as of the whole country
//
// With 0 runs: live lists only.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <utility>

#include "bench/support/bench_folder.h"
#include "bench/support/bench_market.h"
#include "bench/support/live_lists.h"
#include "bench/support/own_seeds.h"
#include "bench/support/stopwatch.h"
#include "engine/match_lists.h"
#include "engine/rematch.h"

namespace {

using namespace schakel;

constexpr std::uint32_t kTop = 50;

void print_live(const Epoch& epoch) {
  const bench::LiveLists lists = bench::live_lists(epoch);
  const auto us = [](double seconds) { return seconds * 1e6; };
  std::printf("live vacancy list    p50 %8.0f us   p99 %8.0f us\n", us(lists.vacancy.p50), us(lists.vacancy.p99));
  std::printf("live seeker list     p50 %8.0f us   p99 %8.0f us   checksum %016llx\n", us(lists.seeker.p50),
              us(lists.seeker.p99), static_cast<unsigned long long>(lists.checksum));
}

MatchLists timed_rematch(const Epoch& epoch, const char* name, Seeds seeds) {
  RematchCounts counts;
  const bench::Stopwatch watch;
  MatchLists lists = rematch(epoch, {.k = kTop, .seeds = std::move(seeds)}, &counts);
  const double wall = watch.wall(), cpu = watch.cpu();
  std::printf("%-20s %8.2f s   cpu %8.2f s   peak %.0f MiB   checksum %.16s\n", name, wall, cpu, bench::peak_mib(),
              checksum(lists).c_str());
  std::printf("  visits %.3g  pairs in reach %.3g  candidates %.3g  offers %.3g  rows %zu + %zu\n",
              static_cast<double>(counts.kernel.vacancy_blocks), static_cast<double>(counts.kernel.pairs),
              static_cast<double>(counts.kernel.candidates), static_cast<double>(counts.eligible),
              lists.vacancies.rows.size(), lists.seekers.rows.size());
  return lists;
}

std::unique_ptr<const Epoch> made_epoch(const MarketParameters& market, const std::filesystem::path& folder) {
  std::printf("market on %s\n", bench::market_name() == "esco" ? "ESCO and real postcodes" : "the embedded taxonomy");
  const bench::Stopwatch generating;
  const bench::BenchSnapshot snapshot(market);
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
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);  // a long run tells as it goes
  const bool made = argc <= 1 || std::strtoull(argv[1], nullptr, 10) > 0;
  MarketParameters market{.seekers = 100'000, .vacancies = 30'000};
  if (made && argc > 1) market.seekers = std::strtoull(argv[1], nullptr, 10);
  if (made && argc > 2) market.vacancies = std::strtoull(argv[2], nullptr, 10);
  if (made && argc > 4) market.shape.remote_percent = static_cast<std::uint32_t>(std::strtoul(argv[4], nullptr, 10));
  const char* const asked_runs = made ? (argc > 3 ? argv[3] : "3") : (argc > 2 ? argv[2] : "1");
  const bench::BenchFolder folder;
  const auto epoch = made ? made_epoch(market, folder.path() / "epoch") : opened_epoch(argv[1]);
  if (!epoch) return 1;
  std::printf("blocks %u  items %zu  nodes %zu  lists %zu  postings %s words\n", epoch->blocks(), epoch->items.size(),
              epoch->nodes.nodes.size(), epoch->postings.lists.size(), epoch->manifest().facts.at("postings").c_str());
  MatchLists lists;
  for (int run = 0; run < std::atoi(asked_runs); ++run) lists = timed_rematch(*epoch, "rematch", {});
  if (!lists.seekers.rows.empty()) timed_rematch(*epoch, "rematch, seeded", bench::own_seeds(*epoch, lists, kTop));
  print_live(*epoch);
}
