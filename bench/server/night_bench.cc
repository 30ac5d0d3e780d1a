// A night, step by step: load, epoch, rematch, live lists, export, certificate; and what a day of changes costs after
// it: an epoch over the night's with its lists brought up to date, and a whole new epoch with lists made of the
// night's. One row per run of a step, for bench/report.py, with the reference work between the steps.
//
//   bench_server_night [seekers] [vacancies] [runs]        100000 30000 3 by default

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>

#include "bench/support/bench_folder.h"
#include "bench/support/bench_market.h"
#include "bench/support/live_lists.h"
#include "bench/support/must.h"
#include "bench/support/own_seeds.h"
#include "bench/support/rows.h"
#include "bench/support/stopwatch.h"
#include "engine/rematch.h"
#include "engine/rematch_after.h"
#include "engine/rematch_since.h"
#include "index/epoch/overlay/build_overlay.h"
#include "index/model/strategy.h"
#include "index/seal/sha256.h"
#include "server/export/export.h"
#include "server/files/write_market.h"
#include "server/ingest/ingest.h"
#include "server/making_runs.h"
#include "server/verify/check_certificate.h"

namespace {

using namespace schakel;
namespace fs = std::filesystem;

constexpr std::uint32_t kTop = 50;
constexpr std::uint32_t kExportTop = 10;
constexpr std::uint32_t kReserve = usual_reserve(kTop);
constexpr Date kToday{20261122}, kTomorrow{20261123};

int runs = 3;

// Runs a step some times. It gives what it counted and a checksum, and leaves its result where the next step finds it.
struct Outcome {
  std::uint64_t count = 0;
  std::string checksum;
};
void step(const char* name, const char* counted, const std::function<Outcome()>& work) {
  bench::print_references();
  for (int run = 0; run < runs; ++run) {
    const bench::Stopwatch watch;
    const Outcome outcome = work();
    bench::print({.name = name,
                  .counted = counted,
                  .count = outcome.count,
                  .wall = watch.wall(),
                  .cpu = watch.cpu(),
                  .market = bench::market_name(),
                  .checksum = outcome.checksum.substr(0, 16)});
  }
}

std::string sealed_checksum(const Manifest& manifest) {
  std::string all;
  for (const SealedFile& file : manifest.files) all += file.sha256;
  return sha256_hex(all);
}

Outcome load(const std::vector<Input>& inputs, const fs::path& folder) {
  fs::remove_all(folder);
  const auto store = bench::must(RecordStore::open(folder, OpenMode::kReadWrite));
  Outcome outcome;
  for (const Input& input : inputs) {
    const IngestReport report = bench::must(ingest(*store, input, {}));
    outcome.count += report.rows;
    outcome.checksum += report.delivery.sha256 + std::to_string(report.applied.sequence);
  }
  bench::must(store->compact());
  outcome.checksum = sha256_hex(outcome.checksum);
  return outcome;
}

// Epochs and lists are the night's, and stay for the steps after it.
std::unique_ptr<const Epoch> make_epoch(const fs::path& files, const fs::path& folder) {
  const std::vector<Input> inputs = bench::must(recognise(files)).inputs;
  step("load", "records", [&] { return load(inputs, folder / "records"); });
  const auto store = bench::must(RecordStore::open(folder / "records", OpenMode::kReadOnly));
  const auto snapshot = bench::must(store->snapshot());
  step("epoch", "records", [&]() -> Outcome {
    fs::remove_all(folder / "epoch");
    const EpochOptions options{.strategy = standard_strategy(), .date = kToday};
    const EpochCounts counts = bench::must(build_epoch(*snapshot, options, folder / "epoch"));
    return {counts.seekers + counts.vacancies, bench::must(Epoch::open(folder / "epoch", false))->id()};
  });
  std::unique_ptr<const Epoch> epoch;
  step("open, every file verified", "epochs", [&]() -> Outcome {
    epoch = bench::must(Epoch::open(folder / "epoch"));
    return {1, epoch->id()};
  });
  return epoch;
}

void live(const Epoch& epoch) {
  bench::print_references();
  for (int run = 0; run < runs; ++run) {
    const bench::LiveLists lists = bench::live_lists(epoch);
    char checksum[17];
    std::snprintf(checksum, sizeof checksum, "%016" PRIx64, lists.checksum);
    const auto row = [&](const char* name, double seconds) {
      bench::print({.name = name,
                    .counted = "lists",
                    .wall = seconds,
                    .cpu = seconds,
                    .cores = bench::Cores::kOne,
                    .market = bench::market_name(),
                    .checksum = checksum});
    };
    row("live list of a vacancy, p50", lists.vacancy.p50);
    row("live list of a vacancy, p99", lists.vacancy.p99);
    row("live list of a seeker, p50", lists.seeker.p50);
    row("live list of a seeker, p99", lists.seeker.p99);
  }
}

MatchLists rematches(const Epoch& epoch) {
  MatchLists lists;
  const auto run = [&](Seeds seeds) -> Outcome {
    RematchCounts counts;
    lists = rematch(epoch, {.k = kTop, .seeds = std::move(seeds)}, &counts);
    return {counts.kernel.pairs, checksum(lists)};
  };
  step("rematch, cold", "pairs in reach", [&] { return run({}); });
  const Seeds seeds = bench::own_seeds(epoch, lists, kTop);
  step("rematch, seeded", "pairs in reach", [&] { return run(seeds); });
  return lists;
}

std::unique_ptr<const Run> kept_run(const Epoch& epoch, const MatchLists& lists, std::uint32_t k, const fs::path& at,
                                    std::uint32_t reserve = 0) {
  bench::must(write_run(lists, epoch, k, at, reserve));
  return bench::must(Run::open(at, epoch));
}

void leave(const Epoch& epoch, const MatchLists& lists, const fs::path& folder) {
  const auto run = kept_run(epoch, lists, kTop, folder / "run");
  step("certificate of all lists", "rows", [&]() -> Outcome {
    const CertificateCheck check = check_certificate(epoch, *run, {});
    return {check.rows, sha256_hex(std::to_string(check.differences) + " " + std::to_string(check.cells_passed_over))};
  });
  const MatchLists shorter = rematch(epoch, {.k = kExportTop});
  const auto exported = kept_run(epoch, shorter, kExportTop, folder / "shorter");
  step("export, 10 a list", "rows", [&]() -> Outcome {
    fs::remove_all(folder / "out");
    const Manifest manifest = bench::must(write_export(epoch, *exported, {.out = folder / "out"}));
    return {shorter.vacancies.rows.size() + shorter.seekers.rows.size(), sealed_checksum(manifest)};
  });
}

// Brings what the market delivers a day later into the records: one in fifty changed, and some are new.
void load_next_day(MarketFiles files, const fs::path& folder) {
  files.market.day = 1;
  files.out = folder / "next";
  (void)bench::must(write_market(files, [](std::uint64_t, std::uint64_t) {}));
  const auto store = bench::must(RecordStore::open(folder / "records", OpenMode::kReadWrite));
  const std::vector<Input> inputs = bench::must(recognise(files.out)).inputs;
  for (const Input& input : inputs) (void)bench::must(ingest(*store, input, {}));
}

// A step that makes lists of the night's. They must be those of matching everybody anew.
void made_of_lists(const char* name, const Epoch& epoch, std::uint64_t changes,
                   const std::function<MatchLists()>& make) {
  const std::string anew = checksum(rematch(epoch, {.k = kTop}), kTop);
  step(name, "changes", [&]() -> Outcome {
    const std::string made = checksum(make(), kTop);
    if (made != anew) {
      std::fprintf(stderr, "%s: lists with checksum %s; matched anew they have %s\n", name, made.c_str(), anew.c_str());
      std::exit(1);
    }
    return {changes, made};
  });
}

void next_day(const std::shared_ptr<const Epoch>& epoch, const MarketFiles& files, const fs::path& folder) {
  const auto then = kept_run(*epoch, rematch(*epoch, {.k = kTop + kReserve}), kTop, folder / "with_reserve", kReserve);
  load_next_day(files, folder);
  const auto store = bench::must(RecordStore::open(folder / "records", OpenMode::kReadOnly));
  const auto snapshot = bench::must(store->snapshot());
  const ChangedKeys keys = bench::must(changed_since(*store, *epoch, snapshot->sequence()));
  const std::uint64_t changes = keys.seekers.size() + keys.vacancies.size();

  std::unique_ptr<const Epoch> over;
  step("epoch over the night's", "changes", [&]() -> Outcome {
    over.reset();
    fs::remove_all(folder / "over");
    (void)bench::must(build_overlay(*epoch, *snapshot, keys, kTomorrow, folder / "over"));
    over = bench::must(Epoch::open(folder / "over", false, epoch));
    return {changes, over->id()};
  });
  made_of_lists("rematch, since", *over, changes, [&] { return rematch_since(*over, *then, {.k = kTop}); });

  const EpochOptions options{.strategy = standard_strategy(), .date = kTomorrow};
  (void)bench::must(build_epoch(*snapshot, options, folder / "next_epoch"));
  const auto whole = bench::must(Epoch::open(folder / "next_epoch", false));
  made_of_lists("rematch, after", *whole, changes, [&] {
    auto lists = rematch_after(*whole, *epoch, *then, {.k = kTop, .reserve = kReserve, .even_if_slower = true});
    if (!lists) {
      std::fprintf(stderr, "the epochs of two days cannot be compared\n");
      std::exit(1);
    }
    return *std::move(lists);
  });
}

}  // namespace

int main(int argc, char** argv) {
  const bench::BenchFolder folder;
  MarketFiles files;
  files.market.seekers = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  files.market.vacancies = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 30'000;
  if (argc > 3) runs = std::max(1, std::atoi(argv[3]));
  files.out = folder.path() / "market";
  if (bench::market_name() == "esco") {
    files.taxonomies = {bench::esco_folder()};
    files.postcodes = bench::postcode_table();
  }
  (void)bench::must(write_market(files, [](std::uint64_t, std::uint64_t) {}));
  const std::shared_ptr<const Epoch> epoch = make_epoch(files.out, folder.path());
  const MatchLists lists = rematches(*epoch);
  live(*epoch);
  leave(*epoch, lists, folder.path());
  next_day(epoch, files, folder.path());
  bench::print_references();
}
