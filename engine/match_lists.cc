#include "engine/match_lists.h"

#include <array>
#include <charconv>

#include "index/parallel/for_all.h"
#include "index/seal/sha256.h"

namespace schakel {
namespace {

template <class T>
std::string_view bytes_of(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

constexpr std::string_view kRunFormat = "4";

// By Origin.
constexpr std::array<std::string_view, 3> kOrigins{"compared", "brought-up-to-date", "carried-over"};

Result<void> check_format(const Manifest& manifest, const std::filesystem::path& folder) {
  const auto format = manifest.facts.find("format");
  if (manifest.kind != "run" || format == manifest.facts.end())
    return fail(ErrorCode::kCorrupt, folder.string() + " is not a run");
  if (format->second == kRunFormat) return {};
  return fail(ErrorCode::kStale, folder.string() + " is a run of format " + format->second +
                                     ", and this program reads those of format " + std::string(kRunFormat));
}

Result<Origin> origin_of(const Manifest& manifest, const std::filesystem::path& folder) {
  const auto fact = manifest.facts.find("origin");
  const auto known = fact == manifest.facts.end() ? kOrigins.end() : std::ranges::find(kOrigins, fact->second);
  if (known == kOrigins.end())
    return fail(ErrorCode::kCorrupt, folder.string() + " does not say how its lists came about");
  return static_cast<Origin>(known - kOrigins.begin());
}

std::span<const MatchRow> first_rows(const MatchRows& lists, std::size_t i, std::uint32_t k) {
  const auto rows = MatchRowSpans{lists.begin, lists.rows}[i];
  return rows.first(std::min<std::size_t>(rows.size(), k));
}

std::uint64_t count_rows(const MatchRows& lists, std::uint32_t k) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i + 1 < lists.begin.size(); ++i) count += first_rows(lists, i, k).size();
  return count;
}

}  // namespace

std::string_view name_of(Origin origin) { return kOrigins.at(static_cast<std::size_t>(origin)); }

MatchRows join(std::vector<MatchRows> parts) {
  std::size_t lists = 0, rows = 0;
  std::vector<std::size_t> first_list, first_row;
  for (const MatchRows& part : parts) {
    first_list.push_back(lists);
    first_row.push_back(rows);
    lists += part.begin.size() - 1;
    rows += part.rows.size();
  }
  MatchRows all;
  all.begin.resize(lists + 1);
  all.rows.resize(rows);
  for_all(parts.size(), [&](std::size_t i) {
    const auto at = [](std::size_t place) { return static_cast<std::ptrdiff_t>(place); };
    std::ranges::transform(std::span(parts[i].begin).subspan(1), all.begin.begin() + at(first_list[i] + 1),
                           [&](std::uint64_t end) { return first_row[i] + end; });
    std::ranges::copy(parts[i].rows, all.rows.begin() + at(first_row[i]));
    parts[i] = {};
  });
  return all;
}

std::string checksum(const MatchLists& lists, std::uint32_t k) {
  Sha256 hash;
  for (const MatchRows* direction : {&lists.vacancies, &lists.seekers}) {
    std::vector<std::uint64_t> begin{0};
    for (std::size_t i = 0; i + 1 < direction->begin.size(); ++i)
      begin.push_back(begin.back() + first_rows(*direction, i, k).size());
    hash.update(bytes_of(std::span<const std::uint64_t>(begin)));
    for (std::size_t i = 0; i + 1 < direction->begin.size(); ++i) hash.update(bytes_of(first_rows(*direction, i, k)));
  }
  return hash.finish();
}

