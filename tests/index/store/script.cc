#include "tests/index/store/script.h"

#include <random>

#include "index/seal/sha256.h"

namespace schakel {

Batch script_batch(const Script& script, std::size_t number, bool delivery) {
  std::mt19937_64 random(script.seed * 1'000'003 + number);
  const auto below = [&random](std::size_t limit) { return random() % limit; };
  const auto kind = [&] { return static_cast<RecordKind>(1 + below(kRecordKinds)); };
  // A few keys are bytes that sort oddly; the others are what ids look like.
  const auto key = [&] {
    const auto chosen = below(script.keys);
    return chosen < 4 ? std::string(chosen + 1, '\xff') : "id-" + std::to_string(chosen * 37 % 1000);
  };
  Batch batch;
  for (auto edits = below(script.edits + 1); edits > 0; --edits) {
    if (below(5) == 0) {
      batch.erases.push_back({kind(), key()});
    } else {
      batch.puts.push_back({kind(), key(), below(6), std::string(below(4) == 0 ? 700 : 3, char('a' + below(3)))});
    }
  }
  for (auto refusals = below(3); refusals > 0; --refusals) {
    auto& refusal = batch.refusals.emplace_back();
    refusal.set_row(number);
    refusal.set_code("range");
    refusal.set_source_row(std::string(below(100), '\0'));
  }
  if (delivery) {
    batch.delivery = DeliveryState{.sha256 = sha256_hex(std::to_string(script.seed)),
                                   .name = "script.ndjson",
                                   .next_row = number + 2,
                                   .accepted = number + 1,
                                   .refused = 0,
                                   .done = number + 1 == script.batches};
  }
  return batch;
}

}  // namespace schakel
