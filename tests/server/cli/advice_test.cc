// Advice at the command line: what it says agrees with the lists, and wrong usage is refused.
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "engine/match_lists.h"
#include "engine/pair.h"
#include "server/runs.h"
#include "tests/server/made_store.h"

using namespace schakel;
using namespace schakel::test;

namespace {

struct Night {
  Night() {
    MadeStore::run({"index", "--store", store.root, "--date", "2026-11-22"});
    MadeStore::run({"rematch", "--store", store.root});
    epoch = store.epoch();
    auto opened = open_run(store.layout, *epoch, std::nullopt);
    REQUIRE(opened);
    run = *std::move(opened);
  }
  [[nodiscard]] google::protobuf::Struct ask(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin() + 1, {"--json", "--store", store.root});
    return parse_json(MadeStore::run(arguments).out);
  }
  [[nodiscard]] std::string say(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin() + 1, {"--store", store.root});
    return MadeStore::run(arguments).out;
  }
  // A vacancy with at least two rows, and the seeker of the second.
  [[nodiscard]] std::pair<VacancyId, SeekerId> second_row() const {
    for (std::uint32_t v = 0; v < epoch->vacancies(); ++v)
      if (const auto list = (*run)[VacancyId{v}]; list.size() > 1) return {VacancyId{v}, SeekerId{list[1].other}};
    FAIL("no list has two rows");
    return {};
  }

  MadeStore store;
  std::unique_ptr<const Epoch> epoch;
  std::unique_ptr<const Run> run;
};

std::string id_of(const Epoch& epoch, auto id) { return std::string(epoch.name(id)); }

int size_of(const google::protobuf::Struct& json, const std::string& name) {
  return json.fields().at(name).list_value().values_size();
}

}  // namespace

