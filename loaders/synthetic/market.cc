#include "loaders/synthetic/market.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "data/reference/reference.h"
#include "loaders/synthetic/revisions.h"
#include "loaders/synthetic/seekers.h"
#include "loaders/synthetic/vacancies.h"

namespace schakel {
namespace {

constexpr std::uint64_t kNewPerDay = 500;  // one new record a day for so many of day 0
constexpr std::uint32_t kLastDay = 3650;

std::string make_id(char kind, std::uint64_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 7) digits.insert(0, 7 - digits.size(), '0');
  return kind + digits;
}

// One of the two kinds of records: which numbers it has, and on which day each came.
struct Population {
  char letter;
  Stream day_stream;
  std::uint64_t first_day;  // how many of day 0

  [[nodiscard]] std::uint64_t per_day() const { return first_day / kNewPerDay; }
  [[nodiscard]] std::uint64_t size_on(std::uint32_t day) const { return first_day + day * per_day(); }
  [[nodiscard]] std::uint32_t born_on(std::uint64_t number) const {
    return number <= first_day ? 0 : static_cast<std::uint32_t>(1 + (number - first_day - 1) / per_day());
  }
  [[nodiscard]] bool delivered_on(std::uint64_t seed, std::uint64_t number, std::uint32_t day) const {
    const std::uint32_t born = born_on(number);
    return born == day || (born < day && changes_on(seed, day_stream, number, day));
  }
};

// A chunk of the market holds one id per line.
class SyntheticMarket final : public GeneratedMarket {
 public:
  SyntheticMarket(World world, const MarketParameters& parameters)
      : world_(std::move(world)),
        parameters_(parameters),
        seekers_{'S', Stream::kSeekerDay, parameters.seekers},
        vacancies_{'V', Stream::kVacancyDay, parameters.vacancies} {
    while (std::optional<std::string> id = next_id()) {
      ++rows_;
      total_bytes_ += id->size() + 1;
    }
    seeker_ = vacancy_ = 0;
  }

  Result<std::optional<Chunk>> next() override {
    Chunk chunk;
    chunk.first_row = chunk.first_line = next_row_;
    for (std::uint32_t rows = 0; rows < parameters_.chunk_rows; ++rows) {
      const std::optional<std::string> id = next_id();
      if (!id) break;
      chunk.bytes += *id + '\n';
      ++next_row_;
    }
    if (chunk.bytes.empty()) return std::nullopt;
    return chunk;
  }

  Parsed parse(const Chunk& chunk) const override {
    Parsed parsed;
    parsed.bytes = chunk.bytes.size();
    std::string_view rest = chunk.bytes;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      const std::uint64_t number = number_in(line);
      if (number == 0)
        parsed.refused.push_back(refuse(chunk, parsed.rows, line));
      else if (line[0] == seekers_.letter)
        parsed.accepted.emplace_back(seeker(number));
      else
        parsed.accepted.emplace_back(vacancy(number));
      ++parsed.rows;
    }
    return parsed;
  }

  std::uint64_t total_bytes() const override { return total_bytes_; }
  std::uint64_t rows() const override { return rows_; }

  Seeker seeker(std::uint64_t number) const override {
    const std::uint32_t born = seekers_.born_on(number);
    Seeker seeker = make_seeker(world_, number, date_of(born));
    seeker.set_id(make_id(seekers_.letter, number));
    age(seekers_, number, seeker, [&](Date today, Random& random) { change(world_, today, random, seeker); });
    return seeker;
  }

  Vacancy vacancy(std::uint64_t number) const override {
    const std::uint32_t born = vacancies_.born_on(number);
    Vacancy vacancy = make_vacancy(world_, number, date_of(born));
    vacancy.set_id(make_id(vacancies_.letter, number));
    age(vacancies_, number, vacancy, [&](Date today, Random& random) { change(today, random, vacancy); });
    return vacancy;
  }

 private:
  Date date_of(std::uint32_t day) const { return plus_days(parameters_.reference, static_cast<int>(day)); }

