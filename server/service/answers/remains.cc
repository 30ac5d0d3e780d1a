#include "server/service/answers/remains.h"

#include "server/remains.h"

namespace schakel {

std::vector<std::string> what_remains(Shared& shared, RecordKind kind, std::string_view id) {
  std::vector<std::string> remains;
  const LiveStatus status = shared.live.status();
  const Erase record{kind, std::string(id)};
  for (const EpochRemains& found : epochs_that_hold(shared.layout, {&record, 1})) {
    const bool needed = found.epoch == status.epoch || found.epoch == status.base;
    remains.push_back(found.where() + "; no answer shows it, and they go when " +
                      (needed ? "a later whole epoch answers and the time that this one is kept is over"
                              : "the time that it is kept is over"));
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
