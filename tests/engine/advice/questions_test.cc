#include "engine/advice/questions.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/advice/filled_seeker.h"
#include "engine/advice/list_place.h"
#include "tests/engine/advice/fill_field.h"
#include "tests/engine/advice/fixture.h"

namespace schakel::testing {
namespace {

constexpr std::uint64_t kMarkets = 80;

bool fails(const PairScore& score) {
  return score.must == Verdict::kFails || score.travel == Verdict::kFails || score.hours == Verdict::kFails ||
         score.shift_work == Verdict::kFails;
}

std::uint32_t unknown_criteria(const Epoch& epoch, const PairScore& score) {
  std::uint32_t unknown = 0;
  for (const ItemScore& item : score.items)
    unknown += item.condition == MUST && must_verdict(epoch.model(), item.quality) == Verdict::kUnknown;
  for (const Verdict verdict : {score.travel, score.hours, score.shift_work}) unknown += verdict == Verdict::kUnknown;
  return unknown;
}

// The questions, one vacancy after another, with whole lists instead of thresholds.
SeekerQuestion plain_question(const Fixture& made, const SeekerSide& seeker, Field field, std::uint32_t top) {
  const Epoch& epoch = made.epoch();
  SeekerQuestion question{.field = field};
  std::vector<ListPlace> eligible;
  PairScore score;
  const auto place = [&](VacancyId v, std::uint32_t total) {
    return ListPlace{total, tie_of(epoch.vacancy_ties[v.value], seeker.tie), epoch.name(v)};
  };
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
    score_pair(made.book, made.weights, side_of(epoch, VacancyId{v}), seeker, score);
    if (score.eligible()) eligible.push_back(place(VacancyId{v}, score.total.low));
  }
  const FilledSeeker filled(made.book, seeker, {field});
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
    score_pair(made.book, made.weights, side_of(epoch, VacancyId{v}), seeker, score);
    const FullScore full = filled.score(made.weights, side_of(epoch, VacancyId{v}));
    if (fails(score) || !full.evidence) continue;
    question.raised += score.eligible() && full.total > score.total.low;
    question.settled += full.unsettled < unknown_criteria(epoch, score);
    const auto rank_with = [&](std::uint32_t total) {
      const ListPlace own = place(VacancyId{v}, total);
      return 1 + std::ranges::count_if(
                     eligible, [&](const ListPlace& other) { return other.name != own.name && above(other, own); });
    };
    const bool now = score.eligible() && rank_with(score.total.low) <= top;
    if (now || rank_with(full.total) > top) continue;
    ++question.gained;
    const auto rank = static_cast<std::uint32_t>(rank_with(full.total));
    question.best_rank = question.best_rank == 0 ? rank : std::min(question.best_rank, rank);
  }
  return question;
}

}  // namespace

TEST_CASE("with nothing in full a pair has its low, with everything its high, and each field lies between") {
  std::size_t between = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const Epoch& epoch = made.epoch();
    const RandomMarket strangers = random_market(seed + 5000);
    PairScore score;
    for (const Seeker& record : strangers.seekers) {
      const GuestSeeker seeker = made.book.read(record);
      const FilledSeeker none(made.book, side_of(seeker), {}), all(made.book, side_of(seeker), FieldSet::all());
      for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
        const VacancySide vacancy = side_of(epoch, VacancyId{v});
        score_pair(made.book, made.weights, vacancy, side_of(seeker), score);
        INFO(record.DebugString() << epoch.record(VacancyId{v}).DebugString());
        const FullScore low = none.score(made.weights, vacancy), high = all.score(made.weights, vacancy);
        REQUIRE(low.demand == score.demand.low);
        REQUIRE(low.wish == score.wish.low);
        REQUIRE(low.region == score.region.low);
        REQUIRE(low.position == score.position.low);
        REQUIRE(low.total == score.total.low);
        REQUIRE(low.evidence == score.evidence);
        REQUIRE(high.demand == score.demand.high);
        REQUIRE(high.wish == score.wish.high);
        REQUIRE(high.region == score.region.high);
        REQUIRE(high.position == score.position.high);
        REQUIRE(high.total == score.total.high);
        if (fails(score)) continue;
        REQUIRE(low.unsettled == unknown_criteria(epoch, score));
        REQUIRE(high.unsettled == 0);
        const FieldSet missing = empty_fields(seeker.view()) | empty_fields(made.book.items(), vacancy.view);
        FieldSet::all().each([&](Field field) {
          const FullScore full = FilledSeeker(made.book, side_of(seeker), {field}).score(made.weights, vacancy);
          REQUIRE(full.total >= low.total);
          REQUIRE(full.total <= high.total);
          REQUIRE(full.unsettled <= low.unsettled);
          const bool helps = full.total > low.total || full.unsettled < low.unsettled;
          if (helps && field != Field::kPosition) REQUIRE(missing.has(field));
          between += full.total > low.total;
        });
      }
    }
  }
  CHECK(between > 10000);
}

