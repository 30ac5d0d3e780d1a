// The labour market as it is shown: which rows, and their names in Dutch or English.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/labour_market.h"
#include "index/epoch/epoch.h"
#include "server/answers/words.h"

namespace schakel {

// Immutable, so any thread may ask. The epoch must outlive it.
class MarketView {
 public:
  explicit MarketView(const Epoch& epoch, AnswerLanguage language = AnswerLanguage::kDutch);
  // Of a market that was counted before, of the same epoch.
  MarketView(const Epoch& epoch, AnswerLanguage language, LabourMarket market);

  [[nodiscard]] const Epoch& epoch() const { return epoch_; }
  [[nodiscard]] const Words& words() const { return words_; }
  [[nodiscard]] const LabourMarket& market() const { return market_; }
  [[nodiscard]] std::uint32_t country() const { return market_.regions; }

  // By code ("711") or name in either language ("Bouwarbeiders ruwbouw"), capitals or not; regions likewise ("R29",
  // "West-Brabant").
  // kBadUsage with what there is to choose from.
  [[nodiscard]] Result<GroupId> find_group(std::string_view text) const;
  [[nodiscard]] Result<std::uint32_t> find_region(std::string_view text) const;

  // "" for all groups and for the country.
  [[nodiscard]] std::string_view group_code(GroupId group) const;
  [[nodiscard]] std::string_view region_code(std::uint32_t region) const;
  // "Bouwarbeiders ruwbouw", "Alle beroepsgroepen"; "West-Brabant", "Nederland". A code that nothing names names
  // itself.
  [[nodiscard]] std::string group_name(GroupId group) const;
  [[nodiscard]] std::string region_name(std::uint32_t region) const;
  // "lassen, niveau 3"; "" where nothing is missing.
  [[nodiscard]] std::string missing_name(const MarketRow& row) const;

  // The rows of these, in order of group (all of them together last) and then of region (the country last); those with
  // neither a vacancy nor a seeker are left out, except when one row is asked for.
  struct Choice {
    std::optional<GroupId> group;         // kNoGroupId: all together
    std::optional<std::uint32_t> region;  // country() for the whole
  };
  [[nodiscard]] std::vector<const MarketRow*> rows(const Choice& choice) const;

 private:
  const Epoch& epoch_;
  Words words_;
  LabourMarket market_;
};

}  // namespace schakel
