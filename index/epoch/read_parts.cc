#include "index/epoch/read_parts.h"

#include <optional>
#include <utility>

#include "index/parallel/for_all.h"

namespace schakel {
namespace {

// More parts than threads, so that they even out; the result does not depend on the number.
constexpr std::size_t kParts = 32;

// All active records of a kind, in parallel. read(message, part) is called on one thread per part.
template <class Message, class Part, class Read>
Result<std::vector<Part>> read_all(const RecordSnapshot& snapshot, RecordKind kind, Date date, const Read& read) {
  std::vector<Part> parts(kParts);
  std::vector<Result<void>> results(kParts);
  for_all(kParts, [&](std::size_t p) {
    Part& part = parts[p];
    Message message;
    std::optional<Error> trouble;
    results[p] = snapshot.scan(kind, p, kParts, [&](const StoredRecord& record) {
      if (!parse_stored(record, message)) return trouble = unreadable_record(record), false;
      if (!is_active(message, date)) return ++part.inactive, true;
      read(message, part);
      part.names.emplace_back(record.key);
      part.records.emplace_back(record.bytes);
      return true;
    });
    if (trouble) results[p] = std::unexpected(*std::move(trouble));
  });
  for (const auto& result : results)
    if (!result) return std::unexpected(result.error());
  return parts;
}

}  // namespace

Error unreadable_record(const StoredRecord& record) {
  return {ErrorCode::kCorrupt, "record '" + std::string(record.key) + "' in the store cannot be parsed"};
}

Result<std::vector<SeekerPart>> read_seekers(const RecordSnapshot& snapshot, const EpochOptions& options,
                                             const Model& model, const Taxonomy& taxonomy, const PlaceTable& places) {
  const auto read = [&](const Seeker& seeker, SeekerPart& part) {
    read_seeker(seeker, taxonomy, places, model, part.codes, part.columns);
    part.days.push_back(days_of(seeker));
  };
  return read_all<Seeker, SeekerPart>(snapshot, RecordKind::kSeeker, options.date, read);
}

Result<std::vector<VacancyPart>> read_vacancies(const RecordSnapshot& snapshot, const EpochOptions& options,
                                                const Model& model, const PlaceTable& places) {
  const auto read = [&](const Vacancy& vacancy, VacancyPart& part) {
    part.scalars.push_back(scalars_of(vacancy, places));
    part.last_days.push_back(last_day_of(vacancy).yyyymmdd);
    for (ConditionedItem& entry : items_of(vacancy, model)) {
      const auto next = static_cast<std::uint32_t>(part.asked.size());
      const auto number = part.asked.try_emplace(std::move(entry.item), next).first->second;
      part.items.cells.push_back({number, entry.condition});
    }
    part.items.close_row();
  };
  return read_all<Vacancy, VacancyPart>(snapshot, RecordKind::kVacancy, options.date, read);
}

}  // namespace schakel
