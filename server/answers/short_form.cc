#include "server/answers/short_form.h"

#include <algorithm>

#include "server/answers/headline.h"
#include "server/answers/pair_parts.h"

namespace schakel {
namespace {

constexpr std::size_t kNamed = 2;  // items that a sentence names; the others are counted

using Items = std::vector<const ExplainedItem*>;

// Of the demand, in one state; what weighs most comes first.
Items demanded(const Explanation& e, Presence presence) {
  Items items;
  for (const ExplainedItem& item : e.items)
    if (item.score.demand && presence_of(item.score) == presence) items.push_back(&item);
  std::ranges::stable_sort(items, std::greater{}, [](const ExplainedItem* item) {
    return std::tuple(item->score.condition == MUST, item->points, item->score.units);
  });
  return items;
}

std::string names(const Words& words, const Items& items) {
  std::vector<std::string> parts;
  for (const ExplainedItem* item : items) {
    if (parts.size() == kNamed) break;
    parts.push_back(item->name);
  }
  const std::size_t more = items.size() - parts.size();
  if (more > 0) parts.push_back(words.say("nog {}", "{} more", more));
  return words.enumerate(parts);
}

std::string found_sentence(const Words& words, const Explanation& e, const std::string& title) {
  const Items found = demanded(e, Presence::kFound);
  const auto asked = static_cast<std::size_t>(
      std::ranges::count_if(e.items, [](const ExplainedItem& item) { return item.score.demand; }));
  if (asked == 0)
    return words.say("Bij {} vraagt de werkgever niets bijzonders.", "For {} the employer asks nothing in particular.",
                     title);
  if (found.empty())
    return words.say("Van wat de werkgever vraagt bij {} vinden we nog niets in uw profiel.",
                     "Of what the employer asks for {} we find nothing in your profile yet.", title);
  if (found.size() == asked)
    return words.say("Alles wat de werkgever vraagt bij {} staat in uw profiel: {}.",
                     "Everything the employer asks for {} is in your profile: {}.", title, names(words, found));
  const bool one = found.size() == 1;
  return words.say("Van de {} dingen die de werkgever vraagt bij {} {} er {} in uw profiel: {}.",
                   "Of the {0} things the employer asks for {1}, {3} {2} in your profile: {4}.", asked, title,
                   one ? words.say("staat", "is") : words.say("staan", "are"), found.size(), names(words, found));
}

std::string open_sentence(const Words& words, const Explanation& e) {
  const Items unknown = demanded(e, Presence::kUnknown), missing = demanded(e, Presence::kMissing);
  if (!unknown.empty() && !missing.empty())
    return words.say(" Niet gevonden: {}; van {} weten we het niet: vul dat aan, dan kunt u hoger komen.",
                     " Not found: {}; about {} we do not know: add it, and you may rise.", names(words, missing),
                     names(words, unknown));
  if (!unknown.empty())
    return words.say(" Van {} weten we het niet: vul dat aan, dan kunt u hoger komen.",
                     " About {} we do not know: add it, and you may rise.", names(words, unknown));
  return missing.empty() ? "" : words.say(" Niet gevonden: {}.", " Not found: {}.", names(words, missing));
}

// The work that is offered; null where the vacancy does not say.
const ExplainedItem* offered_occupation(const Explanation& e) {
  const auto found =
      std::ranges::find_if(e.items, [](const ExplainedItem& item) { return item.item.kind == OCCUPATION; });
  return found == e.items.end() ? nullptr : &*found;
}

std::string wish_part(const Words& words, const Explanation& e) {
  const ExplainedItem* offered = offered_occupation(e);
  if (offered == nullptr || presence_of(offered->score) == Presence::kUnknown)
    return words.say("Of dit werk is dat u zoekt, weten we niet",
                     "Whether this is work that you look for we do not know");
  if (offered->score.quality.low == 0)
    return words.say("Dit is ander werk dan u zoekt", "This is other work than you look for");
  return offered->relation == Relatedness::kExact
             ? words.say("Dit is werk dat u zoekt", "This is work that you look for")
             : words.say("Dit lijkt op werk dat u zoekt", "This is close to the work that you look for");
}

std::string place_part(const Words& words, const Explanation& e) {
  if (e.vacancy.side.view.scalars->remote_percent == 100)
    return words.say("u kunt het thuis doen", "you can do it from home");
  if (!e.score.distance_m) return words.say("hoe ver het is, weten we niet", "how far it is we do not know");
  return words.say("het is {} van uw huis", "it is {} from your home", words.kilometres(*e.score.distance_m));
}

std::string barrier(const Words& words, const Explanation& e, const Criterion& criterion) {
  const std::string_view code = criterion.code;
  if (code == "travel")
    return words.say("het werk is {} van uw huis en u reist tot {}",
                     "the work is {} from your home and you travel up to {}", words.kilometres(*e.score.distance_m),
                     words.kilometres(e.seeker.side.view.scalars->bound_m.high));
  if (code == "hours")
    return words.say("het werk is voor {} per week en u zoekt {}", "the work is {} a week and you look for {}",
                     words.weekly_hours(e.vacancy.record.offer().hours()), words.weekly_hours(e.seeker.record.hours()));
  if (code == "shiftWork")
    return words.say("het werk is in ploegendienst en dat wilt u niet", "the work is in shifts, which you do not want");
  const ExplainedItem* offered = offered_occupation(e);
  const bool other = offered != nullptr && presence_of(offered->score) == Presence::kMissing;
  return words.say("in uw profiel staat niets van wat de werkgever vraagt",
                   "nothing that the employer asks is in your profile") +
         (other ? words.say(", en u zoekt ander werk", ", and you look for other work") : "");
}

std::string barriers(const Words& words, const Explanation& e) {
  std::vector<std::string> parts, musts;
  for (const ExplainedItem& item : e.items)
    if (item.must == Verdict::kFails) musts.push_back(item.name);
  if (!musts.empty())
    parts.push_back(words.say("de werkgever eist {}, en dat vinden we niet of niet genoeg in uw profiel",
                              "the employer requires {}, and we do not find that, or not enough of it, in your profile",
                              words.enumerate(musts)));
  for (const Criterion& criterion : e.criteria)
    if (criterion.verdict == Verdict::kFails && criterion.code != "must") parts.push_back(barrier(words, e, criterion));
  return words.enumerate(parts);
}

}  // namespace

std::string short_form(const Words& words, const Explanation& e) {
  const std::string title = "\u201c" + title_of(words, e.vacancy.record) + "\u201d";
  if (!e.score.eligible())
    return words.say("{} past nu niet bij u: {}. Klopt dat niet? Vul dan uw profiel aan, of vraag uw werkcoach.",
                     "{} does not fit you now: {}. Is that wrong? Then complete your profile, or ask your coach.",
                     title, barriers(words, e));
  return found_sentence(words, e, title) + open_sentence(words, e) + " " + wish_part(words, e) + words.say("; ", "; ") +
         place_part(words, e) + ".";
}

}  // namespace schakel
