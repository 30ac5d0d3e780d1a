#include <catch2/catch.hpp>

#include "tests/server/cli/program.h"
#include "tests/support/temp_folder.h"

using namespace schakel::test;
using schakel::testing::TempFolder;

TEST_CASE("wrong usage ends with 2 and says in two lines what is wrong and where the help is") {
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"matchmake"},
      {"load"},
      {"load", "--store", "x"},
      {"load", "x.ndjson"},
      {"load", "--store", "x", "--as", "cats", "x.ndjson"},
      {"load", "--store", "x", "--threads", "0", "x.ndjson"},
      {"load", "--store", "x", "--threads", "many", "x.ndjson"},
      {"generate", "--seekers", "10", "--out", "x"},
      {"generate", "--seekers", "-1", "--vacancies", "1", "--out", "x"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--out", "x", "--colour"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--seed", "-1", "--out", "x"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--out", "x", "--profile", "1001"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--out", "x", "--skew", "5"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--out", "x", "--travel", "0"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--out", "x", "--travel", "1001"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--out", "x", "--travel", "far"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--out", "x", "--travel", "-1"},
      {"generate", "--seekers", "1", "--vacancies", "1", "--out", "x", "--remote", "101"},
      {"index", "--store", "x", "--threads", "0"},
      {"rematch", "--store", "x", "--top", "0"},
      {"rematch", "--store", "x", "--top", "1001"},
      {"match", "--store", "x"},
      {"match", "--store", "x", "--vacancy", "a", "--seeker", "b"},
      {"match", "--store", "x", "--vacancy", "a", "--weights", "1,2,3"},
      {"match", "--store", "x", "--vacancy", "a", "--weights", "1,2,3,x"},
      {"match", "--store", "x", "--vacancy", "a", "--unknown", "perhaps"},
      {"explain", "--store", "x", "--vacancy", "a"},
      {"why-not", "--store", "x", "--vacancy", "a"},
      {"questions", "--store", "x"},
      {"questions", "--store", "x", "--seeker", "a", "--top", "0"},
      {"what-if", "--store", "x", "--licence", "B"},
      {"what-if", "--store", "x", "--seeker", "a", "--km", "401"},
      {"what-if", "--store", "x", "--seeker", "a", "--best", "0"},
      {"what-if", "--store", "x", "--seeker", "a", "--language", "nld:3"},
      {"clinic", "--store", "x"},
      {"clinic", "--store", "x", "--vacancy", "a", "--reach", "0"},
      {"search", "--store", "x"},
      {"search", "--store", "x", "--top", "0", "word"},
      {"recognise", "--store", "x"},
      {"recognise", "--store", "x", "--kind", "title"},
      {"recognise", "--store", "x", "--kind", "occupation", "--language", "fr"},
      {"recognise", "--store", "x", "--kind", "occupation", "--top", "0"},
      {"status"},
      {"quarantine", "--store", "x", "--top", "-3"},
      {"quarantine", "--store", "x", "--from", "-3"},
      {"account"},
      {"account", "add", "--store", "x"},
      {"account", "add", "a", "--role", "admin"},
      {"account", "promote", "a", "--store", "x"},
      {"audit"},
      {"audit", "verify"},
      {"audit", "who-saw", "--store", "x"},
      {"audit", "report", "--store", "x", "--top", "0"},
      {"serve"},
      {"serve", "--store", "x", "--listen", "8642"},
      {"serve", "--store", "x", "--listen", "0.0.0.0:8642"},
      {"serve", "--store", "x", "--listen", "[::]:0"},
      {"serve", "--store", "x", "--tls-certificate", "a.pem"},
      {"serve", "--store", "x", "--client-ca", "a.pem"},
      {"serve", "--store", "x", "--socket", "s", "--tls-certificate", "a.pem", "--tls-key", "b.pem"},
      {"serve", "--store", "x", "--socket", "s", "--socket-mode", "0777"},
      {"serve", "--store", "x", "--threads", "0"},
      {"serve", "--store", "x", "--max-body", "0"},
      {"serve", "--store", "x", "--max-body", "17"},
      {"serve", "--store", "x", "--contact-name", "Team", "--contact-email", "team@team.example"},
      {"serve", "--store", "x", "--keep-epochs", "-1"},
      {"serve", "--store", "x", "--keep-epochs", "hour"},
      {"serve", "--store", "x", "--epoch-at", "24:00"},
      {"serve", "--store", "x", "--epoch-at", "3:30"},
      {"serve", "--store", "x", "--epoch-at", "night"},
  };
  for (const auto& arguments : wrong) {
    const Outcome outcome = run_schakel(arguments);
    INFO(outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(lines_in(outcome.err) == 2);
    CHECK(contains(outcome.err, "Hint: schakel"));
    CHECK(contains(outcome.err, "--help"));
  }
}

