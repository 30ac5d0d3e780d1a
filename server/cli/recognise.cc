#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "index/recognise/recogniser.h"
#include "loaders/format/utf8.h"
#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/load_report.h"
#include "server/ingest/stored_texts.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  echo 'Verpleegkundige m/v 32 uur Utrecht' | schakel recognise --store night --kind occupation\n"
    "  schakel recognise --store night --kind occupation --language en --top 3 titles.txt\n"
    "  schakel recognise --store night --kind competence --json phrases.txt | jq -r '.ranked[0].uri'\n"
    "  schakel recognise --store night --stored       texts in records that were loaded before their taxonomy\n"
    "\n"
    "One text per line in. Out, per line: its number, the rank, the URI of the concept, the score (0..1000), how sure "
    "it\n"
    "is in percent and the label that matched, with tabs between; rank 0 where nothing is alike. With --json one\n"
    "document per line, in order.\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::string kind;
  std::string language = "nl";
  std::size_t top = 10;
  std::string file = "-";
  bool stored = false;
};

void print_text(std::uint64_t line, const Recognition& answer, const Recogniser& recogniser) {
  if (answer.ranked.empty()) fmt::print("{}\t0\t\t0\t0\t\n", line);
  for (std::size_t i = 0; i < answer.ranked.size(); ++i) {
    const Recognised& one = answer.ranked[i];
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", line, i + 1, recogniser.concepts()[one.owner].uri, one.score, one.confidence,
               recogniser.labels()[one.label].text);
  }
}

void write_words(JsonWriter& json, std::string_view name, const std::vector<std::string>& words) {
  json.key(name).begin_array();
  for (const std::string& word : words) json.value(std::string_view(word));
  json.end_array();
}

void write_one(JsonWriter& json, const Recognised& one, const Recogniser& recogniser) {
  const KnownConcept& known = recogniser.concepts()[one.owner];
  const KnownLabel& label = recogniser.labels()[one.label];
  json.begin_object().field("uri", std::string_view(known.uri)).field("name", std::string_view(known.name));
  if (!known.isco.empty()) json.field("isco", std::string_view(known.isco));
  json.field("score", one.score).field("confidence", one.confidence);
  json.field("label", std::string_view(label.text)).field("labelLanguage", std::string_view(label.language));
  json.key("parts").begin_object().field("letters", one.parts.letters).field("words", one.parts.words);
  json.field("same", one.parts.same).field("preferred", one.parts.preferred);
  json.field("others", one.parts.others).field("context", one.parts.context);
  json.field("general", one.parts.general).field("group", one.parts.group).end_object();
  json.end_object();
}

void print_json_line(std::uint64_t line, std::string_view text, const Recognition& answer,
                     const Recogniser& recogniser) {
  JsonWriter json;
  json.begin_object().field("line", line).field("text", std::string_view(repaired_utf8(text)));
  write_words(json, "read", answer.read);
  write_words(json, "leftOut", answer.left_out);
  if (!answer.group.empty()) json.field("group", std::string_view(answer.group));
  json.key("ranked").begin_array();
  for (const Recognised& one : answer.ranked) write_one(json, one, recogniser);
  json.end_array().end_object();
  print_json(json);
}

Result<void> answer_all(std::istream& in, const Recogniser& recogniser, const Options& options) {
  Recogniser::Worker worker(recogniser);
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const Recognition answer = worker.recognise(line, options.top);
    ++number;
    options.json ? print_json_line(number, line, answer, recogniser) : print_text(number, answer, recogniser);
    // Whoever asks line by line gets an answer line by line.
    if (in.rdbuf()->in_avail() == 0) std::fflush(stdout);
    if (std::ferror(stdout) != 0) return fail(ErrorCode::kIo, "the answers cannot be written");
  }
  if (in.bad()) return fail(ErrorCode::kIo, fmt::format("{} cannot be read to its end", options.file));
  return {};
}

Result<void> read_stored(const Options& options) {
  const auto store = open_records(options.layout, OpenMode::kReadWrite);
  if (!store) return std::unexpected(store.error());
  const auto report = recognise_stored(**store, {.language = options.language});
  if (!report) return std::unexpected(report.error());
  if (options.json) {
    JsonWriter json;
    json.begin_object().field("records", report->records).field("sequence", (*store)->sequence());
    add_texts(json, report->texts);
    json.end_object();
    print_json(json);
    return {};
  }
  print_texts(report->texts);
  fmt::print("{} records got a code; the store is at sequence {}\n", thousands(report->records),
             thousands((*store)->sequence()));
  return {};
}

Result<void> run(const Options& options) {
  if (options.stored) return read_stored(options);
  if (options.kind.empty()) return fail(ErrorCode::kBadUsage, "--kind is required: occupation or competence");
  std::ifstream file;
  if (options.file != "-") {
    file.open(options.file, std::ios::binary);
    if (!file) return fail(ErrorCode::kNotFound, fmt::format("{} cannot be opened", options.file));
  }
  const auto store = open_records(options.layout, OpenMode::kReadOnly);
  if (!store) return std::unexpected(store.error());
  const auto snapshot = (*store)->snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  const auto kind = options.kind == "occupation" ? RecogniserKind::kOccupation : RecogniserKind::kCompetence;
  const auto recogniser = Recogniser::build(**snapshot, kind, options.language);
  if (!recogniser) return std::unexpected(recogniser.error());
  std::ios::sync_with_stdio(false);
  return answer_all(options.file == "-" ? std::cin : file, **recogniser, options);
}

}  // namespace

void add_recognise(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "recognise",
                                  "Which occupations or competences a text means: a text per line in, concepts out",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  CLI::Option* kind =
      command
          ->add_option("--kind", options->kind, "What the texts are: occupation (job titles) or competence (phrases)")
          ->check(CLI::IsMember({"occupation", "competence"}));
  command
      ->add_flag("--stored", options->stored,
                 "Read the texts of stored records that have no code yet, and fill it in; see docs/recognition.md")
      ->excludes(kind);
  command->add_option("--language", options->language, "Language of the texts (nl); labels of all languages are known")
      ->check(CLI::IsMember({"nl", "en"}));
  command->add_option("--top", options->top, "Concepts per text (10)")->check(CLI::Range(1, 1000));
  command->add_option("file", options->file, "Texts, one per line; - for standard input")->type_name("FILE|-");
}

}  // namespace schakel::cli