Result<void> write_run(const MatchLists& lists, const Epoch& epoch, std::uint32_t k,
                       const std::filesystem::path& folder, std::uint32_t reserve) {
  std::error_code error;
  if (!std::filesystem::create_directories(folder, error))
    return fail(ErrorCode::kIo, "cannot create " + folder.string() + ": " + error.message());
  ArrayFileWriter writer;
  writer.add("vacancies.begin", lists.vacancies.begin);
  writer.add("vacancies.rows", lists.vacancies.rows);
  writer.add("seekers.begin", lists.seekers.begin);
  writer.add("seekers.rows", lists.seekers.rows);
  auto written_lists = writer.write_past_cache(folder / "lists.bin");
  if (!written_lists) return std::unexpected(written_lists.error());
  ArrayFileWriter certificate;
  certificate.add("vacancies", lists.certificate.vacancies);
  certificate.add("seekers", lists.certificate.seekers);
  certificate.add("cell_visits", lists.certificate.cell_visits);
  if (auto written = certificate.write(folder / "certificate.bin"); !written) return written;
  Manifest manifest{.kind = "run", .id = epoch.id()};
  manifest.facts = {{"format", std::string(kRunFormat)},
                    {"epoch", epoch.id()},
                    {"origin", std::string(name_of(lists.certificate.origin))},
                    {"strategyHash", epoch.strategy_hash()},
                    {"top", std::to_string(k)},
                    {"reserve", std::to_string(reserve)},
                    {"vacancyRows", std::to_string(count_rows(lists.vacancies, k))},
                    {"seekerRows", std::to_string(count_rows(lists.seekers, k))}};
  manifest.files = {*std::move(written_lists)};
  const auto sealed = seal_folder(folder, std::move(manifest));
  if (!sealed) return std::unexpected(sealed.error());
  return {};
}

Result<std::unique_ptr<const Run>> Run::open(const std::filesystem::path& folder, const Epoch& epoch, bool verify) {
  auto manifest = verify ? verify_seal(folder) : read_manifest(folder);
  if (!manifest) return std::unexpected(manifest.error());
  if (auto known = check_format(*manifest, folder); !known) return std::unexpected(known.error());
  if (manifest->facts["epoch"] != epoch.id())
    return fail(ErrorCode::kStale, "the lists in " + folder.string() + " are of epoch " + manifest->facts["epoch"] +
                                       ", the current epoch is " + epoch.id());
  const auto origin = origin_of(*manifest, folder);
  if (!origin) return std::unexpected(origin.error());
  auto file = ArrayFile::open(folder / "lists.bin");
  if (!file) return std::unexpected(file.error());
  auto certificate = ArrayFile::open(folder / "certificate.bin");
  if (!certificate) return std::unexpected(certificate.error());
  std::unique_ptr<Run> run(new Run(*std::move(file), *std::move(certificate)));
  run->manifest_ = *std::move(manifest);
  for (const auto& [name, number] : {std::pair{"top", &run->k_}, {"reserve", &run->reserve_}}) {
    const std::string& text = run->manifest_.facts[name];
    std::from_chars(text.data(), text.data() + text.size(), *number);
  }
  for (auto& [name, rows] : {std::pair{std::string("vacancies"), &run->vacancies_}, {"seekers", &run->seekers_}}) {
    if (auto got = run->lists_.get(name + ".begin", rows->begin); !got) return std::unexpected(got.error());
    if (auto got = run->lists_.get(name + ".rows", rows->rows); !got) return std::unexpected(got.error());
  }
  CertificateSpans& spans = run->certificate_;
  spans.origin = *origin;
  for (const auto& got :
       {run->certificate_file_.get("vacancies", spans.vacancies), run->certificate_file_.get("seekers", spans.seekers),
        run->certificate_file_.get("cell_visits", spans.cell_visits)})
    if (!got) return std::unexpected(got.error());
  const std::size_t visited = spans.origin == Origin::kCompared ? epoch.cells.size() : 0;
  if (spans.vacancies.size() != epoch.vacancies() || spans.seekers.size() != epoch.seekers())
    return fail(ErrorCode::kCorrupt, "the certificate in " + folder.string() + " does not cover the epoch");
  if (spans.cell_visits.size() != visited)
    return fail(ErrorCode::kCorrupt, "the certificate in " + folder.string() + " says that its lists were " +
                                         std::string(name_of(spans.origin)) + ", and has visits of " +
                                         std::to_string(spans.cell_visits.size()) + " cells where " +
                                         std::to_string(visited) + " belong");
  if (run->vacancies_.size() != epoch.vacancies() || run->seekers_.size() != epoch.seekers())
    return fail(ErrorCode::kCorrupt, "the lists in " + folder.string() + " do not cover the epoch");
  return run;
}

}  // namespace schakel