TEST_CASE("every command that tells about an epoch takes a store and a language, said in the same words") {
  for (const char* command : {"match", "explain", "why-not", "questions", "what-if", "clinic", "position", "market"}) {
    INFO(command);
    const std::string help = run_schakel({command, "--help"}).out;
    const std::size_t json = help.find("--json"), store = help.find("--store DIR REQUIRED"),
                      language = help.find("--language nl|en");
    CHECK(language != std::string::npos);
    CHECK(json < store);
    CHECK(store < language);
    const Outcome french = run_schakel({command, "--store", "x", "--language", "fr"});
    CHECK(french.exit_code == 2);
    CHECK(contains(french.err, "\"fr\" is not nl or en"));
  }
}

TEST_CASE("who gives what-if a language to learn as the language of the answer hears what it is called") {
  const Outcome outcome = run_schakel({"what-if", "--store", "x", "--seeker", "a", "--language", "nld:3"});
  CHECK(outcome.exit_code == 2);
  CHECK(contains(outcome.err, "--speaks CODE:LEVEL"));
}

TEST_CASE("a date that does not exist is wrong usage too") {
  const TempFolder folder;
  const Outcome outcome = run_schakel({"generate", "--seekers", "1", "--vacancies", "1", "--date", "2026-02-30",
                                       "--out", (folder / "market").string()});
  CHECK(outcome.exit_code == 2);
  CHECK(contains(outcome.err, "2026-02-30"));
  CHECK_FALSE(std::filesystem::exists(folder / "market"));
}

TEST_CASE("weights that do not sum to 10000, and a date that is none, are wrong usage of match and index") {
  CHECK(run_schakel({"match", "--store", "x", "--vacancy", "a", "--weights", "1,2,3,4"}).exit_code == 2);
  CHECK(run_schakel({"index", "--store", "x", "--date", "22-11-2026"}).exit_code == 2);
}

TEST_CASE("every command has a help with examples") {
  const Outcome all = run_schakel({"--help"});
  CHECK(all.exit_code == 0);
  for (const char* command :
       {"generate", "load", "index", "rematch", "match", "explain", "search", "status", "quarantine"}) {
    CHECK(contains(all.out, command));
    const Outcome help = run_schakel({command, "--help"});
    CHECK(help.exit_code == 0);
    CHECK(help.err.empty());
    CHECK(contains(help.out, "Examples:\n  schakel " + std::string(command)));
  }
}

TEST_CASE("a store that is not there is named, with the way to make one") {
  const TempFolder folder;
  const std::string store = (folder / "nothing").string();
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"status", "--store", store},
                                                    {"quarantine", "--store", store},
                                                    {"search", "--store", store, "lasser"}}) {
    const Outcome outcome = run_schakel(arguments);
    CHECK(outcome.exit_code == 1);
    CHECK(lines_in(outcome.err) == 1);
    CHECK(contains(outcome.err, store));
    CHECK(contains(outcome.err, "schakel load"));
  }
  CHECK_FALSE(std::filesystem::exists(store));
}

TEST_CASE("with --json a failure is JSON too") {
  const TempFolder folder;
  const Outcome outcome = run_schakel({"status", "--json", "--store", (folder / "nothing").string()});
  CHECK(outcome.exit_code == 1);
  CHECK(at(parse_json(outcome.out), "error.code") == "not-found");
}