TEST_CASE("any value of an empty field lands within low and high, and under the field in full") {
  std::size_t filled = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const Epoch& epoch = made.epoch();
    Random random(seed);
    PairScore before, after;
    for (const Seeker& record : made.market.seekers) {
      const GuestSeeker seeker = made.book.read(record);
      empty_fields(seeker.view()).each([&](Field field) {
        const Seeker known = fill_field(made.market, record, field, random);
        const GuestSeeker told = made.book.read(known);
        const FilledSeeker full(made.book, side_of(seeker), {field});
        for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
          const VacancySide vacancy = side_of(epoch, VacancyId{v});
          score_pair(made.book, made.weights, vacancy, side_of(seeker), before);
          score_pair(made.book, made.weights, vacancy, side_of(told), after);
          INFO(field_name(field) << "\n" << known.DebugString() << epoch.record(VacancyId{v}).DebugString());
          REQUIRE(after.total.low >= before.total.low);
          REQUIRE(after.total.high <= before.total.high);
          const FullScore most = full.score(made.weights, vacancy);
          REQUIRE(after.demand.low <= most.demand);
          REQUIRE(after.wish.low <= most.wish);
          REQUIRE(after.region.low <= most.region);
          if (fails(before)) REQUIRE(fails(after));
          filled += after.total.low > before.total.low;
        }
      });
    }
  }
  CHECK(filled > 10000);
}

TEST_CASE("with the memory of a pair every set of fields has the score that it has without") {
  std::size_t differing = 0, left_out = 0, open_items = 0;
  PairScore score;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const Fixture made(seed);
    const Epoch& epoch = made.epoch();
    std::mt19937_64 random(seed);
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      const VacancySide vacancy = side_of(epoch, VacancyId{v});
      const SeekerSide seeker = side_of(epoch, SeekerId{static_cast<std::uint32_t>(random() % epoch.seekers())});
      const FieldSet empty = empty_fields(seeker.view) | empty_fields(made.book.items(), vacancy.view);
      PairMemory memory(empty, vacancy.view.items.size()), told(empty, vacancy.view.items.size());
      score_pair(made.book, made.weights, vacancy, seeker, score);
      for (std::size_t i = 0; i < score.items.size(); ++i) {
        told.know(epoch.model(), i, score.items[i].quality);
        open_items += score.items[i].quality.low < score.items[i].quality.high;
      }
      const FullScore bare = FilledSeeker(made.book, seeker, {}).score(made.weights, vacancy);
      for (int i = 0; i < 20; ++i) {
        const std::uint64_t bits = i == 0 ? 0 : i == 1 ? ~std::uint64_t{0} : random();
        FieldSet fields;
        FieldSet::all().each([&](Field field) {
          if ((bits >> static_cast<unsigned>(field) & 1U) != 0) fields.add(field);
        });
        const FilledSeeker filled(made.book, seeker, fields);
        const FullScore plain = filled.score(made.weights, vacancy);
        REQUIRE(filled.score(made.weights, vacancy, memory) == plain);
        REQUIRE(filled.score(made.weights, vacancy, told) == plain);
        const FieldSet counting = fields & fields_that_count(made.book.items(), vacancy.view);
        REQUIRE(FilledSeeker(made.book, seeker, counting).score(made.weights, vacancy) == plain);
        left_out += counting != fields;
        differing += plain != bare;
      }
    }
  }
  CHECK(differing > 1000);
  CHECK(left_out > 1000);
  CHECK(open_items > 1000);
}

