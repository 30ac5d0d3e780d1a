#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/progress.h"
#include "server/text_generation.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel search --store night heftruckchauffeur\n"
    "  schakel search --store night '\"planning maken\" AND bouw' --vacancies\n"
    "  schakel search --store night title:lasser --top 5 --json\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::vector<std::string> words;
  bool vacancies = false;
  bool seekers = false;
  std::size_t top = 20;
};

struct Answer {
  TextAnswer text;
  Sequence sequence = 0;
  Sequence newest = 0;  // of the record store
};

// The newest whole generation; built now where there is none.
Result<TextGeneration> open_or_build(const StoreLayout& layout, const RecordStore& store) {
  auto generation = open_newest_text(layout);
  if (!generation) return std::unexpected(generation.error());
  if (*generation) return std::move(**generation);
  notice(newest_text(layout) ? "The text index is damaged; building it again from the records"
                             : "There is no text index yet; building it from the records");
  auto snapshot = store.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  const auto counts = store.counts();
  if (!counts) return std::unexpected(counts.error());
  const std::uint64_t total = counts->records[static_cast<std::size_t>(RecordKind::kSeeker)] +
                              counts->records[static_cast<std::size_t>(RecordKind::kVacancy)];
  {
    Progress progress("Building the text index", "documents");
    const auto told = [&](std::uint64_t documents) { progress.update(documents, documents, total); };
    if (auto built = build_text(layout, **snapshot, told); !built) return std::unexpected(built.error());
  }
  generation = open_newest_text(layout);
  if (!generation) return std::unexpected(generation.error());
  if (!*generation) return fail(ErrorCode::kCorrupt, "the text index that was just built cannot be opened");
  return std::move(**generation);
}

std::string_view kind_name(RecordKind kind) { return kind == RecordKind::kVacancy ? "vacancy" : "seeker"; }

void print_text(const Answer& answer) {
  for (const TextHit& hit : answer.text.hits)
    fmt::print("{:3} %  {} {}  {}\n       {}\n", hit.percent, kind_name(hit.kind), hit.id, hit.title, hit.snippet);
  fmt::print("{} of about {} found\n", answer.text.hits.size(), thousands(answer.text.estimated_total));
  if (!answer.text.corrected.empty()) fmt::print("Did you mean: {}\n", answer.text.corrected);
  if (answer.sequence < answer.newest)
    fmt::print("The index is {} changes behind the records; schakel index brings it up to date\n",
               thousands(answer.newest - answer.sequence));
}

JsonWriter to_json(const Answer& answer) {
  JsonWriter json;
  json.begin_object().field("sequence", answer.sequence).field("newestSequence", answer.newest);
  json.field("estimatedTotal", answer.text.estimated_total).key("hits").begin_array();
  for (const TextHit& hit : answer.text.hits) {
    json.begin_object().field("kind", kind_name(hit.kind)).field("id", std::string_view(hit.id));
    json.field("title", std::string_view(hit.title)).field("snippet", std::string_view(hit.snippet));
    json.field("percent", hit.percent).end_object();
  }
  json.end_array();
  if (!answer.text.corrected.empty()) json.field("corrected", std::string_view(answer.text.corrected));
  json.end_object();
  return json;
}

Result<void> run(const Options& options) {
  const auto store = open_records(options.layout, OpenMode::kReadOnly);
  if (!store) return std::unexpected(store.error());
  const auto generation = open_or_build(options.layout, **store);
  if (!generation) return std::unexpected(generation.error());
  for (const std::string& reason : generation->damaged) notice("A newer text index is not used: " + reason);

  TextQuery query;
  for (const std::string& word : options.words) query.text += (query.text.empty() ? "" : " ") + word;
  query.vacancies = options.vacancies || !options.seekers;
  query.seekers = options.seekers || !options.vacancies;
  query.top = options.top;
  auto found = generation->index->search(query);
  if (!found) return std::unexpected(found.error());
  const Answer answer{std::move(*found), generation->sequence, (*store)->sequence()};
  options.json ? print_json(to_json(answer)) : print_text(answer);
  return {};
}

}  // namespace

void add_search(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "search", "Full text over vacancies and profiles, with Dutch stems",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  command->add_option("text", options->words, "Words, \"phrases\", AND OR NOT, field:word")
      ->required()
      ->type_name("TEXT...");
  command->add_flag("--vacancies", options->vacancies, "Vacancies only");
  command->add_flag("--seekers", options->seekers, "Profiles only");
  command->add_option("--top", options->top, "Number of hits to show (20)")->check(CLI::Range(1, 1000));
}

}  // namespace schakel::cli
