#include "bench/peers/comparison.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "engine/top_lists.h"

namespace schakel::bench {
namespace {

std::vector<Row> first_k(const Epoch& epoch, const Question& question, const std::vector<Row>& rows, std::uint32_t k) {
  TopLists top(epoch, Side::kVacancy, question.tie, k);
  for (const Row& row : rows)
    if (row.seeker < epoch.seekers() && row.total <= kWeightSum)
      top.offer(0, ranked(row.total, tie_of(question.tie, epoch.seeker_ties[row.seeker]), row.seeker));
  std::vector<Row> best;
  for (const Ranked& row : top.finish(0)) best.push_back({row.other, row.total()});
  return best;
}

std::string row_text(const Epoch& epoch, const std::vector<Row>& rows, std::size_t i) {
  if (i >= rows.size()) return "no row";
  return std::string(epoch.name(SeekerId{rows[i].seeker})) + " with " + std::to_string(rows[i].total);
}

// Where two lists of a vacancy part. Requires that they do.
std::string difference(const Epoch& epoch, VacancyId vacancy, const std::vector<Row>& ours,
                       const std::vector<Row>& theirs) {
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(ours, theirs).in1 - ours.begin());
  return "vacancy " + std::string(epoch.name(vacancy)) + ", row " + std::to_string(at + 1) + ": " +
         row_text(epoch, theirs, at) + ", ours " + row_text(epoch, ours, at);
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

std::vector<double> times(const PeerResult& result, std::size_t count) {
  std::vector<double> ms;
  for (std::size_t i = 0; i < count; ++i) ms.push_back(result.answers[i].ms);
  return ms;
}

template <class... Values>
std::string line(const char* format, Values... values) {
  char text[400];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

}  // namespace

std::vector<Compared> compare(const Epoch& epoch, const std::vector<Question>& questions, const PeerResult& ours,
                              const std::vector<PeerResult>& peers, std::uint32_t k) {
  std::vector<Compared> table;
  for (const PeerResult& peer : peers) {
    Compared row{.name = peer.name, .setup = peer.setup};
    row.questions = std::min(peer.answers.size(), questions.size());
    for (std::size_t q = 0; q < row.questions; ++q) {
      const auto& right = ours.answers[q].rows;
      const auto theirs = first_k(epoch, questions[q], peer.answers[q].rows, k);
      std::uint64_t equal = 0;
      for (std::size_t i = 0; i < std::min(right.size(), theirs.size()); ++i) equal += right[i] == theirs[i] ? 1 : 0;
      row.rows += right.size();
      row.equal += equal;
      row.lists_equal += right == theirs ? 1 : 0;
      if (right != theirs && row.first_difference.empty())
        row.first_difference = difference(epoch, questions[q].vacancy, right, theirs);
    }
    const auto ms = times(peer, row.questions);
    row.median_ms = percentile(ms, 0.5);
    row.p99_ms = percentile(ms, 0.99);
    row.max_ms = percentile(ms, 1);
    const double our_median = percentile(times(ours, row.questions), 0.5);
    row.ratio = our_median > 0 ? row.median_ms / our_median : 0;
    table.push_back(std::move(row));
  }
  std::ranges::stable_sort(table, {},
                           [](const Compared& row) { return std::pair(!row.answers_as_we_do(), row.ratio); });
  return table;
}

Result<void> all_answer_as_we_do(const std::vector<Compared>& rows) {
  std::string others;
  for (const Compared& row : rows) {
    if (row.answers_as_we_do()) continue;
    others += others.empty() ? "" : "; ";
    others += row.name;
    others += row.questions == 0
                  ? " answered nothing"
                  : line(" differs in %zu of %zu lists, first for ", row.questions - row.lists_equal, row.questions) +
                        row.first_difference;
  }
  if (others.empty()) return {};
  return fail(ErrorCode::kCorrupt, others);
}

std::string as_text(const std::vector<Compared>& rows) {
  std::string text = line("%-20s %9s %9s %5s %15s %9s %10s %10s %8s\n", "peer", "set-up", "disk MiB", "asked",
                          "rows equal", "lists", "cpu ms p50", "cpu ms p99", "ratio");
  for (const Compared& row : rows) {
    text += line("%-20s %9.1f %9.1f %5zu %7llu/%-7llu %4zu/%-4zu", row.name.c_str(), row.setup.seconds,
                 static_cast<double>(row.setup.bytes) / (1 << 20), row.questions,
                 static_cast<unsigned long long>(row.equal), static_cast<unsigned long long>(row.rows), row.lists_equal,
                 row.questions);
    text += row.answers_as_we_do() ? line(" %10.3f %10.3f %8.1f\n", row.median_ms, row.p99_ms, row.ratio)
                                   : line(" %10s %10s %8s\n", "-", "-", "-");
  }
  return text;
}

std::string as_tsv(const std::vector<Compared>& rows) {
  std::string text = "name\ttitle\tsetup_s\tbytes\tquestions\trows\tequal\tmedian_ms\tp99_ms\tratio\n";
  for (const Compared& row : rows) {
    text += row.name + '\t' + row.setup.title + '\t' +
            line("%.2f\t%llu\t%zu\t%llu\t%llu\t", row.setup.seconds, static_cast<unsigned long long>(row.setup.bytes),
                 row.questions, static_cast<unsigned long long>(row.rows), static_cast<unsigned long long>(row.equal));
    text += row.answers_as_we_do() ? line("%.4f\t%.4f\t%.2f\n", row.median_ms, row.p99_ms, row.ratio) : "\t\t\n";
  }
  return text;
}

}  // namespace schakel::bench
