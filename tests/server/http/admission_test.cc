#include "server/http/transport/admission.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <deque>

#include "tests/support/random.h"

using namespace schakel;
using namespace std::chrono_literals;

namespace {

struct Outcome {
  int asked = 0, refused = 0, done = 0;
  Admission::Duration longest{};  // wait of one that was worked
};

// One worker that needs so long for each, and takes a pause in the middle; arrivals at random, `per_second` of them on
// average, for ten seconds of made-up time. Who has waited a second is let go.
Outcome simulate(double per_second, Admission::Duration pause = 0ms, Admission::Duration work = 1ms) {
  Admission admission(10ms);
  std::deque<Admission::Time> queue;
  testing::Random random(7);
  Outcome outcome;
  Admission::Time free_at{}, now{};
  for (; now < Admission::Time(10s); now += 100us) {
    if (now == Admission::Time(5s)) free_at = now + pause;
    while (!queue.empty() && free_at <= now) {
      const auto waited = now - queue.front();
      queue.pop_front();
      admission.left(waited, now);
      if (waited > 1s) continue;
      outcome.longest = std::max(outcome.longest, waited);
      ++outcome.done;
      free_at = now + work;
    }
    if (random.between(0, 999'999) >= static_cast<std::uint32_t>(per_second * 100)) continue;
    ++outcome.asked;
    if (admission.admits(queue.empty() ? Admission::Duration::zero() : now - queue.front()))
      queue.push_back(now);
    else
      ++outcome.refused;
  }
  return outcome;
}

}  // namespace

TEST_CASE("below what can be worked nobody is refused") {
  CHECK(simulate(500).refused == 0);
  CHECK(simulate(800).refused == 0);
}

TEST_CASE("at twice what can be worked as much is worked as ever, and nobody waits long after the first moment") {
  const Outcome outcome = simulate(2000);
  CHECK(outcome.done > 9900);
  CHECK(outcome.longest < 600ms);
  CHECK(outcome.refused > 9000);
}

TEST_CASE("after a pause of all workers nobody is refused while the queue gets shorter") {
  for (const double per_second : {300.0, 500.0, 650.0}) {
    const Outcome outcome = simulate(per_second, 1s);
    CHECK(outcome.refused == 0);
    CHECK(outcome.longest > 900ms);
  }
}

TEST_CASE("a pause at twice what can be worked ends nothing: those who come are refused") {
  const Outcome outcome = simulate(2000, 1s);
  CHECK(outcome.done > 8900);
  CHECK(outcome.refused > 9000);
}

TEST_CASE("calls that take longer than it has patience are seen to be too many") {
  const Outcome outcome = simulate(20, 0ms, 600ms);
  CHECK(outcome.asked > 150);
  CHECK(outcome.refused > 30);
}

TEST_CASE("a pause of all workers is no overload") {
  Admission admission(10ms);
  const Admission::Time start{};
  for (int i = 0; i < 100; ++i) admission.left(0ms, start + i * 10ms);
  admission.left(150ms, start + 1150ms);
  for (int i = 0; i < 15; ++i) admission.left(140ms - i * 10ms, start + 1151ms + i * 1ms);
  for (int i = 0; i < 100; ++i) admission.left(0ms, start + 1170ms + i * 10ms);
  CHECK_FALSE(admission.overloaded());
  CHECK(admission.admits(500ms));
}

TEST_CASE("who was overloaded refuses what would wait, until the queue has run empty") {
  Admission admission(10ms);
  const Admission::Time start{};
  for (int i = 0; i <= 500; ++i) admission.left(30ms, start + i * 1ms);
  CHECK(admission.overloaded());
  CHECK_FALSE(admission.admits(11ms));
  CHECK(admission.admits(10ms));
  for (int i = 0; i <= 300; ++i) admission.left(9ms, start + 501ms + i * 1ms);
  CHECK(admission.overloaded());  // refusing is what keeps it at 9 ms
  admission.left(1ms, start + 900ms);
  CHECK_FALSE(admission.overloaded());
}
