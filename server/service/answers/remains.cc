#include "server/service/answers/remains.h"

namespace schakel {
namespace {

bool holds(const Epoch& epoch, RecordKind kind, std::string_view id) {
  return kind == RecordKind::kSeeker ? epoch.find_seeker(id).has_value() : epoch.find_vacancy(id).has_value();
}

}  // namespace

std::vector<std::string> what_remains(Shared& shared, RecordKind kind, std::string_view id) {
  std::vector<std::string> remains;
  const LiveStatus status = shared.live.status();
  for (const std::string& epoch : status.kept) {
    const bool current = epoch == status.epoch;
    const auto open = current ? shared.live.market() : shared.live.market_of(epoch);
    if (!open || !holds(*open->epoch->epoch, kind, id)) continue;
    remains.push_back("the file of epoch " + epoch +
                      (current ? ": no answer shows it; it goes when two later whole epochs were made"
                               : ": it goes with that epoch"));
  }
  if (status.text_sequence && *status.text_sequence < status.sequence)
    remains.emplace_back("the text index: no hit shows it; it goes with the next one that is made");
  remains.emplace_back("files of the database: until they are written anew, after the next load");
  remains.emplace_back("the change log: the id alone, for good");
  remains.emplace_back(
      "the audit log and the match log: the id, and a record that a request told itself, as long as those are kept");
  remains.emplace_back("files that were delivered, quarantined or exported: whoever has them removes them there");
  return remains;
}

}  // namespace schakel