TEST_CASE("advice agrees with the night's lists, in words and in JSON") {
  const Night night;
  const Epoch& epoch = *night.epoch;
  const auto [vacancy, seeker] = night.second_row();
  const std::string v = id_of(epoch, vacancy), s = id_of(epoch, seeker);

  SECTION("why-not gives the rank that the pair has, and who stands above") {
    const auto json = night.ask({"why-not", "--vacancy", v, "--seeker", s});
    CHECK(at(json, "eligible") == "true");
    CHECK(at(json, "vacancyList.rank") == "2");
    CHECK(at(json, "vacancyList.justAbove.seeker") == epoch.name(SeekerId{(*night.run)[vacancy][0].other}));
    CHECK(size_of(json, "failed") == 0);
    CHECK(contains(night.say({"why-not", "--vacancy", v, "--seeker", s}), "Lijst van de vacature: plaats 2 van"));
  }
  SECTION("near misses stand in none of the rows, and why-not names the same must") {
    bool found = false;
    for (std::uint32_t i = 0; i < epoch.vacancies() && !found; ++i) {
      const std::string id = id_of(epoch, VacancyId{i});
      const auto json = night.ask({"match", "--vacancy", id, "--top", "3", "--near-misses"});
      if (size_of(json, "nearMisses") == 0) continue;
      found = true;
      const auto reason = night.ask({"why-not", "--vacancy", id, "--seeker", at(json, "nearMisses.0.seeker")});
      CHECK(at(reason, "eligible") == "false");
      CHECK(size_of(reason, "failed") == 1);
      CHECK(at(reason, "failed.0.item") == at(json, "nearMisses.0.fails"));
      CHECK(at(reason, "vacancyList.rank") == at(json, "nearMisses.0.rank"));
      CHECK(contains(night.say({"match", "--vacancy", id, "--near-misses"}), "Valt op precies een eis af"));
    }
    CHECK(found);
  }
  SECTION("what-if counts now what the lists hold, and without lists the same") {
    const std::vector<std::string> question{
        "what-if", "--json", "--store", night.store.root, "--seeker", s,        "--licence",
        "B",       "--km",   "80",      "--vacancy",      v,          "--best", "2"};
    const std::string with_lists = MadeStore::run(question).out;
    const auto json = parse_json(with_lists);
    std::size_t in_top = 0;
    for (std::uint32_t i = 0; i < epoch.vacancies(); ++i) {
      const auto list = (*night.run)[VacancyId{i}];
      for (std::size_t row = 0; row < list.size() && row < 20; ++row) in_top += list[row].other == seeker.value;
    }
    CHECK(at(json, "inTop.before") == std::to_string(in_top));
    CHECK(at(json, "before.rankInVacancyList") == "2");
    std::filesystem::remove_all(night.store.layout.runs());
    CHECK(MadeStore::run(question).out == with_lists);
    CHECK(contains(night.say({"what-if", "--seeker", s, "--best", "2"}), "Nu: bij"));
    CHECK(contains(night.say({"what-if", "--seeker", s, "--best", "2", "--language", "en"}), "Now: at"));
  }
  SECTION("the best additions name the option that asks for each, and it is understood") {
    std::set<std::string> options;
    for (std::uint32_t i = 0; i < epoch.seekers() && options.size() < 3; ++i) {
      const std::string id = id_of(epoch, SeekerId{i});
      std::istringstream lines(night.say({"what-if", "--seeker", id, "--best", "2"}));
      for (std::string line; std::getline(lines, line);) {
        const std::size_t found = line.find(": --");
        if (found == std::string::npos) continue;
        const std::string option = line.substr(found + 2, line.find(' ', found + 2) - found - 2);
        INFO(line);
        const std::string value = line.substr(line.rfind(' ') + 1);
        CHECK(contains(night.say({"what-if", "--seeker", id, option, value}), "Wat als: "));
        options.insert(option);
      }
    }
    CHECK(options == std::set<std::string>{"--competence", "--diploma", "--speaks"});
  }
  SECTION("the clinic counts the vacancy as it is, and questions name what is not known") {
    const auto json = night.ask({"clinic", "--vacancy", v, "--reach", "1"});
    CHECK(std::stoul(at(json, "before.candidates")) >= (*night.run)[vacancy].size());
    CHECK(contains(night.say({"clinic", "--vacancy", v, "--reach", "1"}), "Zonder versoepeling"));
    const auto questions = night.ask({"questions", "--seeker", s});
    CHECK(at(questions, "seeker") == s);
    CHECK(contains(night.say({"questions", "--seeker", s}), "Kandidaat " + s));
  }
}

TEST_CASE("a change that cannot be understood is wrong usage, an id that is not there is a failure") {
  const Night night;
  const std::string s = id_of(*night.epoch, SeekerId{0});
  const auto code = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, {"--store", night.store.root});
    return run_schakel(arguments).exit_code;
  };
  CHECK(code({"what-if", "--seeker", s}) == 2);
  CHECK(code({"what-if", "--seeker", s, "--competence", "urn:none:3"}) == 2);
  CHECK(code({"what-if", "--seeker", s, "--speaks", "nld"}) == 2);
  CHECK(code({"what-if", "--seeker", s, "--speaks", "nld:5"}) == 2);
  CHECK(code({"what-if", "--seeker", s, "--diploma", "mavo"}) == 2);
  CHECK(code({"what-if", "--seeker", s, "--hours", "40-30"}) == 2);
  CHECK(code({"what-if", "--seeker", s, "--hours", "many"}) == 2);
  CHECK(code({"what-if", "--seeker", s, "--diploma", "havo", "--hours", "24-36", "--speaks", "nld:2"}) == 0);
  CHECK(code({"what-if", "--seeker", "nobody", "--licence", "B"}) == 1);
  CHECK(code({"clinic", "--vacancy", "nothing"}) == 1);
  CHECK(code({"questions", "--seeker", "nobody"}) == 1);
  CHECK(code({"why-not", "--vacancy", "nothing", "--seeker", s}) == 1);
}
