#include "server/cli/market_id.h"

#include <fmt/core.h>

#include "index/epoch/items.h"
#include "index/epoch/read_seeker.h"
#include "server/cli/command.h"

namespace schakel::cli {
namespace {

// Until when the record is active, in words; empty when it is active on the date.
std::string inactive_since(const Vacancy& vacancy, Date date) {
  return is_active(vacancy, date) ? "" : "it was open until " + vacancy.closing_date();
}

std::string inactive_since(const Seeker& seeker, Date date) {
  if (is_active(seeker, date)) return "";
  const auto valid = parse_date(seeker.valid_until());
  return valid && *valid < date ? "its profile was valid until " + seeker.valid_until()
                                : "available until " + seeker.availability().until();
}

template <class Record>
Error absent(const StoreLayout& layout, const Epoch& epoch, RecordKind kind, std::string_view name,
             const std::string& id) {
  const std::string root = layout.root.string();
  const auto records = open_records(layout, OpenMode::kReadOnly);
  if (!records) return {ErrorCode::kNotFound, fmt::format("there is no {} '{}' in epoch {}", name, id, epoch.id())};
  const auto bytes = (*records)->get(kind, id);
  if (!bytes) return bytes.error();
  Record record;
  if (!*bytes || !record.ParseFromString(**bytes))
    return {
        ErrorCode::kNotFound,
        fmt::format("there is no {0} '{1}' in {2}; find ids with: schakel search --store {2} WORDS", name, id, root)};
  if (const std::string reason = inactive_since(record, epoch.date()); !reason.empty())
    return {ErrorCode::kNotFound,
            fmt::format("{} '{}' is not active on {}: {}", name, id, format_date(epoch.date()), reason)};
  return {ErrorCode::kNotFound,
          fmt::format("{} '{}' came in after epoch {} was made; bring it in with: schakel index --store {}", name, id,
                      epoch.id(), root)};
}

}  // namespace

Result<VacancyId> require_vacancy(const StoreLayout& layout, const Epoch& epoch, const std::string& id) {
  if (const auto found = epoch.find_vacancy(id)) return *found;
  return std::unexpected(absent<Vacancy>(layout, epoch, RecordKind::kVacancy, "vacancy", id));
}

Result<SeekerId> require_seeker(const StoreLayout& layout, const Epoch& epoch, const std::string& id) {
  if (const auto found = epoch.find_seeker(id)) return *found;
  return std::unexpected(absent<Seeker>(layout, epoch, RecordKind::kSeeker, "seeker", id));
}

}  // namespace schakel::cli
