// Writes random markets with the lists of the reference scorer as exports, for check_export.py to recompute.
// usage: write_export FOLDER FIRST_SEED COUNT; market k goes to FOLDER/k
#include <google/protobuf/util/json_util.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "engine/reference/reference.h"
#include "tests/support/random_market.h"

namespace schakel::testing {
namespace {

constexpr std::size_t kTop = 8;

std::string json(const google::protobuf::Message& message) {
  std::string text;
  google::protobuf::util::JsonPrintOptions options;
  if (!MessageToJsonString(message, &text, options).ok()) std::abort();
  return text;
}

template <class Records>
void write_records(const std::filesystem::path& path, const Records& records) {
  std::ofstream file(path);
  for (const auto& record : records) file << json(record) << '\n';
}

// A list of strings that need no escape.
std::string names(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& name : list) text += (text.empty() ? "\"" : ",\"") + name + "\"";
  return "[" + text + "]";
}

std::string name_of(const ReferenceItem& item) {
  return Kind_Name(item.kind) + (item.code.empty() ? "" : " " + item.code) +
         (item.minimum > 0 ? " >=" + std::to_string(item.minimum) : "");
}

std::string row(std::string_view vacancy, std::string_view seeker, std::size_t rank, const ReferencePair& pair) {
  std::vector<std::string> found, unknown, missing;
  for (const ReferenceItem& item : pair.items)
    (item.quality.low > 0 ? found : item.quality.high > 0 ? unknown : missing).push_back(name_of(item));
  const std::string total = std::to_string(pair.total.low);
  std::string text =
      "{\"vacancy\":\"" + std::string(vacancy) + "\",\"seeker\":\"" + std::string(seeker) +
      "\",\"rank\":" + std::to_string(rank) + ",\"total\":" + total + ",\"low\":" + total +
      ",\"high\":" + std::to_string(pair.total.high) + ",\"points\":{\"demand\":" + std::to_string(pair.points.demand) +
      ",\"wish\":" + std::to_string(pair.points.wish) + ",\"position\":" + std::to_string(pair.points.position) +
      ",\"region\":" + std::to_string(pair.points.region) + "}";
  if (pair.distance_m) text += ",\"distanceM\":" + std::to_string(*pair.distance_m);
  return text + ",\"found\":" + names(found) + ",\"unknown\":" + names(unknown) + ",\"missing\":" + names(missing) +
         "}\n";
}

void write_lists(const std::filesystem::path& folder, const ReferenceMarket& market) {
  std::ofstream vacancy_lists(folder / "vacancy-lists.ndjson"), seeker_lists(folder / "seeker-lists.ndjson");
  for (const std::string_view id : market.vacancy_ids())
    for (std::size_t rank = 1; const ReferenceEntry& entry : market.list_for_vacancy(id, kTop))
      vacancy_lists << row(id, entry.id, rank++, entry.pair);
  for (const std::string_view id : market.seeker_ids())
    for (std::size_t rank = 1; const ReferenceEntry& entry : market.list_for_seeker(id, kTop))
      seeker_lists << row(entry.id, id, rank++, entry.pair);
}

void write_export(const std::filesystem::path& folder, std::uint64_t seed) {
  std::filesystem::create_directories(folder);
  const RandomMarket records = random_market(seed);
  const ReferenceMarket market(records.strategy, records.date, records.concepts, records.places, records.seekers,
                               records.vacancies);
  write_records(folder / "concepts.ndjson", records.concepts);
  write_records(folder / "places.ndjson", records.places);
  write_records(folder / "seekers.ndjson", records.seekers);
  write_records(folder / "vacancies.ndjson", records.vacancies);
  write_records(folder / "strategy.json", std::vector{records.strategy});
  write_lists(folder, market);
  std::ofstream(folder / "manifest.json") << R"({"kind":"export","facts":{"date":")" << format_date(records.date)
                                          << R"(","top":")" << kTop << R"("},"files":[]})" << '\n';
}

}  // namespace
}  // namespace schakel::testing

int main(int count, char** values) {
  const std::span<char*> arguments(values, static_cast<std::size_t>(count));
  if (arguments.size() != 4) {
    std::cerr << "usage: write_export FOLDER FIRST_SEED COUNT\n";
    return 2;
  }
  const std::uint64_t first = std::stoull(arguments[2]), markets = std::stoull(arguments[3]);
  for (std::uint64_t seed = first; seed < first + markets; ++seed)
    schakel::testing::write_export(std::filesystem::path(arguments[1]) / std::to_string(seed), seed);
}
