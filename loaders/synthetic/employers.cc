#include "loaders/synthetic/employers.h"

#include <array>
#include <string_view>

namespace schakel {
namespace {

constexpr std::array<std::string_view, 32> kLandscape{
    "Linden",   "Water", "Zonne", "Berken", "Duin",  "Heide",  "Molen",  "Rivier", "Noorder", "Zuider", "Wilgen",
    "Eiken",    "Groen", "Bosch", "Veen",   "Meer",  "Esch",   "Polder", "Dijk",   "Maas",    "Ooster", "Wester",
    "Kastanje", "Haven", "Brink", "Klaver", "Weide", "Beuken", "Vecht",  "Amstel", "Linge",   "Roos"};
constexpr std::array<std::string_view, 24> kSpot{"hof",  "kant",  "veld",  "stede", "rijk",  "zicht", "burg",  "horst",
                                                 "oord", "steyn", "waard", "donk",  "lust",  "land",  "rode",  "state",
                                                 "wijk", "stein", "borg",  "hage",  "poort", "tuin",  "vaart", "berg"};
constexpr std::array<std::string_view, 24> kCoinedStart{
    "Veri", "Luma", "Kentra", "Novi",  "Alta", "Prisma", "Delta", "Tri",  "Omni",  "Santo", "Quadra", "Orbi",
    "Vita", "Inno", "Pro",    "Flexi", "Data", "Terra",  "Medi",  "Poly", "Tempo", "Verti", "Axi",    "Centra"};
constexpr std::array<std::string_view, 16> kCoinedEnd{"con", "tec", "dis",  "max", "vera",  "link",  "plan", "quest",
                                                      "net", "zon", "form", "lux", "trend", "point", "werk", "sys"};
constexpr std::array<std::string_view, 48> kFamilies{
    "De Vries",  "Jansen",   "Van den Berg", "Bakker",   "Visser",   "Smit",       "Meijer",      "De Boer",
    "Mulder",    "De Groot", "Bos",          "Vos",      "Peters",   "Hendriks",   "Van Leeuwen", "Dekker",
    "Brouwer",   "De Wit",   "Dijkstra",     "Smits",    "De Graaf", "Kok",        "Jacobs",      "Van der Meer",
    "Vermeulen", "Schouten", "Willems",      "Hoekstra", "Koster",   "Prins",      "Van Vliet",   "Post",
    "Kuipers",   "Veenstra", "Molenaar",     "Postma",   "Scholten", "Gerritsen",  "Timmermans",  "Van Dam",
    "Verhoeven", "Huisman",  "Bosman",       "Kramer",   "Martens",  "Groeneveld", "Wolters",     "Van Beek"};
constexpr std::uint32_t kPerTown = 5;
constexpr std::array<std::string_view, 5> kAgencies{"Uitzendbureau {c}", "{c} Uitzendbureau", "{c} Personeel",
                                                    "{c} Werk", "Uitzendbureau {f}"};

std::string invented_name(char kind, const Town& town, Random& random) {
  std::string name;
  switch (kind) {
    case 'n':
      name = random.pick(kLandscape);
      return name += random.pick(kSpot);
    case 'c':
      name = random.pick(kCoinedStart);
      return name += random.pick(kCoinedEnd);
    case 'f':
      name = random.pick(kFamilies);
      return random.percent(12) ? name + " & " + std::string(random.pick(kFamilies)) : name;
    default:
      return town.name;
  }
}

std::string fill(std::string_view pattern, const Town& town, Random& random) {
  const std::size_t open = pattern.find('{');
  if (open == std::string_view::npos || open + 2 >= pattern.size()) return std::string(pattern);
  return std::string(pattern.substr(0, open)) + invented_name(pattern[open + 1], town, random) +
         std::string(pattern.substr(open + 3));
}

// The stream of the n-th employer of this pattern in the town.
Random employer_stream(std::uint64_t seed, std::string_view pattern, const Town& town, std::uint32_t number) {
  std::uint64_t hash = 0;
  for (const char c : pattern) hash = mix64(hash + static_cast<unsigned char>(c));
  return random_stream(seed ^ hash, Stream::kEmployer, town.number, number);
}

}  // namespace

EmployerIdentity draw_employer(std::uint64_t seed, const Traits& traits, const Town& town, Random& random) {
  const EmployerForm& form = random.pick(traits.employers);
  Random stream = employer_stream(seed, form.pattern, town, random.low_below(kPerTown));
  return {fill(form.pattern, town, stream), form.sector};
}

EmployerIdentity draw_agency(std::uint64_t seed, const Town& town, Random& random) {
  Random stream = employer_stream(seed, "agency", town, random.low_below(kPerTown));
  const std::string_view pattern = stream.pick(kAgencies);
  return {fill(pattern, town, stream), "78"};
}

}  // namespace schakel
