#include "server/files/write_market.h"

#include <map>
#include <optional>
#include <string>

#include "index/parallel/pipeline.h"
#include "loaders/format/json_line.h"
#include "loaders/records/recognise.h"
#include "loaders/records/starter.h"
#include "server/files/folder.h"
#include "server/files/out_file.h"
#include "server/ingest/merge_concept.h"
#include "server/on_threads.h"

namespace schakel {
namespace {

Result<void> collect_path(const std::filesystem::path& path, MarketInput& into) {
  auto found = recognise(path);
  if (!found) return std::unexpected(found.error());
  for (const Input& input : found->inputs) {
    auto source = open_input(input);
    if (!source) return std::unexpected(source.error());
    if (auto collected = collect(**source, into); !collected) return collected;
  }
  return {};
}

// One concept per URI, in order of URI.
std::vector<Concept> merge_all(std::vector<Concept> concepts) {
  std::map<std::string, Concept> merged;
  for (Concept& record : concepts) {
    Concept& together = merged[record.uri()];
    together.set_uri(record.uri());
    merge_concept(together, record);
  }
  concepts.clear();
  for (auto& [uri, record] : merged) concepts.push_back(std::move(record));
  return concepts;
}

Result<MarketInput> read_input(const MarketFiles& files) {
  MarketInput input;
  MarketInput places;
  for (const auto& path : files.taxonomies)
    if (auto read = collect_path(path, input); !read) return std::unexpected(read.error());
  if (files.taxonomies.empty()) {
    auto starter = starter_concepts();
    if (!starter) return std::unexpected(starter.error());
    input.concepts = std::move(*starter);
  }
  input.concepts = merge_all(std::move(input.concepts));
  if (!files.postcodes.empty()) {
    if (auto read = collect_path(files.postcodes, places); !read) return std::unexpected(read.error());
    input.places = std::move(places.places);
  } else {
    auto starter = starter_places();
    if (!starter) return std::unexpected(starter.error());
    input.places = std::move(*starter);
  }
  return input;
}

// One file of lines on its way out.
class LinesFile {
 public:
  static Result<LinesFile> create(const MarketFiles& files, std::string_view name) {
    auto path = files.out / (std::string(name) + (files.compress ? ".ndjson.zst" : ".ndjson"));
    auto file = OutFile::create(path, files.compress ? Compression::kZstd : Compression::kNone);
    if (!file) return std::unexpected(file.error());
    return LinesFile(std::move(*file), std::move(path));
  }
  Result<void> append(std::string_view lines, std::uint64_t rows) {
    written_.rows += rows;
    return file_.append(lines);
  }
  Result<WrittenFile> commit() {
    auto bytes = file_.commit();
    if (!bytes) return std::unexpected(bytes.error());
    written_.bytes = *bytes;
    return written_;
  }

 private:
  LinesFile(OutFile file, std::filesystem::path path) : file_(std::move(file)), written_{std::move(path)} {}
  OutFile file_;
  WrittenFile written_;
};

template <class Records>
Result<WrittenFile> write_all(const MarketFiles& files, std::string_view name, const Records& records) {
  auto file = LinesFile::create(files, name);
  if (!file) return std::unexpected(file.error());
  std::string lines;
  for (const auto& record : records) append_json_line(record, lines);
  if (auto appended = file->append(lines, records.size()); !appended) return std::unexpected(appended.error());
  return file->commit();
}

// The lines of one chunk of the market.
struct MarketLines {
  std::string seekers;
  std::string vacancies;
  std::uint64_t seeker_rows = 0;
  std::uint64_t vacancy_rows = 0;
};

MarketLines to_lines(const GeneratedMarket& market, const Chunk& chunk) {
  MarketLines lines;
  for (const Record& record : market.parse(chunk).accepted) {
    if (const auto* seeker = std::get_if<Seeker>(&record)) {
      append_json_line(*seeker, lines.seekers);
      ++lines.seeker_rows;
    } else if (const auto* vacancy = std::get_if<Vacancy>(&record)) {
      append_json_line(*vacancy, lines.vacancies);
      ++lines.vacancy_rows;
    }
  }
  return lines;
}

Result<void> write_people_and_work(GeneratedMarket& market, int threads, LinesFile& seekers, LinesFile& vacancies,
                                   const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  std::optional<Error> failed;
  std::uint64_t rows = 0;
  const auto read = [&] {
    auto chunk = market.next();
    return chunk ? std::move(*chunk) : std::nullopt;
  };
  const auto format = [&](const Chunk& chunk) { return to_lines(market, chunk); };
  const auto write = [&](const MarketLines& lines) {
    if (failed) return;
    auto done = seekers.append(lines.seekers, lines.seeker_rows);
    if (done) done = vacancies.append(lines.vacancies, lines.vacancy_rows);
    if (!done) failed = done.error();
    rows += lines.seeker_rows + lines.vacancy_rows;
    progress(rows, market.rows());
  };
  run_pipeline<Chunk, MarketLines>(4 * static_cast<std::size_t>(threads), read, format, write);
  if (failed) return std::unexpected(*failed);
  return {};
}

}  // namespace

Result<std::vector<WrittenFile>> write_market(const MarketFiles& files,
                                              const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  auto input = read_input(files);
  if (!input) return std::unexpected(input.error());
  auto market = GeneratedMarket::create(*input, files.market);
  if (!market) return std::unexpected(market.error());
  if (auto made = make_folder(files.out); !made) return std::unexpected(made.error());

  auto concepts = write_all(files, "concepts", input->concepts);
  if (!concepts) return std::unexpected(concepts.error());
  auto places = write_all(files, "places", input->places);
  if (!places) return std::unexpected(places.error());
  auto vacancies = LinesFile::create(files, "vacancies");
  if (!vacancies) return std::unexpected(vacancies.error());
  auto seekers = LinesFile::create(files, "seekers");
  if (!seekers) return std::unexpected(seekers.error());
  const int threads = thread_count(files.threads);
  const auto written =
      on_threads(threads, [&] { return write_people_and_work(**market, threads, *seekers, *vacancies, progress); });
  if (!written) return std::unexpected(written.error());
  auto vacancies_file = vacancies->commit();
  if (!vacancies_file) return std::unexpected(vacancies_file.error());
  auto seekers_file = seekers->commit();
  if (!seekers_file) return std::unexpected(seekers_file.error());
  return std::vector{*concepts, *places, *vacancies_file, *seekers_file};
}

}  // namespace schakel
