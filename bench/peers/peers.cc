// What bench/peers/run.sh calls: the questions, our answers, the peers that are written in C++, and the comparison.
//
//   peers tables  EPOCH FOLDER QUESTIONS     the market and the questions as text, for the other peers
//   peers schakel EPOCH FOLDER QUESTIONS     the live matcher
//   peers columns EPOCH FOLDER QUESTIONS     brute force over columns
//   peers xapian  EPOCH FOLDER QUESTIONS     Xapian, with its database in FOLDER/xapian
//   peers compare EPOCH FOLDER QUESTIONS     the table, also as FOLDER/comparison.tsv; fails when a peer answered
//                                            otherwise than we did

#include <tbb/global_control.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "bench/peers/answers.h"
#include "bench/peers/column_scan.h"
#include "bench/peers/comparison.h"
#include "bench/peers/question.h"
#include "bench/peers/tables.h"
#include "bench/peers/xapian_peer.h"
#include "bench/support/bench_market.h"
#include "bench/support/stopwatch.h"
#include "engine/match.h"

namespace {

using namespace schakel;
using namespace schakel::bench;

constexpr std::uint32_t kTop = 50;
constexpr std::uint64_t kSeed = 1;

struct Asked {
  const Epoch& epoch;
  const std::filesystem::path& epoch_folder;
  const std::filesystem::path& folder;
  const std::vector<Question>& questions;
};

std::vector<Row> rows_of(std::span<const Ranked> ranked_rows) {
  std::vector<Row> rows;
  rows.reserve(ranked_rows.size());
  for (const Ranked& row : ranked_rows) rows.push_back({row.other, row.total()});
  return rows;
}

// Without the records, which no peer has to keep.
std::uint64_t index_bytes(const std::filesystem::path& epoch) {
  return bytes_below(epoch) - std::filesystem::file_size(epoch / "records.bin") -
         std::filesystem::file_size(epoch / "taxonomy.bin");
}

// What the others get as input, and then index: profiles expanded to lists, and the lists laid out. On one core.
double seconds_to_post(const Epoch& epoch) {
  const tbb::global_control one_thread(tbb::global_control::max_allowed_parallelism, 1);
  const NodeIndex index(epoch.nodes.nodes,
                        std::max({epoch.taxonomy().size(), epoch.taxonomy().isco_groups(), epoch.items.size()}));
  const bench::Stopwatch watch;
  const auto seeker = [&](std::size_t i) { return epoch.seeker(SeekerId{static_cast<std::uint32_t>(i)}); };
  const auto arrays = build_postings(epoch.rules(), epoch.items, epoch.nodes, index, {epoch.seekers(), seeker, {}},
                                     epoch.block_seekers());
  const double seconds = watch.cpu();
  if (std::to_string(arrays.data.size()) != epoch.manifest().facts.at("postings"))
    std::fprintf(stderr, "peers: postings differ from the epoch's\n");
  return seconds;
}

Result<void> ask_schakel(const Asked& asked) {
  PeerResult result{.name = "schakel",
                    .setup = {seconds_to_post(asked.epoch), index_bytes(asked.epoch_folder), "Schakel"}};
  Matcher matcher(asked.epoch);
  const MatchOptions options{.k = kTop, .weights = asked.epoch.model().weights};
  result.answers = timed(asked.questions, [&](const Question& question) {
    return rows_of(matcher.for_vacancy(question.vacancy, options).rows);
  });
  return write_result(result, asked.folder);
}

Result<void> ask_columns(const Asked& asked) {
  const bench::Stopwatch watch;
  ColumnScan scan(asked.epoch);
  PeerResult result{.name = "columns", .setup = {watch.cpu(), scan.bytes(), "brute force, AVX2"}};
  result.answers = timed(asked.questions, [&](const Question& question) { return rows_of(scan.best(question, kTop)); });
  return write_result(result, asked.folder);
}

Result<void> ask_xapian(const Asked& asked) {
  const bench::Stopwatch watch;
  auto peer = XapianPeer::build(asked.epoch, asked.folder / "xapian");
  if (!peer) return std::unexpected(peer.error());
  const double seconds = watch.cpu();
  PeerResult result{.name = "xapian", .setup = {seconds, bytes_below(asked.folder / "xapian"), XapianPeer::title()}};
  result.answers = timed(asked.questions, [&](const Question& question) { return (*peer)->best(question, kTop); });
  return write_result(result, asked.folder);
}

Result<void> compare_all(const Asked& asked) {
  const auto ours = read_result(asked.folder, "schakel");
  if (!ours) return std::unexpected(ours.error());
  const auto all = read_results(asked.folder);
  if (!all) return std::unexpected(all.error());
  const auto rows = compare(asked.epoch, asked.questions, *ours, *all, kTop);
  std::printf("%s", as_text(rows).c_str());
  std::ofstream out(asked.folder / "comparison.tsv");
  out << as_tsv(rows);
  if (!out.flush()) return fail(ErrorCode::kIo, "cannot write " + (asked.folder / "comparison.tsv").string());
  std::fflush(stdout);
  return all_answer_as_we_do(rows);
}

Result<void> run(const std::string& step, const std::filesystem::path& epoch_folder,
                 const std::filesystem::path& folder, std::uint32_t count) {
  const auto epoch = Epoch::open(epoch_folder, false);
  if (!epoch) return std::unexpected(epoch.error());
  const auto questions = sample(**epoch, count, kSeed);
  const Asked asked{**epoch, epoch_folder, folder, questions};
  if (step == "tables") return write_tables(**epoch, questions, folder);
  if (step == "schakel") return ask_schakel(asked);
  if (step == "columns") return ask_columns(asked);
  if (step == "xapian") return ask_xapian(asked);
  if (step == "compare") return compare_all(asked);
  return fail(ErrorCode::kBadUsage, "unknown step " + step + "; expected tables, schakel, columns, xapian or compare");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: peers STEP EPOCH_FOLDER FOLDER QUESTIONS\n");
    return 2;
  }
  const auto done = run(argv[1], argv[2], argv[3], static_cast<std::uint32_t>(std::strtoul(argv[4], nullptr, 10)));
  if (done) return 0;
  std::fprintf(stderr, "peers: %s\n", done.error().message.c_str());
  return done.error().code == ErrorCode::kBadUsage ? 2 : 1;
}
