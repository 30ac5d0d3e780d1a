#include "tests/server/ingest/lines.h"

#include <catch2/catch.hpp>

namespace schakel::test {

std::string seeker_lines(int rows) {
  std::string lines;
  for (int row = 1; row <= rows; ++row) {
    const bool again = row % 11 == 0;
    lines += R"({"id":"S)" + std::to_string(again ? row - 1 : row) + R"(","revision":)" + (again ? "2" : "1");
    lines += R"(,"wantedOccupations":["urn:a"],"hours":{"min":)";
    lines += row % 7 == 0 ? R"(40,"max":20}})" : R"(20,"max":40}})";
    lines += '\n';
  }
  return lines;
}

Input seekers_input(const std::filesystem::path& file) {
  return {.path = file, .kind = InputKind::kSeekers, .files = {file}};
}

std::string everything_in(const RecordStore& store) {
  std::string text = "sequence " + std::to_string(store.sequence()) + "\n";
  const auto snapshot = store.snapshot();
  REQUIRE(snapshot);
  for (const RecordKind kind : {RecordKind::kSeeker, RecordKind::kVacancy, RecordKind::kConcept, RecordKind::kPlace}) {
    REQUIRE((*snapshot)->scan(kind, 0, 1, [&](const StoredRecord& record) {
      text += std::string(record.key) + " " + std::to_string(record.revision) + " " + std::string(record.bytes) + "\n";
      return true;
    }));
  }
  const auto changes = store.changes(0, 1'000'000);
  REQUIRE(changes);
  for (const Change& change : *changes) text += std::to_string(change.sequence) + " " + change.key + "\n";
  const auto deliveries = store.deliveries();
  REQUIRE(deliveries);
  for (const DeliveryState& delivery : *deliveries)
    text += delivery.sha256 + " " + delivery.name + " " + std::to_string(delivery.next_row) + " " +
            std::to_string(delivery.accepted) + " " + std::to_string(delivery.refused) + (delivery.done ? "!\n" : "\n");
  const auto refused = store.quarantine(0, 1'000'000);
  REQUIRE(refused);
  for (const Refusal& refusal : *refused) text += refusal.SerializeAsString() + "\n";
  return text;
}

}  // namespace schakel::test
