#include "tests/loaders/synthetic/starter_market.h"

#include <catch2/catch.hpp>
#include <thread>

#include "loaders/format/json_line.h"
#include "loaders/records/starter.h"

namespace schakel {

const MarketInput& starter_input() {
  static const MarketInput kInput = [] {
    MarketInput input;
    const auto source = open_starter();
    REQUIRE(source.has_value());
    REQUIRE(collect(**source, input).has_value());
    return input;
  }();
  return kInput;
}

std::unique_ptr<GeneratedMarket> starter_market(const MarketParameters& parameters) {
  Result<std::unique_ptr<GeneratedMarket>> market = GeneratedMarket::create(starter_input(), parameters);
  REQUIRE(market.has_value());
  return *std::move(market);
}

std::vector<Record> read_all(GeneratedMarket& market, std::size_t threads) {
  std::vector<Chunk> chunks;
  while (std::optional<Chunk> chunk = market.next().value()) chunks.push_back(*std::move(chunk));
  std::vector<Parsed> parsed(chunks.size());
  std::vector<std::thread> workers;
  workers.reserve(threads);
  for (std::size_t worker = 0; worker < threads; ++worker)
    workers.emplace_back([&, worker] {
      for (std::size_t i = worker; i < chunks.size(); i += threads) parsed[i] = market.parse(chunks[i]);
    });
  for (std::thread& worker : workers) worker.join();
  std::vector<Record> records;
  for (Parsed& part : parsed) {
    REQUIRE(part.refused.empty());
    for (Record& record : part.accepted) records.push_back(std::move(record));
  }
  return records;
}

std::string bytes_of(const std::vector<Record>& records) {
  std::string bytes;
  for (const Record& record : records)
    std::visit([&](const auto& message) { append_json_line(message, bytes); }, record);
  return bytes;
}

const std::vector<Seeker>& many_seekers() {
  static const std::vector<Seeker> kSeekers = [] {
    const auto market = starter_market({.seekers = 20'000, .vacancies = 0, .seed = 20});
    std::vector<Seeker> seekers;
    for (std::uint64_t number = 1; number <= 20'000; ++number) seekers.push_back(market->seeker(number));
    return seekers;
  }();
  return kSeekers;
}

const std::vector<Vacancy>& many_vacancies() {
  static const std::vector<Vacancy> kVacancies = [] {
    const auto market = starter_market({.seekers = 0, .vacancies = 20'000, .seed = 21});
    std::vector<Vacancy> vacancies;
    for (std::uint64_t number = 1; number <= 20'000; ++number) vacancies.push_back(market->vacancy(number));
    return vacancies;
  }();
  return kVacancies;
}

}  // namespace schakel
