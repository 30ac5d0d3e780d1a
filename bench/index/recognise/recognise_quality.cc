// Recognising job titles and phrases: mean reciprocal rank on the development sets, texts per second on one core, time
// to build.
//
// Usage: recognise_quality [STEP [SET]]: every STEP-th title of the largest set; SET prints each text with its
// answers.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "tests/support/title_sets.h"

namespace schakel::testing {
namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void show(const Recogniser& recogniser, const TitleSet::Query& query, const Recognition& answer, std::size_t rank) {
  std::string right;
  for (const KnownConcept& known : recogniser.concepts()) {
    if (known.uri == query.uri) right = known.name;
  }
  std::printf("%zu\t%s\t= %s\t[%s]", rank, query.title.c_str(), right.c_str(), answer.group.c_str());
  for (std::size_t i = 0; i < std::min<std::size_t>(5, answer.ranked.size()); ++i) {
    const Recognised& one = answer.ranked[i];
    std::printf("\t%s (%s) %u %u%%", recogniser.labels()[one.label].text.c_str(),
                recogniser.concepts()[one.owner].name.c_str(), one.score, one.confidence);
  }
  std::printf("\n");
}

void run(std::string_view name, const char* packs, RecogniserKind kind, const std::optional<TitleSet>& set,
         std::size_t step, bool shown) {
  if (!set) {
    std::printf("%-20s not here\n", std::string(name).c_str());
    return;
  }
  const double start = cpu_seconds();
  const auto recogniser = Recogniser::build(set->concepts, kind, set->language);
  if (!recogniser) {
    std::fprintf(stderr, "%s\n", recogniser.error().message.c_str());
    std::exit(1);
  }
  const double built = cpu_seconds();
  TitleScore score;
  if (shown) {
    score = measure(*set, **recogniser, step, [&](const auto& query, const auto& answer, std::size_t rank) {
      show(**recogniser, query, answer, rank);
    });
  } else {
    score = measure(*set, **recogniser, step);
  }
  // Once more without measuring, for the time.
  Recogniser::Worker worker(**recogniser);
  const double begin = cpu_seconds();
  std::size_t asked = 0;
  for (std::size_t i = 0; i < set->queries.size(); i += step)
    asked += worker.recognise(set->queries[i].title, 10).ranked.empty() ? 0 : 1;
  const double took = cpu_seconds() - begin;
  std::printf(
      "%-20s %-8s %6zu texts  MRR by concept %.4f (halves %.4f %.4f)  by label %.4f  first %.3f  in ten %.3f  "
      "%6.0f texts/s  built in %.2f s  checksum %016llx %016llx\n",
      std::string(name).c_str(), packs, score.queries, score.by_concept, score.half[0], score.half[1], score.by_label,
      score.first, score.ten, static_cast<double>(score.queries) / took, built - start,
      static_cast<unsigned long long>((*recogniser)->checksum()), static_cast<unsigned long long>(score.checksum));
  std::fflush(stdout);
}

}  // namespace
}  // namespace schakel::testing

int main(int argc, char** argv) {
  using namespace schakel::testing;
  const std::size_t step = argc > 1 ? std::max<std::size_t>(1, std::strtoul(argv[1], nullptr, 10)) : 1;
  for (const std::string_view name : kTitleSets) {
    if (argc > 2 && name != argv[2]) continue;
    const std::size_t every = name == "jobbert-validation" ? step : 1;
    for (const LanguagePacks packs : {LanguagePacks::kOwn, LanguagePacks::kBoth})
      run(name, packs == LanguagePacks::kOwn ? "own" : "nl+en", schakel::RecogniserKind::kOccupation,
          read_title_set(SCHAKEL_SHARED_DATA, name, packs), every, argc > 2);
  }
  if (argc <= 2 || argv[2] == std::string_view("skills-dev"))
    run("skills-dev", "own", schakel::RecogniserKind::kCompetence, read_phrase_set(SCHAKEL_SHARED_DATA), 1, argc > 2);
}
