#include "bench/peers/answers.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <limits>
#include <sstream>

namespace schakel::bench {
namespace {

std::unexpected<Error> bad_line(const std::filesystem::path& file, std::size_t line, const std::string& expected) {
  return fail(ErrorCode::kBadInput, file.string() + ", line " + std::to_string(line) + ": expected " + expected);
}

// CPU time of this thread.
double thread_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

Result<std::vector<Answer>> read_answers(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return fail(ErrorCode::kNotFound, "cannot read " + file.string());
  std::vector<Answer> answers;
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    Answer answer;
    if (!(words >> answer.ms)) return bad_line(file, answers.size() + 1, "milliseconds");
    Row row;
    char colon = 0;
    while (words >> row.seeker >> colon >> row.total) answer.rows.push_back(row);
    if (!words.eof()) return bad_line(file, answers.size() + 1, "seeker:total");
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace

std::vector<Answer> timed(const std::vector<Question>& questions,
                          const std::function<std::vector<Row>(const Question&)>& ask) {
  constexpr int kRounds = 3;
  std::vector<Answer> answers(questions.size(), Answer{std::numeric_limits<double>::max(), {}});
  for (int round = 0; round < kRounds; ++round)
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const double start = thread_ms();
      answers[i].rows = ask(questions[i]);
      answers[i].ms = std::min(answers[i].ms, thread_ms() - start);
    }
  return answers;
}

Result<void> write_result(const PeerResult& result, const std::filesystem::path& folder) {
  std::ofstream setup(folder / (result.name + ".setup"));
  setup << result.setup.seconds << '\t' << result.setup.bytes << '\t' << result.setup.title << '\n';
  std::ofstream out(folder / (result.name + ".answers"));
  for (const Answer& answer : result.answers) {
    out << answer.ms << '\t';
    for (std::size_t i = 0; i < answer.rows.size(); ++i)
      out << (i == 0 ? "" : " ") << answer.rows[i].seeker << ':' << answer.rows[i].total;
    out << '\n';
  }
  if (!setup.flush() || !out.flush()) return fail(ErrorCode::kIo, "cannot write results to " + folder.string());
  return {};
}

Result<PeerResult> read_result(const std::filesystem::path& folder, const std::string& name) {
  const auto file = folder / (name + ".setup");
  std::ifstream in(file);
  PeerResult result{.name = name};
  if (!(in >> result.setup.seconds >> result.setup.bytes) || !std::getline(in >> std::ws, result.setup.title))
    return bad_line(file, 1, "seconds, bytes and a title");
  auto answers = read_answers(folder / (name + ".answers"));
  if (!answers) return std::unexpected(answers.error());
  result.answers = *std::move(answers);
  return result;
}

Result<std::vector<PeerResult>> read_results(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".answers") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  std::vector<PeerResult> results;
  for (const std::string& name : names) {
    auto result = read_result(folder, name);
    if (!result) return std::unexpected(result.error());
    results.push_back(*std::move(result));
  }
  return results;
}

std::uint64_t bytes_below(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) bytes += entry.file_size();
  return bytes;
}

}  // namespace schakel::bench
