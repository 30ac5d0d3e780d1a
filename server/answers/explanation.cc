#include "server/answers/explanation.h"

#include "server/answers/found_through.h"
#include "server/answers/headline.h"
#include "server/answers/pair_parts.h"

namespace schakel {
namespace {

Criterion must(const Model& model, const Words& words, const ExplainedItem& item) {
  std::string because = item.fact;
  if (item.must == Verdict::kFails && item.score.quality.low > 0)
    because += words.say("; kwaliteit {}, een moet vraagt {}", "; quality {}, a must asks {}", item.score.quality.low,
                         model.must_quality());
  return {"must", words.say("moet: {}", "must: {}", item.name), *item.must, std::move(because)};
}

Criterion travel(const Words& words, const Explanation& e) {
  const Interval<std::uint32_t> bound = e.seeker.side.view.scalars->bound_m;
  std::string because;
  if (e.vacancy.record.offer().remote_percent() == 100)
    because = words.say("het werk kan vanuit huis", "the work can be done from home");
  else if (!e.score.distance_m)
    because = words.say("van een van beide is de plaats onbekend", "the place of one of them is not known");
  else
    because = words.say("{} over de weg", "{} over the road", words.kilometres(*e.score.distance_m));
  if (bound.high == kNoBound)
    because += words.say("; hoe ver de kandidaat reist is onbekend", "; how far the seeker travels is not known");
  else if (bound.low == bound.high)
    because += words.say("; de kandidaat reist tot {}", "; the seeker travels up to {}", words.kilometres(bound.high));
  else
    because += words.say("; de kandidaat reist tot {} met het traagste vervoer, tot {} met het snelste",
                         "; the seeker travels up to {} by the slowest means, {} by the fastest",
                         words.kilometres(bound.low), words.kilometres(bound.high));
  return {"travel", words.say("reizen", "travel"), e.score.travel, std::move(because)};
}

Criterion shift_work(const Words& words, const Vacancy& vacancy, const Seeker& seeker, Verdict verdict) {
  std::string because = words.say("het werk is niet in ploegendienst, of dat is onbekend",
                                  "the work is not in shifts, or that is not known");
  if (vacancy.offer().shift_work() == YES) {
    because = words.say("het werk is in ploegendienst; ", "the work is in shifts; ");
    if (seeker.shift_work() == YES)
      because += words.say("de kandidaat werkt in ploegendienst", "the seeker works shifts");
    else if (seeker.shift_work() == NO)
      because += words.say("de kandidaat werkt niet in ploegendienst", "the seeker does not work shifts");
    else
      because += words.say("of de kandidaat dat doet is onbekend", "not known whether the seeker does");
  }
  return {"shiftWork", words.say("ploegendienst", "shift work"), verdict, std::move(because)};
}

std::vector<Criterion> criteria_of(const Model& model, const Words& words, const Explanation& e) {
  const Vacancy& vacancy = e.vacancy.record;
  const Seeker& seeker = e.seeker.record;
  std::vector<Criterion> criteria;
  for (const ExplainedItem& item : e.items)
    if (item.must) criteria.push_back(must(model, words, item));
  criteria.push_back(travel(words, e));
  criteria.push_back({"hours", words.say("uren", "hours"), e.score.hours,
                      words.say("vacature: {}; kandidaat: {}", "vacancy: {}; seeker: {}",
                                words.weekly_hours(vacancy.offer().hours()), words.weekly_hours(seeker.hours()))});
  criteria.push_back(shift_work(words, vacancy, seeker, e.score.shift_work));
  criteria.push_back(
      {"evidence", words.say("aanknopingspunt", "evidence"), e.score.evidence ? Verdict::kMeets : Verdict::kFails,
       e.score.evidence ? words.say("iets van wat gevraagd is, is gevonden, of het beroep is gewenst",
                                    "something asked is found, or the occupation is wished")
                        : words.say("niets van wat gevraagd is, is gevonden, en het beroep is niet gewenst",
                                    "nothing asked is found, and the occupation is not wished")});
  return criteria;
}

void add_category(JsonWriter& json, std::string_view name, const Interval<std::uint32_t>& units, std::uint32_t weight,
                  std::uint32_t points) {
  json.key(name).begin_object().field("low", units.low).field("high", units.high);
  json.field("weight", weight).field("points", points).end_object();
}

// What P is the sum of.
void add_positions(JsonWriter& json, const Explanation& e) {
  const SeekerPosition& seeker = e.seeker.position;
  const SidePosition& vacancy = e.vacancy.side.position;
  json.key("positions").begin_object().key("seeker").begin_object();
  json.field("a", seeker.counts.a).field("b", seeker.counts.b).field("m", seeker.counts.m);
  json.field("n", seeker.counts.n).field("low", seeker.points.low).field("high", seeker.points.high).end_object();
  json.key("vacancy").begin_object().field("low", vacancy.low).field("high", vacancy.high).end_object().end_object();
}

void add_recognised(JsonWriter& json, std::string_view key, const std::optional<RecognisedText>& recognised) {
  if (!recognised) return;
  json.key(key).begin_object().field("text", std::string_view(recognised->text));
  json.field("confidence", recognised->confidence).field("grades", recognised->grades).end_object();
}

void add_item(JsonWriter& json, const ExplainedItem& item) {
  json.begin_object().field("item", std::string_view(item.key));
  json.field("kind", std::string_view(Kind_Name(static_cast<Kind>(item.item.kind))));
  json.field("code", std::string_view(item.code)).field("minimum", item.item.minimum);
  json.field("name", std::string_view(item.name));
  json.field("category", item.score.demand ? "demand" : "wish");
  if (item.score.demand)
    json.field("condition", std::string_view(Condition_Name(static_cast<Condition>(item.score.condition))));
  json.field("units", item.score.units).field("qualityLow", item.score.quality.low);
  json.field("qualityHigh", item.score.quality.high).field("earned", item.score.earned());
  json.field("points", item.points).field("state", presence_name(presence_of(item.score)));
  json.field("fact", std::string_view(item.fact));
  if (item.relation) json.field("relation", relation_name(*item.relation));
  add_recognised(json, "askedRecognised", item.asked);
  add_recognised(json, "heldRecognised", item.held);
  json.end_object();
}

}  // namespace

Explanation explain(const GuestBook& book, const Words& words, VacancyParty vacancy, SeekerParty seeker,
                    const ExplainOptions& options) {
  const Model& model = book.epoch().model();
  Explanation e{.vacancy = std::move(vacancy),
                .seeker = std::move(seeker),
                .weights = options.weights.value_or(model.weights),
                .passende_arbeid = options.passende_arbeid};
  const SeekerSide& side = e.seeker.side;
  score_pair(book, e.weights, e.vacancy.side, options.passende_arbeid ? side : Unwidened(side).side(), e.score);
  e.points = category_points(e.weights, e.score);
  const ItemTexts texts(book, words);
  const std::vector<std::uint32_t> points = item_points(e.score, e.points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ItemScore& score = e.score.items[i];
    const Item& item = texts.item(score.item);
    const bool related = score.quality.low > 0 && has_relation(item);
    e.items.push_back(
        {score, item, texts.key(score.item), std::string(texts.code(score.item)), texts.name(score.item), points[i],
         score.condition == MUST ? std::optional(must_verdict(model, score.quality)) : std::nullopt,
         fact_in_words(texts, side.view, score), related ? std::optional(score.through.relation) : std::nullopt,
         recognised_item(texts, e.vacancy.record, score), recognised_fact(texts, e.seeker, score)});
  }
  e.criteria = criteria_of(model, words, e);
  return e;
}

Explanation explain(Market market, const Words& words, VacancyId vacancy, SeekerId seeker, bool passende_arbeid) {
  return explain(GuestBook(market), words, party_of(market, vacancy), party_of(market, seeker),
                 {.weights = {}, .passende_arbeid = passende_arbeid});
}

JsonWriter to_json(Market market, const Words& words, const Explanation& e) {
  JsonWriter json;
  json.begin_object();
  add_epoch(json, market);
  json.field("language", code_of(words.told_in()));
  json.field("vacancy", e.vacancy.side.name).field("seeker", e.seeker.side.name);
  json.field("eligible", e.score.eligible()).field("passendeArbeid", e.passende_arbeid);
  add_weights(json, std::nullopt, e.weights);
  add_score(json, e.score, e.points);
  const Interval<std::uint32_t> bound = e.seeker.side.view.scalars->bound_m;
  json.key("travelBoundM").begin_object().field("low", bound.low);
  if (bound.high != kNoBound) json.field("high", bound.high);
  json.end_object().key("categories").begin_object();
  add_category(json, "demand", e.score.demand, e.weights.demand, e.points.demand);
  add_category(json, "wish", e.score.wish, e.weights.wish, e.points.wish);
  add_category(json, "position", e.score.position, e.weights.position, e.points.position);
  add_category(json, "region", e.score.region, e.weights.region, e.points.region);
  json.end_object();
  add_positions(json, e);
  json.key("criteria").begin_array();
  for (const Criterion& criterion : e.criteria) {
    json.begin_object().field("criterion", criterion.code).field("name", std::string_view(criterion.name));
    json.field("verdict", verdict_name(criterion.verdict)).field("because", std::string_view(criterion.because));
    json.end_object();
  }
  json.end_array().key("items").begin_array();
  for (const ExplainedItem& item : e.items) add_item(json, item);
  json.end_array().end_object();
  return json;
}

}  // namespace schakel
