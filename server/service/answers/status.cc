#include "server/service/answers/operation.h"

namespace schakel {

Answered<void> tell_status(Call& call, api::Status& answer) {
  const LiveStatus live = call.shared.live.status();
  answer.set_version(call.shared.version);
  fill_epoch(live, call.market(), *answer.mutable_epoch());
  fill_build(live, *answer.mutable_build());
  answer.set_sequence(live.sequence);
  answer.set_text_index_sequence(live.text_sequence.value_or(0));
  const auto facts = call.shared.stored_facts.read(call.shared.layout);
  if (!facts) return refuse_error(facts.error());
  const auto count = [&](RecordKind kind) { return (*facts)->counts.records[static_cast<std::size_t>(kind)]; };
  answer.mutable_records()->set_seekers(count(RecordKind::kSeeker));
  answer.mutable_records()->set_vacancies(count(RecordKind::kVacancy));
  answer.mutable_records()->set_concepts(count(RecordKind::kConcept));
  answer.mutable_records()->set_places(count(RecordKind::kPlace));
  answer.set_bytes_on_disk((*facts)->counts.bytes_on_disk);
  for (const DeliveryState& delivery : (*facts)->deliveries) {
    auto& load = *answer.add_loads();
    load.set_name(delivery.name);
    load.set_sha256(delivery.sha256);
    load.set_accepted(delivery.accepted);
    load.set_refused(delivery.refused);
    load.set_done(delivery.done);
  }
  answer.set_quarantined((*facts)->counts.quarantined);
  for (const auto& [code, rows] : (*facts)->reasons) {
    auto& reason = *answer.add_reasons();
    reason.set_code(code);
    reason.set_rows(rows);
  }
  for (const Refusal& refusal : (*facts)->quarantine) {
    auto& row = *answer.add_quarantine();
    row.set_file(refusal.file());
    row.set_row(refusal.row());
    row.set_line(refusal.line());
    row.set_field(refusal.field());
    row.set_code(refusal.code());
    row.set_message(refusal.message());
  }
  for (const RunInTheMaking& run : runs_in_the_making(call.shared.layout)) {
    auto& job = *answer.add_jobs();
    job.set_name("rematch " + run.name);
    job.set_done(run.done);
    job.set_total(run.total);
    job.set_running(run.running);
  }
  return {};
}

}  // namespace schakel
