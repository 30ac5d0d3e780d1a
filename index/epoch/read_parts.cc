#include "index/epoch/read_parts.h"

#include <optional>
#include <utility>

#include "index/parallel/for_all.h"

namespace schakel {
namespace {

// More parts than threads, so that they even out; the result does not depend on the number.
constexpr std::size_t kParts = 32;

// Scans all parts of a kind in parallel. read(part number, record) is called on one thread per part.
template <class Read>
Result<void> scan_all(const RecordSnapshot& snapshot, RecordKind kind, std::size_t parts, const Read& read) {
  std::vector<Result<void>> results(parts);
  for_all(parts, [&](std::size_t part) {
    results[part] = snapshot.scan(kind, part, parts, [&](const StoredRecord& record) { return read(part, record); });
  });
  for (auto& result : results)
    if (!result) return result;
  return {};
}

}  // namespace

Error unreadable_record(const StoredRecord& record) {
  return {ErrorCode::kCorrupt, "record '" + std::string(record.key) + "' in the store cannot be parsed"};
}

Result<std::vector<SeekerPart>> read_seekers(const RecordSnapshot& snapshot, const EpochOptions& options,
                                             const Model& model, const Taxonomy& taxonomy, const PlaceTable& places) {
  std::vector<SeekerPart> parts(kParts);
  std::vector<std::optional<Error>> errors(kParts);
  const auto done = scan_all(snapshot, RecordKind::kSeeker, kParts, [&](std::size_t p, const StoredRecord& record) {
    thread_local Seeker seeker;
    if (!parse_stored(record, seeker)) return errors[p] = unreadable_record(record), false;
    SeekerPart& part = parts[p];
    if (!is_active(seeker, options.date)) return ++part.inactive, true;
    read_seeker(seeker, taxonomy, places, model, part.codes, part.columns);
    part.days.push_back(days_of(seeker));
    part.names.emplace_back(record.key);
    part.records.emplace_back(record.bytes);
    return true;
  });
  if (!done) return std::unexpected(done.error());
  for (const auto& error : errors)
    if (error) return std::unexpected(*error);
  return parts;
}

Result<std::vector<VacancyPart>> read_vacancies(const RecordSnapshot& snapshot, const EpochOptions& options,
                                                const Model& model, const PlaceTable& places) {
  std::vector<VacancyPart> parts(kParts);
  std::vector<std::optional<Error>> errors(kParts);
  const auto done = scan_all(snapshot, RecordKind::kVacancy, kParts, [&](std::size_t p, const StoredRecord& record) {
    thread_local Vacancy vacancy;
    if (!parse_stored(record, vacancy)) return errors[p] = unreadable_record(record), false;
    VacancyPart& part = parts[p];
    if (!is_active(vacancy, options.date)) return ++part.inactive, true;
    part.scalars.push_back(scalars_of(vacancy, places));
    part.last_days.push_back(last_day_of(vacancy).yyyymmdd);
    for (ConditionedItem& entry : items_of(vacancy, model)) {
      const auto next = static_cast<std::uint32_t>(part.asked.size());
      const auto number = part.asked.try_emplace(std::move(entry.item), next).first->second;
      part.items.cells.push_back({number, entry.condition});
    }
    part.items.close_row();
    part.names.emplace_back(record.key);
    part.records.emplace_back(record.bytes);
    return true;
  });
  if (!done) return std::unexpected(done.error());
  for (const auto& error : errors)
    if (error) return std::unexpected(*error);
  return parts;
}

}  // namespace schakel
