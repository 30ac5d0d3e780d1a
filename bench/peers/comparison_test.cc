#include "bench/peers/comparison.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/match.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel::bench {
namespace {

constexpr std::uint32_t kTop = 5;

// Some vacancies of a random market with our answers, of 2 ms each.
struct Answered {
  testing::TestEpoch test{testing::random_market(3, 60, 50)};
  const Epoch& epoch = *test.epoch;
  std::vector<Question> questions = sample(epoch, 20, 1);
  PeerResult ours{.name = "schakel", .setup = {1, 1, "Schakel"}};

  Answered() {
    Matcher matcher(epoch);
    for (const Question& question : questions) {
      Answer& answer = ours.answers.emplace_back(Answer{.ms = 2});
      for (const Ranked& row :
           matcher.for_vacancy(question.vacancy, {.k = kTop, .weights = epoch.model().weights}).rows)
        answer.rows.push_back({row.other, row.total()});
    }
  }

  // One that says the same, three times as slow.
  [[nodiscard]] PeerResult peer(const std::string& name) const {
    PeerResult result{.name = name, .setup = {1, 1, name}, .answers = ours.answers};
    for (Answer& answer : result.answers) answer.ms = 6;
    return result;
  }
  // The first question with an answer.
  [[nodiscard]] std::size_t some() const {
    for (std::size_t i = 0; i < questions.size(); ++i)
      if (!ours.answers[i].rows.empty()) return i;
    FAIL("nobody was found");
    return 0;
  }
  [[nodiscard]] std::vector<Compared> compared(const std::vector<PeerResult>& peers) const {
    return compare(epoch, questions, ours, peers, kTop);
  }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_CASE("times are shown of peers that answer as we do, in whatever order they give their rows") {
  const Answered answered;
  PeerResult peer = answered.peer("turned");
  for (Answer& answer : peer.answers) std::ranges::reverse(answer.rows);
  const auto rows = answered.compared({peer, answered.ours});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].name == "schakel");
  CHECK(rows[1].ratio == Approx(3));
  CHECK(all_answer_as_we_do(rows));
  CHECK(contains(as_text(rows), "6.000"));
  CHECK(contains(as_tsv(rows), "6.0000\t6.0000\t3.00\n"));
}

TEST_CASE("a peer that answers otherwise has no times, is named with its first difference, and fails the run") {
  const Answered answered;
  const std::size_t q = answered.some();
  const std::string vacancy(answered.epoch.name(answered.questions[q].vacancy));
  PeerResult higher = answered.peer("higher"), shorter = answered.peer("shorter"), silent = answered.peer("silent");
  ++higher.answers[q].rows.front().total;
  shorter.answers[q].rows.clear();
  silent.answers.clear();
  for (const PeerResult& wrong : {higher, shorter, silent}) {
    INFO(wrong.name);
    const auto rows = answered.compared({wrong, answered.peer("equal"), answered.ours});
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].name == "equal");
    CHECK(rows[2].name == wrong.name);
    CHECK_FALSE(rows[2].answers_as_we_do());
    const auto verdict = all_answer_as_we_do(rows);
    REQUIRE_FALSE(verdict);
    CHECK(contains(verdict.error().message, wrong.name));
    CHECK_FALSE(contains(verdict.error().message, "equal"));
    CHECK(contains(verdict.error().message,
                   wrong.answers.empty() ? "answered nothing" : "1 of 20 lists, first for vacancy " + vacancy));
    const std::string text = as_text(rows), last = text.substr(text.rfind('\n', text.size() - 2) + 1);
    CHECK(contains(last, wrong.name));
    CHECK_FALSE(contains(last, "6.000"));
    CHECK(as_tsv(rows).ends_with("\t\t\t\n"));
  }
}

}  // namespace
}  // namespace schakel::bench