  // Lets the days since the record came pass over it.
  template <class RecordType, class Change>
  void age(const Population& population, std::uint64_t number, RecordType& record, const Change& change_record) const {
    for (std::uint32_t day = population.born_on(number) + 1; day <= parameters_.day; ++day) {
      if (!changes_on(world_.seed, population.day_stream, number, day)) continue;
      Random random = random_stream(world_.seed, population.day_stream, number, day);
      random.next();  // has told that the record changes
      change_record(date_of(day), random);
      record.set_revision(record.revision() + 1);
    }
  }

  std::optional<std::string> next_id() {
    if (const std::uint64_t number = next_delivered(seekers_, seeker_)) return make_id(seekers_.letter, number);
    if (const std::uint64_t number = next_delivered(vacancies_, vacancy_)) return make_id(vacancies_.letter, number);
    return std::nullopt;
  }

  // The next number after `last` that this day delivers, also put into `last`; 0 at the end.
  std::uint64_t next_delivered(const Population& population, std::uint64_t& last) const {
    const std::uint64_t size = population.size_on(parameters_.day);
    while (last < size)
      if (population.delivered_on(world_.seed, ++last, parameters_.day)) return last;
    return 0;
  }

  // The number in a line of a chunk; 0 when there is no such record.
  std::uint64_t number_in(std::string_view line) const {
    std::uint64_t number = 0;
    if (line.empty() || (line[0] != seekers_.letter && line[0] != vacancies_.letter)) return 0;
    const Population& population = line[0] == seekers_.letter ? seekers_ : vacancies_;
    const auto [end, error] = std::from_chars(line.data() + 1, line.data() + line.size(), number);
    const bool good = error == std::errc{} && end == line.data() + line.size();
    return good && number <= population.size_on(parameters_.day) ? number : 0;
  }

  static Refusal refuse(const Chunk& chunk, std::uint64_t row_in_chunk, std::string_view line) {
    Refusal refusal;
    refusal.set_file("synthetic");
    refusal.set_row(chunk.first_row + row_in_chunk);
    refusal.set_line(chunk.first_line + row_in_chunk);
    refusal.set_code("syntax");
    refusal.set_message("a row of the synthetic market is the id of one of its records");
    refusal.set_source_row(std::string(line));
    return refusal;
  }

  World world_;
  MarketParameters parameters_;
  Population seekers_;
  Population vacancies_;
  std::uint64_t seeker_ = 0;  // the last numbers that next() has handed out
  std::uint64_t vacancy_ = 0;
  std::uint64_t next_row_ = 1;
  std::uint64_t rows_ = 0;
  std::uint64_t total_bytes_ = 0;
};

}  // namespace

Result<std::unique_ptr<GeneratedMarket>> GeneratedMarket::create(const MarketInput& input,
                                                                 const MarketParameters& parameters) {
  if (parameters.chunk_rows == 0 || parameters.day > kLastDay || !parameters.reference.known())
    return fail(ErrorCode::kBadUsage,
                "a synthetic market needs a reference date, chunks of at least one row, and a day "
                "of 0 to " +
                    std::to_string(kLastDay));
  if (Result<void> good = check(parameters.shape); !good) return std::unexpected(std::move(good.error()));
  Result<std::vector<Traits>> traits = read_traits(reference_text("occupation_traits.tsv"));
  if (!traits) return std::unexpected(std::move(traits.error()));
  Result<Catalogue> catalogue = Catalogue::build(input.concepts, *std::move(traits), parameters.shape.skew);
  if (!catalogue) return std::unexpected(std::move(catalogue.error()));
  Result<Towns> towns = Towns::build(input.places);
  if (!towns) return std::unexpected(std::move(towns.error()));
  World world{*std::move(catalogue), *std::move(towns), parameters.seed, parameters.shape};
  return std::make_unique<SyntheticMarket>(std::move(world), parameters);
}

Result<void> collect(Source& source, MarketInput& input) {
  for (;;) {
    Result<std::optional<Chunk>> next = source.next();
    if (!next) return std::unexpected(std::move(next.error()));
    const std::optional<Chunk>& chunk = *next;
    if (!chunk) return {};
    for (Parsed parsed = source.parse(*chunk); Record & record : parsed.accepted) {
      if (auto* found = std::get_if<Concept>(&record)) input.concepts.push_back(std::move(*found));
      if (auto* found = std::get_if<Place>(&record)) input.places.push_back(std::move(*found));
    }
  }
}

}  // namespace schakel