TEST_CASE("a seeker's questions are counted as one counts by hand, those that gain most first") {
  std::size_t gained = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const Fixture made(seed);
    const Epoch& epoch = made.epoch();
    Matcher matcher(made.book);
    const std::uint32_t top = 1 + static_cast<std::uint32_t>(seed % 6);
    for (std::uint32_t s = 0; s < epoch.seekers(); s += 3) {
      const SeekerSide seeker = side_of(epoch, SeekerId{s});
      const auto questions = questions_of(matcher, made.weights, seeker, top);
      FieldSet asked;
      for (std::size_t i = 0; i < questions.size(); ++i) {
        const SeekerQuestion twin = plain_question(made, seeker, questions[i].field, top);
        INFO(epoch.record(SeekerId{s}).DebugString() << field_name(twin.field));
        REQUIRE(questions[i].gained == twin.gained);
        REQUIRE(questions[i].raised == twin.raised);
        REQUIRE(questions[i].settled == twin.settled);
        REQUIRE(questions[i].best_rank == twin.best_rank);
        if (i > 0) REQUIRE(questions[i - 1].gained >= questions[i].gained);
        asked.add(questions[i].field);
        gained += twin.gained;
      }
      empty_fields(seeker.view).each([&](Field field) { REQUIRE(asked.has(field)); });
    }
  }
  CHECK(gained > 500);
}

TEST_CASE("a row of a list has questions where low and high differ, with the rank each could gain") {
  std::size_t climbing = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const Fixture made(seed);
    const Epoch& epoch = made.epoch();
    Matcher matcher(made.book);
    PairScore score;
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      std::vector<ListedPair> rows;
      std::vector<ListPlace> places;
      for (const Ranked& row : matcher.for_vacancy(VacancyId{v}, {.k = 8, .weights = made.weights}).rows) {
        rows.push_back({side_of(epoch, VacancyId{v}), side_of(epoch, SeekerId{row.other})});
        places.push_back(
            {row.total(), tie_of(rows.back().vacancy.tie, rows.back().seeker.tie), rows.back().seeker.name});
      }
      const auto questions = questions_of_rows(made.book, made.weights, rows);
      for (ListedPair& row : rows) {
        score_pair(made.book, made.weights, row.vacancy, row.seeker, score);
        row.qualities = qualities_of(score);
      }
      REQUIRE(questions_of_rows(made.book, made.weights, rows) == questions);
      REQUIRE(questions.size() == rows.size());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        score_pair(made.book, made.weights, rows[i].vacancy, rows[i].seeker, score);
        const auto& w = made.weights;
        const bool open = score.any_unknown_criterion() || (w.demand > 0 && score.demand.low < score.demand.high) ||
                          (w.wish > 0 && score.wish.low < score.wish.high) ||
                          (w.region > 0 && score.region.low < score.region.high);
        if (open) REQUIRE(!questions[i].empty());
        const auto filled = [&](FieldSet fields) {
          return FilledSeeker(made.book, rows[i].seeker, fields).score(w, rows[i].vacancy);
        };
        const FullScore bare = filled({});
        FieldSet listed;
        for (std::size_t q = 0; q < questions[i].size(); ++q) {
          const RowQuestion& question = questions[i][q];
          ListPlace own = places[i];
          own.total = question.total;
          const auto rank = 1 + std::count_if(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(i),
                                              [&](const ListPlace& other) { return above(other, own); });
          REQUIRE(question.rank == static_cast<std::uint32_t>(rank));
          listed.add(question.field);
          const FullScore full = filled({question.field});
          REQUIRE(question.total == full.total);
          REQUIRE(question.settles == (full.unsettled < bare.unsettled));
          REQUIRE(question.total >= score.total.low);
          REQUIRE(question.total <= score.total.high);
          if (q > 0) REQUIRE(questions[i][q - 1].rank <= question.rank);
          climbing += question.rank < i + 1;
        }
        const FieldSet empty =
            empty_fields(rows[i].seeker.view) | empty_fields(made.book.items(), rows[i].vacancy.view);
        empty.each([&](Field field) {
          const FullScore full = filled({field});
          if (full.weighted > bare.weighted || full.unsettled < bare.unsettled) REQUIRE(listed.has(field));
        });
      }
    }
  }
  CHECK(climbing > 1000);
}

}  // namespace schakel::testing
