#include "engine/kernel/filter.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/pair.h"
#include "index/model/strategy.h"

namespace schakel {
namespace {

class RandomScalars {
 public:
  explicit RandomScalars(std::uint32_t seed) : generator_(seed) {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(generator_()) % n; }

  SeekerScalars seeker() {
    SeekerScalars s;
    if (below(10) != 0) place(s.x_m, s.y_m);
    if (below(8) != 0) s.bound_m = {below(30'000), 30'000 + below(40'000)};
    if (below(4) != 0) s.hours_min = static_cast<std::uint8_t>(below(41));
    if (below(4) != 0) s.hours_max = static_cast<std::uint8_t>(below(81));
    s.shift_work = static_cast<std::uint8_t>(below(3));
    return s;
  }

  VacancyScalars vacancy() {
    VacancyScalars v;
    if (below(10) != 0) place(v.x_m, v.y_m);
    if (below(4) != 0) v.hours_min = static_cast<std::uint8_t>(below(41));
    if (below(4) != 0) v.hours_max = static_cast<std::uint8_t>(below(81));
    v.shift_work = static_cast<std::uint8_t>(below(3));
    v.remote_percent = static_cast<std::uint8_t>(below(5) == 0 ? 100 : below(100));
    return v;
  }

 private:
  void place(std::int32_t& x, std::int32_t& y) {
    x = static_cast<std::int32_t>(100'000 + below(60'000));
    y = static_cast<std::int32_t>(400'000 + below(60'000));
  }
  std::mt19937 generator_;
};

bool certainly_too_far(const Model& model, const VacancyScalars& v, const SeekerScalars& s) {
  return v.remote_percent != 100 && v.x_m != kNoPlace && s.x_m != kNoPlace &&
         model.distance_m(v.x_m - s.x_m, v.y_m - s.y_m) > s.bound_m.high;
}

}  // namespace

TEST_CASE("the filters rule out exactly who fails on hours or shifts, and nobody who is within reach") {
  const Model model(standard_strategy(), Date{20261122});
  RandomScalars random(11);
  std::uint32_t kept_though_far = 0, far = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<SeekerScalars> seekers(128);
    for (auto& seeker : seekers) seeker = random.seeker();
    const FilterColumns columns = filter_columns(seekers, model, 64);
    const FilterSpans spans{columns.x,         columns.y,         columns.reach_squared,
                            columns.hours_min, columns.hours_max, columns.refuses_shifts};
    const VacancyScalars vacancy = random.vacancy();
    for (const std::size_t first : {std::size_t{0}, std::size_t{64}})
      for (const auto filter : {not_ruled_out, not_ruled_out_plainly}) {
        const std::uint64_t kept = filter(spans, first, vacancy);
        for (std::size_t i = 0; i < 64; ++i) {
          const SeekerScalars& s = seekers[first + i];
          const bool fits =
              hours_verdict(s, vacancy) != Verdict::kFails && shift_verdict(s, vacancy) != Verdict::kFails;
          const bool too_far = certainly_too_far(model, vacancy, s), bit = (kept >> i & 1U) != 0;
          if (!too_far) REQUIRE(bit == fits);
          if (bit) REQUIRE(fits);
          if (too_far && fits) ++far, kept_though_far += bit ? 1 : 0;
        }
      }
  }
  REQUIRE(far > 1000);
  REQUIRE(kept_though_far < far / 100);  // the rounding costs next to nothing
}

}  // namespace schakel
