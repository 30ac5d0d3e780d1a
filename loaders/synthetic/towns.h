// Where people live and where the work is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/error.h"
#include "data/schema/taxonomy.pb.h"
#include "loaders/synthetic/random.h"

namespace schakel {

struct Town {
  std::string postcode;  // four digits
  std::string name;      // empty: unknown
  std::uint32_t number = 0;
};

// Immutable: thread-safe.
class Towns {
 public:
  // A municipality's inhabitants (data/reference/municipalities.tsv) are spread evenly over its places; a place of no
  // known municipality has 2,000. PO boxes have none. Work is where people are, and more so in large municipalities.
  // kBadInput when nobody lives anywhere.
  [[nodiscard]] static Result<Towns> build(std::span<const Place> places);

  [[nodiscard]] const Town& draw_home(Random& random) const { return towns_[homes_.draw(random)]; }
  [[nodiscard]] const Town& draw_work(Random& random) const { return towns_[work_.draw(random)]; }

 private:
  std::vector<Town> towns_;
  Weighted homes_;
  Weighted work_;
};

}  // namespace schakel
