// What a rematch costs on markets of other shapes: one thing changed at a time, each in a process of its own.
//
//   bench_sweep [--size SEEKERS VACANCIES] [CASE...]        100000 30000 and all cases by default, as in "remote 100"
//
// A line per case, in the form of a table of docs/performance.md.

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/support/bench_folder.h"
#include "bench/support/bench_market.h"
#include "bench/support/live_lists.h"
#include "bench/support/stopwatch.h"
#include "engine/rematch.h"

namespace {

using namespace schakel;

struct Case {
  std::string name;
  MarketShape shape;
  std::uint32_t k = 50;
};

std::vector<Case> all_cases() {
  std::vector<Case> cases{{"usual", {}}};
  // 2, 12 and 41 % make about 12, 25 and 60 postings per seeker.
  for (const std::uint32_t percent : {2U, 12U, 41U, 200U, 400U})
    cases.push_back({"profile " + std::to_string(percent), {.profile_percent = percent}});
  for (const std::uint32_t skew : {0U, 2U, 3U}) cases.push_back({"skew " + std::to_string(skew), {.skew = skew}});
  for (const std::uint32_t percent : {25U, 50U, 200U})
    cases.push_back({"travel " + std::to_string(percent), {.travel_percent = percent}});
  cases.push_back({"travel none", {.travel_percent = std::nullopt}});
  for (const std::uint32_t percent : {0U, 10U, 50U, 100U})
    cases.push_back({"remote " + std::to_string(percent), {.remote_percent = percent}});
  for (const std::uint32_t k : {10U, 200U}) cases.push_back({"top " + std::to_string(k), {}, k});
  return cases;
}

// How many lists a seeker stands on, those of MUSTs apart.
double postings_per_seeker(const Epoch& epoch) {
  std::uint64_t postings = 0;
  for (std::uint32_t block = 0; block < epoch.blocks(); ++block)
    for (std::uint32_t number = 0; number < epoch.postings.lists.size(); ++number) {
      if (is_pass(epoch.postings.lists[number])) continue;
      const auto [words, dense] = epoch.postings.list(block, number);
      if (!dense) postings += words.size();
      if (dense)
        for (const std::uint16_t word : words) postings += static_cast<std::uint64_t>(std::popcount(word));
    }
  return static_cast<double>(postings) / epoch.seekers();
}

// Lets the highest resident memory begin anew.
void forget_peak() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
}

double peak_since_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (double kib = 0; word == "VmHWM:" && status >> kib) return kib / 1024;
  return 0;
}

void run(const Case& one, std::uint64_t seekers, std::uint64_t vacancies) {
  const bench::BenchFolder folder;
  const auto epoch = bench::bench_epoch(
      bench::BenchSnapshot({.seekers = seekers, .vacancies = vacancies, .shape = one.shape}), folder.path() / "epoch");
  forget_peak();
  RematchCounts counts;
  std::vector<double> cpu;
  std::string result;
  for (int i = 0; i < 3; ++i) {
    const bench::Stopwatch watch;
    const MatchLists lists = rematch(*epoch, {.k = one.k}, &counts);
    cpu.push_back(watch.cpu());
    result = checksum(lists).substr(0, 16);
  }
  std::ranges::sort(cpu);
  const double memory = peak_since_mib();
  const bench::LiveLists live = bench::live_lists(*epoch, one.k);
  const auto pairs = static_cast<double>(counts.kernel.pairs);
  const auto ms = [](double value) { return value * 1e3; };
  std::printf("| %s | %.0f | %.2e | %.1e | %.2f s | %.2f ns | %.2f, %.2f ms | %.2f, %.2f ms | %.0f MiB | %s |\n",
              one.name.c_str(), postings_per_seeker(*epoch), pairs, static_cast<double>(counts.kernel.candidates),
              cpu[1], cpu[1] * 1e9 / pairs, ms(live.vacancy.p50), ms(live.vacancy.p99), ms(live.seeker.p50),
              ms(live.seeker.p99), memory, result.c_str());
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t seekers = 100'000, vacancies = 30'000;
  int next = 1;
  if (argc > 3 && std::string_view(argv[1]) == "--size") {
    seekers = std::strtoull(argv[2], nullptr, 10);
    vacancies = std::strtoull(argv[3], nullptr, 10);
    next = 4;
  }
  const std::vector<std::string_view> asked(argv + next, argv + argc);
  std::vector<Case> cases = all_cases();
  const auto known = [&](std::string_view name) { return std::ranges::find(cases, name, &Case::name) != cases.end(); };
  if (!std::ranges::all_of(asked, known)) {
    std::fprintf(stderr, "no such case among the asked; they are:\n");
    for (const Case& one : cases) std::fprintf(stderr, "  \"%s\"\n", one.name.c_str());
    return 2;
  }
  std::printf(
      "| market | postings a seeker | pairs in reach | candidates | rematch, CPU | a pair | live vacancy p50, p99 | "
      "live seeker p50, p99 | memory | checksum |\n|---|---|---|---|---|---|---|---|---|---|\n");
  std::fflush(stdout);
  for (const Case& one : cases) {
    if (!asked.empty() && std::ranges::find(asked, one.name) == asked.end()) continue;
    const pid_t child = fork();
    if (child == 0) {
      run(one, seekers, vacancies);
      std::_Exit(0);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) return 1;
  }
}
