#include "server/service/answers/records.h"

#include "loaders/records/validate.h"
#include "server/service/answers/remains.h"

namespace schakel {
namespace {

constexpr int kMostRecords = 10'000;
constexpr std::size_t kLongestId = 512;

Answered<void> check_id(const std::string& id, const std::string& field) {
  if (id.empty()) return refuse_field(field, "missing", "give the id of the record");
  if (id.size() > kLongestId) return refuse_field(field, "too-long", "an id has at most 512 bytes");
  return {};
}

api::Outcome told(Outcome outcome) {
  switch (outcome) {
    case Outcome::kCreated:
      return api::STORED;
    case Outcome::kReplaced:
      return api::REPLACED;
    case Outcome::kUnchanged:
      return api::UNCHANGED;
    case Outcome::kStale:
      return api::STALE;
    case Outcome::kErased:
      return api::ERASED;
    case Outcome::kNotThere:
      return api::NOT_THERE;
  }
  return api::OUTCOME_NONE;
}

template <class Record>
Put put_of(RecordKind kind, const Record& record) {
  return {.kind = kind, .key = record.id(), .revision = record.revision(), .bytes = record.SerializeAsString()};
}

template <class Record>
Answered<void> get(Call& call, RecordKind kind, const std::string& id, Record& record) {
  if (auto checked = check_id(id, "id"); !checked) return checked;
  const auto bytes = call.shared.live.get(kind, id);
  if (!bytes) return refuse_error(bytes.error());
  if (!*bytes) return refuse(404, "not-found", "There is no record with this id");
  if (!record.ParseFromString(**bytes)) return refuse_error({ErrorCode::kCorrupt, "a record cannot be read"});
  record.DiscardUnknownFields();
  return {};
}

template <class Record>
Answered<void> put(Call& call, RecordKind kind, const Record& record, const char* field, api::WriteAnswer& answer) {
  if (auto checked = check_id(record.id(), std::string(field) + ".id"); !checked) return checked;
  if (const auto objection = check(record)) return refuse_objection(*objection, field);
  call.act = [&call, &answer, made = put_of(kind, record)]() -> Answered<void> {
    const auto written = call.shared.live.write({.puts = {made}, .erases = {}, .refusals = {}, .delivery = {}});
    if (!written) return refuse_error(written.error());
    answer.set_outcome(told(written->puts.front()));
    answer.set_sequence(written->sequence);
    return {};
  };
  return {};
}

Answered<void> erase(Call& call, RecordKind kind, const std::string& id, api::WriteAnswer& answer) {
  if (auto checked = check_id(id, "id"); !checked) return checked;
  call.act = [&call, &answer, kind, id]() -> Answered<void> {
    const auto written = call.shared.live.write({.puts = {}, .erases = {{kind, id}}, .refusals = {}, .delivery = {}});
    if (!written) return refuse_error(written.error());
    answer.set_outcome(told(written->erases.front()));
    answer.set_sequence(written->sequence);
    for (std::string& remains : what_remains(call.shared, kind, id)) answer.add_remains(std::move(remains));
    return {};
  };
  return {};
}

// The records of one kind that pass the door go into the batch; what does not is named.
template <class Records>
void add_puts(const Records& records, RecordKind kind, const char* field, Batch& batch, api::BatchAnswer& answer) {
  for (int i = 0; i < records.size(); ++i) {
    const std::string at = std::string(field) + "[" + std::to_string(i) + "]";
    auto objection = check(records[i]);
    if (records[i].id().empty()) objection = Objection{"missing", "id", "give the id of the record", {}};
    if (!objection) {
      batch.puts.push_back(put_of(kind, records[i]));
      continue;
    }
    auto& refusal = *answer.add_refusals();
    refusal.set_field(joined_path(at, objection->field));
    refusal.set_code(objection->code);
    refusal.set_message(objection->message);
  }
}

void count(const WriteOutcome& written, api::BatchAnswer& answer) {
  for (const Outcome outcome : written.puts) {
    if (outcome == Outcome::kUnchanged) answer.set_unchanged(answer.unchanged() + 1);
    if (outcome == Outcome::kStale) answer.set_stale(answer.stale() + 1);
    if (outcome == Outcome::kReplaced) answer.set_replaced(answer.replaced() + 1);
    if (outcome == Outcome::kReplaced || outcome == Outcome::kCreated) answer.set_stored(answer.stored() + 1);
  }
  for (const Outcome outcome : written.erases)
    if (outcome == Outcome::kErased) answer.set_erased(answer.erased() + 1);
  answer.set_sequence(written.sequence);
}

}  // namespace

Answered<void> get_seeker(Call& call, const api::RecordRequest& request, api::SeekerRecord& answer) {
  call.show(request.id());
  return get(call, RecordKind::kSeeker, request.id(), *answer.mutable_seeker());
}

Answered<void> get_vacancy(Call& call, const api::RecordRequest& request, api::VacancyRecord& answer) {
  return get(call, RecordKind::kVacancy, request.id(), *answer.mutable_vacancy());
}

Answered<void> put_seeker(Call& call, const api::SeekerRecord& request, api::WriteAnswer& answer) {
  call.shows_persons = false;
  call.show(request.seeker().id());
  return put(call, RecordKind::kSeeker, request.seeker(), "seeker", answer);
}

Answered<void> put_vacancy(Call& call, const api::VacancyRecord& request, api::WriteAnswer& answer) {
  return put(call, RecordKind::kVacancy, request.vacancy(), "vacancy", answer);
}

Answered<void> delete_seeker(Call& call, const api::RecordRequest& request, api::WriteAnswer& answer) {
  call.shows_persons = false;
  call.show(request.id());
  return erase(call, RecordKind::kSeeker, request.id(), answer);
}

Answered<void> delete_vacancy(Call& call, const api::RecordRequest& request, api::WriteAnswer& answer) {
  return erase(call, RecordKind::kVacancy, request.id(), answer);
}

Answered<void> write_batch(Call& call, const api::BatchRequest& request, api::BatchAnswer& answer) {
  call.shows_persons = false;
  const int records =
      request.seekers_size() + request.vacancies_size() + request.erase_seekers_size() + request.erase_vacancies_size();
  if (records > kMostRecords) return refuse_field("", "range", "a batch has at most 10,000 records");
  Batch batch;
  add_puts(request.seekers(), RecordKind::kSeeker, "seekers", batch, answer);
  add_puts(request.vacancies(), RecordKind::kVacancy, "vacancies", batch, answer);
  for (const Put& put : batch.puts)
    if (put.kind == RecordKind::kSeeker) call.persons.push_back(put.key);
  for (int i = 0; i < request.erase_seekers_size(); ++i) {
    const std::string field = "eraseSeekers[" + std::to_string(i) + "]";
    if (auto checked = check_id(request.erase_seekers(i), field); !checked) return checked;
    batch.erases.push_back({RecordKind::kSeeker, request.erase_seekers(i)});
    call.persons.push_back(request.erase_seekers(i));
  }
  for (int i = 0; i < request.erase_vacancies_size(); ++i) {
    const std::string field = "eraseVacancies[" + std::to_string(i) + "]";
    if (auto checked = check_id(request.erase_vacancies(i), field); !checked) return checked;
    batch.erases.push_back({RecordKind::kVacancy, request.erase_vacancies(i)});
  }
  if (batch.puts.empty() && batch.erases.empty()) return {};
  call.act = [&call, &answer, batch = std::move(batch)]() -> Answered<void> {
    const auto written = call.shared.live.write(batch);
    if (!written) return refuse_error(written.error());
    count(*written, answer);
    return {};
  };
  return {};
}

}  // namespace schakel
