// The two directions of the quality table: what a profile expands to, and what a pair evaluates to.

#include "index/epoch/expand.h"

#include <catch2/catch.hpp>
#include <map>

#include "index/epoch/evaluate.h"
#include "tests/support/test_epoch.h"

namespace schakel {

using testing::random_market;
using testing::TestEpoch;

TEST_CASE("on every ladder a seeker's postings climb from nothing to exactly the quality of the pair") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const TestEpoch test(random_market(seed));
    const Epoch& epoch = *test.epoch;
    const NodeIndex index(epoch.nodes.nodes,
                          std::max({epoch.taxonomy().size(), epoch.taxonomy().isco_groups(), epoch.items.size()}));
    Expander expander(epoch.rules(), epoch.items, epoch.nodes, index);
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
      std::map<NodeId, ListKey> steps;
      std::map<NodeId, bool> passes;
      ListKey last = 0;
      for (const ListKey list : expander.expand(epoch.seeker(SeekerId{s}))) {
        REQUIRE((list > last || last == 0));
        last = list;
        if (is_pass(list))
          passes[node_of(list)] = true;
        else
          REQUIRE(steps.emplace(node_of(list), list).second);
      }
      for (ItemId item = 0; item < epoch.items.size(); ++item) {
        INFO("market " << seed << " seeker " << s << " " << epoch.item_text(item));
        Grade reached = kNoGrade;
        bool may_pass = false;
        for (const NodeId node : epoch.nodes.ladder(item)) {
          may_pass = may_pass || passes.contains(node);
          const auto step = steps.find(node);
          if (step == steps.end()) continue;
          REQUIRE(from_grade(step->second) == reached);
          REQUIRE(to_grade(step->second) < reached);
          reached = to_grade(step->second);
        }
        const auto quality = evaluate(epoch.rules(), epoch.items[item], epoch.seeker(SeekerId{s}));
        REQUIRE(epoch.model().quality(reached) == quality.low);
        REQUIRE(quality.low <= quality.high);
        // Who may pass a MUST by a fact is on a pass list; who has no facts at all is in the unknown bits instead.
        if (may_pass) REQUIRE(quality.high >= epoch.model().must_quality());
      }
    }
  }
}

}  // namespace schakel
