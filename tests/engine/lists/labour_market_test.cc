// The labour market by group and region against its slow twin, and against the epoch's own counts.

#include "engine/labour_market.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "engine/pair.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::random_market;
using testing::TestEpoch;

// Everything that the slow twin asks, of one pair or record.
class Twin {
 public:
  explicit Twin(const Epoch& epoch) : epoch_(epoch), country_(static_cast<std::uint32_t>(epoch.regions().size())) {}

  // Whether a vacancy counts in the cell; `group` kNoGroupId: of all groups.
  bool counts(VacancyId v, GroupId group, std::uint32_t region) const {
    const GroupId own = group_of(epoch_.groups(), epoch_.items, epoch_.vacancy(v));
    const VacancyScalars& scalars = epoch_.vacancy_scalars[v.value];
    const bool in_group = own != kNoGroupId && (group == kNoGroupId || own == group);
    return in_group && (region == country_ || (scalars.region == region && scalars.remote_percent != 100));
  }
  bool counts(SeekerId s, GroupId group, std::uint32_t region) const {
    std::vector<GroupId> wanted;
    epoch_.groups().wanted(epoch_.seeker(s).wanted, wanted);
    const bool in_group = group == kNoGroupId ? !wanted.empty() : std::ranges::binary_search(wanted, group);
    return in_group && (region == country_ || epoch_.seeker_scalars[s.value].region == region);
  }
  // Whether the seeker wants the vacancy's group, has it in reach and meets every MUST.
  bool could_start(VacancyId v, SeekerId s) {
    std::vector<GroupId> wanted;
    epoch_.groups().wanted(epoch_.seeker(s).wanted, wanted);
    if (!std::ranges::binary_search(wanted, group_of(epoch_.groups(), epoch_.items, epoch_.vacancy(v)))) return false;
    score_pair(epoch_, epoch_.model().weights, v, s, score_);
    return score_.must == Verdict::kMeets && score_.travel != Verdict::kFails && score_.hours != Verdict::kFails;
  }

  MarketRow row(GroupId group, std::uint32_t region) {
    MarketRow made{.group = group, .region = region};
    std::vector<VacancyId> vacancies;
    std::vector<SeekerId> seekers;
    for (std::uint32_t v = 0; v < epoch_.vacancies(); ++v)
      if (counts(VacancyId{v}, group, region)) vacancies.push_back({v});
    for (std::uint32_t s = 0; s < epoch_.seekers(); ++s)
      if (counts(SeekerId{s}, group, region)) seekers.push_back({s});
    made.cell.vacancies = static_cast<std::uint32_t>(vacancies.size());
    made.cell.seekers = static_cast<std::uint32_t>(seekers.size());
    for (const SeekerId s : seekers)
      made.matchable += std::ranges::any_of(vacancies, [&](VacancyId v) { return could_start(v, s); });
    std::map<ItemId, std::uint64_t> times;
    for (const VacancyId v : vacancies)
      for (const VacancyItem& entry : epoch_.vacancy(v).items)
        for (const SeekerId s : seekers)
          if (epoch_.items[entry.item].kind == COMPETENCE &&
              evaluate(epoch_.rules(), epoch_.items[entry.item], epoch_.seeker(s)).high == 0)
            ++times[entry.item];
    for (const auto& [item, count] : times)
      if (group != kNoGroupId && (!made.missing || count > made.missing->times)) made.missing = {item, count};
    return made;
  }

 private:
  const Epoch& epoch_;
  std::uint32_t country_;
  PairScore score_;
};

}  // namespace

TEST_CASE("every row of the labour market is that of its slow twin") {
  std::size_t matchable = 0, missing = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const TestEpoch test(random_market(seed));
    const Epoch& epoch = *test.epoch;
    const LabourMarket market = labour_market(epoch);
    Twin twin(epoch);
    std::vector<GroupId> groups{kNoGroupId};
    for (GroupId group = 0; group < epoch.groups().size(); ++group) groups.push_back(group);
    for (const GroupId group : groups)
      for (std::uint32_t region = 0; region <= epoch.regions().size(); ++region) {
        INFO("market " << seed << " group " << group << " region " << region);
        const MarketRow& ours = market.row(group, region);
        const MarketRow theirs = twin.row(group, region);
        REQUIRE(ours.group == group);
        REQUIRE(ours.region == region);
        REQUIRE(ours.cell.vacancies == theirs.cell.vacancies);
        REQUIRE(ours.cell.seekers == theirs.cell.seekers);
        REQUIRE(ours.matchable == theirs.matchable);
        REQUIRE(ours.missing.has_value() == theirs.missing.has_value());
        if (ours.missing) REQUIRE(ours.missing->item == theirs.missing->item);
        if (ours.missing) REQUIRE(ours.missing->times == theirs.missing->times);
        matchable += ours.matchable;
        missing += ours.missing.has_value();
      }
  }
  CHECK(matchable > 1000);
  CHECK(missing > 50);
}

TEST_CASE("the totals of the labour market reconcile with the epoch") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    INFO("market " << seed);
    const TestEpoch test(random_market(seed));
    const Epoch& epoch = *test.epoch;
    const LabourMarket market = labour_market(epoch);
    const auto country = static_cast<std::uint32_t>(epoch.regions().size());
    std::uint32_t vacancies = 0, regional = 0;
    for (GroupId group = 0; group < epoch.groups().size(); ++group) {
      vacancies += market.row(group, country).cell.vacancies;
      for (std::uint32_t region = 0; region < country; ++region) regional += market.row(group, region).cell.vacancies;
    }
    REQUIRE(vacancies + market.vacancies_without_group == epoch.vacancies());
    REQUIRE(vacancies == market.row(kNoGroupId, country).cell.vacancies);
    REQUIRE(market.row(kNoGroupId, country).cell.seekers + market.seekers_without_wish == epoch.seekers());
    std::uint32_t of_regions = 0, seekers_of_regions = 0;
    for (std::uint32_t region = 0; region < country; ++region) {
      of_regions += market.row(kNoGroupId, region).cell.vacancies;
      seekers_of_regions += market.row(kNoGroupId, region).cell.seekers;
      REQUIRE(market.row(kNoGroupId, region).matchable <= market.row(kNoGroupId, region).cell.seekers);
    }
    REQUIRE(of_regions == regional);
    REQUIRE(of_regions <= vacancies);
    REQUIRE(seekers_of_regions <= market.row(kNoGroupId, country).cell.seekers);
  }
}

}  // namespace schakel
