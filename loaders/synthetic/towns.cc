#include "loaders/synthetic/towns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "data/reference/reference.h"
#include "loaders/format/tsv_table.h"

namespace schakel {
namespace {

constexpr std::uint64_t kUnknownInhabitants = 2000;

struct Municipality {
  std::uint64_t inhabitants = 0;
  std::uint64_t places = 0;
};
using Municipalities = std::map<std::string, Municipality, std::less<>>;

Result<Municipalities> read_municipalities() {
  constexpr std::array<std::string_view, 2> kColumns{"code", "inhabitants"};
  const Result<TsvTable> table = TsvTable::parse("municipalities.tsv", reference_text("municipalities.tsv"), kColumns);
  if (!table) return std::unexpected(table.error());
  Municipalities all;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const std::string_view cell = table->at(row, 1);
    std::uint64_t& inhabitants = all[std::string(table->at(row, 0))].inhabitants;
    std::from_chars(cell.data(), cell.data() + cell.size(), inhabitants);
  }
  return all;
}

// Jobs per inhabitant, relatively: a large city has three times those of a village.
std::uint64_t concentration(std::uint64_t inhabitants) {
  std::uint64_t root = 0;
  while ((root + 1) * (root + 1) <= inhabitants / 1000) ++root;
  return 8 + root;
}

}  // namespace

Result<Towns> Towns::build(std::span<const Place> places) {
  Result<Municipalities> municipalities = read_municipalities();
  if (!municipalities) return std::unexpected(std::move(municipalities.error()));
  std::vector<const Place*> lived_in;
  for (const Place& place : places) {
    if (place.po_box() || place.postcode().size() < 4) continue;
    lived_in.push_back(&place);
    const auto found = municipalities->find(place.municipality());
    if (found != municipalities->end()) ++found->second.places;
  }
  if (lived_in.empty())
    return fail(ErrorCode::kBadInput,
                "a labour market needs places to live: found none among " + std::to_string(places.size()) + " places");
  std::ranges::sort(lived_in, {}, [](const Place* place) -> const std::string& { return place->postcode(); });
  Towns towns;
  for (const Place* place : lived_in) {
    const auto found = municipalities->find(place->municipality());
    const bool known = found != municipalities->end();
    const std::uint64_t total = known ? found->second.inhabitants : kUnknownInhabitants;
    const std::uint64_t here = 1 + total / (known ? found->second.places : 1);
    const auto number = static_cast<std::uint32_t>(towns.towns_.size());
    towns.towns_.push_back({place->postcode().substr(0, 4), place->town(), number});
    towns.homes_.add(here);
    towns.work_.add(here * concentration(total));
  }
  return towns;
}

}  // namespace schakel
