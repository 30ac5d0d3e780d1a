#include "engine/match_lists.h"

#include <charconv>

#include "index/seal/sha256.h"

namespace schakel {
namespace {

template <class T>
std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

}  // namespace

std::string checksum(const MatchLists& lists) {
  Sha256 hash;
  for (const MatchRows* direction : {&lists.vacancies, &lists.seekers}) {
    hash.update(bytes_of(direction->begin));
    hash.update(bytes_of(direction->rows));
  }
  return hash.finish();
}

Result<void> write_run(const MatchLists& lists, const Epoch& epoch, std::uint32_t k,
                       const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::create_directories(folder, error))
    return fail(ErrorCode::kIo, "cannot create " + folder.string() + ": " + error.message());
  ArrayFileWriter writer;
  writer.add("vacancies.begin", lists.vacancies.begin);
  writer.add("vacancies.rows", lists.vacancies.rows);
  writer.add("seekers.begin", lists.seekers.begin);
  writer.add("seekers.rows", lists.seekers.rows);
  if (auto written = writer.write(folder / "lists.bin"); !written) return written;
  Manifest manifest{.kind = "run", .id = epoch.id()};
  manifest.facts = {{"format", "1"},
                    {"epoch", epoch.id()},
                    {"strategyHash", epoch.strategy_hash()},
                    {"top", std::to_string(k)},
                    {"vacancyRows", std::to_string(lists.vacancies.rows.size())},
                    {"seekerRows", std::to_string(lists.seekers.rows.size())}};
  const auto sealed = seal_folder(folder, std::move(manifest));
  if (!sealed) return std::unexpected(sealed.error());
  return {};
}

Result<std::unique_ptr<const Run>> Run::open(const std::filesystem::path& folder, const Epoch& epoch) {
  auto manifest = verify_seal(folder);
  if (!manifest) return std::unexpected(manifest.error());
  if (manifest->kind != "run" || manifest->facts["format"] != "1")
    return fail(ErrorCode::kCorrupt, folder.string() + " is not a run of format 1");
  if (manifest->facts["epoch"] != epoch.id())
    return fail(ErrorCode::kStale, "the lists in " + folder.string() + " are of epoch " + manifest->facts["epoch"] +
                                       ", the current epoch is " + epoch.id());
  auto file = ArrayFile::open(folder / "lists.bin");
  if (!file) return std::unexpected(file.error());
  std::unique_ptr<Run> run(new Run(*std::move(file)));
  run->manifest_ = *std::move(manifest);
  const std::string& top = run->manifest_.facts["top"];
  std::from_chars(top.data(), top.data() + top.size(), run->k_);
  for (auto& [name, rows] : {std::pair{std::string("vacancies"), &run->vacancies_}, {"seekers", &run->seekers_}}) {
    if (auto got = run->file_.get(name + ".begin", rows->begin); !got) return std::unexpected(got.error());
    if (auto got = run->file_.get(name + ".rows", rows->rows); !got) return std::unexpected(got.error());
  }
  if (run->vacancies_.size() != epoch.vacancies() || run->seekers_.size() != epoch.seekers())
    return fail(ErrorCode::kCorrupt, "the lists in " + folder.string() + " do not cover the epoch");
  return run;
}

}  // namespace schakel
