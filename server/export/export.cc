#include "server/export/export.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "data/reference/reference.h"
#include "loaders/format/json_line.h"
#include "server/export/framed_file.h"
#include "server/export/list_rows.h"
#include "server/export/out_folder.h"
#include "server/export/subset.h"
#include "server/on_threads.h"

namespace schakel {
namespace {

constexpr std::size_t kRowsPerPiece = 4096, kBareRowsPerPiece = 32'768;
constexpr std::size_t kRecordsPerPiece = 4096;

// Everybody on one side, in order of id.
std::vector<VacancyId> vacancies_in_order(const Epoch& epoch) {
  std::vector<VacancyId> ids;
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) ids.push_back({v});
  std::ranges::sort(ids, {}, [&](VacancyId id) { return epoch.name(id); });
  return ids;
}
std::vector<SeekerId> seekers_in_order(const Epoch& epoch) {
  std::vector<SeekerId> ids;
  for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
    if (epoch.has(SeekerId{s})) ids.push_back({s});
  std::ranges::sort(ids, {}, [&](SeekerId id) { return epoch.name(id); });
  return ids;
}

class Exporter {
 public:
  Exporter(const Epoch& epoch, const Run& run, const ExportOptions& options, std::filesystem::path folder)
      : epoch_(epoch),
        run_(run),
        options_(options),
        folder_(std::move(folder)),
        vacancies_(vacancies_in_order(epoch)),
        seekers_(seekers_in_order(epoch)),
        vacancy_rows_(count_rows(vacancies_)),
        seeker_rows_(count_rows(seekers_)) {}

  Result<void> write() {
    const QuotedNames names(epoch_);
    auto done = write_lists("vacancy-lists.ndjson.zst", vacancies_, names);
    if (done) done = write_lists("seeker-lists.ndjson.zst", seekers_, names);
    if (done && !options_.lists_only) done = write_what_they_rest_on();
    return done;
  }

  [[nodiscard]] Manifest manifest() const {
    const Strategy& strategy = epoch_.model().strategy;
    Manifest manifest{.id = epoch_.id()};
    manifest.facts = {{"format", "1"},
                      {"epoch", epoch_.id()},
                      {"date", format_date(epoch_.date())},
                      {"strategy", strategy.name() + " " + std::to_string(strategy.version())},
                      {"strategyHash", epoch_.strategy_hash()},
                      {"top", std::to_string(run_.k())},
                      {"vacancyRows", std::to_string(vacancy_rows_)},
                      {"seekerRows", std::to_string(seeker_rows_)},
                      {"reasons", options_.lists_only ? "no" : "yes"}};
    if (options_.lists_only) return manifest;
    manifest.facts.insert({{"vacancies", std::to_string(vacancies_.size())},
                           {"seekers", std::to_string(seekers_.size())},
                           {"concepts", std::to_string(concepts_)},
                           {"places", std::to_string(places_)}});
    return manifest;
  }

 private:
  Result<void> write_what_they_rest_on() {
    const std::vector<Concept> concepts = used_concepts(epoch_);
    const std::vector<Place> places = used_places(epoch_);
    concepts_ = concepts.size();
    places_ = places.size();
    const auto itself = [](const auto& record) -> const auto& { return record; };
    const auto frozen = [&](auto id) { return epoch_.record(id); };
    auto done = write_records("vacancies.ndjson.zst", vacancies_, frozen);
    if (done) done = write_records("seekers.ndjson.zst", seekers_, frozen);
    if (done) done = write_records("concepts.ndjson.zst", concepts, itself);
    if (done) done = write_records("places.ndjson.zst", places, itself);
    if (done) done = write_tables();
    return done;
  }

  template <class Id>
  std::uint64_t count_rows(const std::vector<Id>& ids) const {
    return std::accumulate(ids.begin(), ids.end(), std::uint64_t{0},
                           [&](std::uint64_t sum, Id id) { return sum + run_[id].size(); });
  }

  template <class Id>
  Result<void> write_lists(const char* name, const std::vector<Id>& owners, const QuotedNames& names) {
    const std::size_t most = options_.lists_only ? kBareRowsPerPiece : kRowsPerPiece;
    const std::size_t each = std::max(most / run_.k(), std::size_t{1});
    const auto piece_of = [&](std::size_t piece) {
      const std::size_t from = piece * each;
      return std::span(owners).subspan(from, std::min(each, owners.size() - from));
    };
    const auto text = [&](std::size_t piece, std::string& out) -> Result<void> {
      RowWriter rows(epoch_, names, options_.lists_only ? Reasons::kLeftOut : Reasons::kGiven);
      for (const Id owner : piece_of(piece))
        if (auto appended = rows.append_list(run_, owner, out); !appended) return appended;
      return {};
    };
    const auto done = [&](std::size_t piece) {
      for (const Id owner : piece_of(piece)) rows_done_ += run_[owner].size();
      if (options_.progress) options_.progress(rows_done_, vacancy_rows_ + seeker_rows_);
    };
    return write_framed_file(folder_ / name, piece_count(owners.size(), each), text, done);
  }

  // `record_of` makes the message of an entry.
  template <class Entry, class RecordOf>
  Result<void> write_records(const char* name, const std::vector<Entry>& entries, const RecordOf& record_of) {
    const auto text = [&](std::size_t piece, std::string& out) -> Result<void> {
      const std::size_t from = piece * kRecordsPerPiece;
      const std::size_t to = std::min(from + kRecordsPerPiece, entries.size());
      for (std::size_t i = from; i < to; ++i) append_json_line(record_of(entries[i]), out);
      return {};
    };
    return write_framed_file(folder_ / name, piece_count(entries.size(), kRecordsPerPiece), text, [](std::size_t) {});
  }

  Result<void> write_tables() {
    std::string json;
    append_json_line(epoch_.model().strategy, json);
    std::string text;
    google::protobuf::TextFormat::PrintToString(epoch_.model().strategy, &text);
    auto done = write_file_atomically(folder_ / "strategy.json", json);
    if (done) done = write_file_atomically(folder_ / "strategy.textproto", text);
    for (const char* table : {"licences.tsv", "sectors.tsv"})
      if (done) done = write_file_atomically(folder_ / table, reference_text(table));
    return done;
  }

  const Epoch& epoch_;
  const Run& run_;
  const ExportOptions& options_;
  std::filesystem::path folder_;
  std::vector<VacancyId> vacancies_;
  std::vector<SeekerId> seekers_;
  std::uint64_t vacancy_rows_, seeker_rows_;
  std::uint64_t rows_done_ = 0;
  std::size_t concepts_ = 0, places_ = 0;
};

}  // namespace

Result<Manifest> write_export(const Epoch& epoch, const Run& run, const ExportOptions& options) {
  auto folder = OutFolder::create(options.out, "export");
  if (!folder) return std::unexpected(folder.error());
  Exporter exporter(epoch, run, options, folder->unfinished());
  const auto written = on_threads(thread_count(options.threads), [&] { return exporter.write(); });
  if (!written) return std::unexpected(written.error());
  return folder->publish(exporter.manifest());
}

}  // namespace schakel
