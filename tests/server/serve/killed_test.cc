// The program, killed while clients write over HTTP, and started again. SCHAKEL_KILL_ROUNDS sets how often (3).

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/server/http/raw_client.h"
#include "tests/server/made_store.h"
#include "tests/server/serve/served.h"
#include "tests/support/kill_rounds.h"
#include "tests/support/random.h"

using namespace schakel;
using namespace schakel::test;

namespace {

// What one record may be: as it was acknowledged last, or as a write that was not answered would have it. 0: not there.
struct Possible {
  std::uint64_t acknowledged = 0;
  std::optional<std::uint64_t> begun;
};

// One client, with seekers that nobody else writes.
struct Writer {
  std::string name;
  std::uint64_t revision = 0, acknowledged = 0;
  std::map<std::string, Possible> records;
  std::string wrong;  // an answer that says no
};

RawResponse ask_about(RawClient& client, const std::string& path, const std::string& headers, const std::string& id) {
  return client.ask(request_text("POST", path, headers, R"({"id":")" + id + "\"}"));
}

RawResponse put(RawClient& client, const std::string& headers, const std::string& id, std::uint64_t revision) {
  const std::string number = std::to_string(revision);
  return client.ask(request_text("POST", "/v1/seekers/put", headers,
                                 R"({"seeker":{"id":")" + id + R"(","source":"synthetisch","revision":)" + number +
                                     R"(,"presentation":"revision )" + number + "\"}}"));
}

// Until the server is gone.
void write_on(Writer& writer, RawClient& client, const std::string& headers, testing::Random random) {
  for (;;) {
    const std::string id = writer.name + "-" + std::to_string(random.between(0, 7));
    Possible& record = writer.records[id];
    const bool erase = random.chance(25);
    record.begun = erase ? 0 : ++writer.revision;
    const RawResponse answer =
        erase ? ask_about(client, "/v1/seekers/delete", headers, id) : put(client, headers, id, *record.begun);
    if (answer.status != 200) {
      if (answer.status != 0) writer.wrong = answer.head + answer.body;
      return;
    }
    record.acknowledged = *std::exchange(record.begun, std::nullopt);
    ++writer.acknowledged;
  }
}

std::uint64_t stored_revision(RawClient& client, const std::string& headers, const std::string& id) {
  const RawResponse answer = ask_about(client, "/v1/seekers/get", headers, id);
  if (answer.status == 404) return 0;
  INFO(answer.body);
  REQUIRE(answer.status == 200);
  const std::string mark = R"("presentation":"revision )";
  const std::size_t at = answer.body.find(mark);
  REQUIRE(at != std::string::npos);
  return std::stoull(answer.body.substr(at + mark.size()));
}

// Every record is as its last acknowledged write left it, or as one that was under way.
void check_records(const Served& served, std::vector<Writer>& writers) {
  const std::string coach = as(token_of(served, "werkcoach"), "arbeidsbemiddeling");
  RawClient client(served.port());
  for (Writer& writer : writers)
    for (auto& [id, possible] : writer.records) {
      INFO(id);
      const std::uint64_t revision = stored_revision(client, coach, id);
      INFO("found " << revision << ", acknowledged " << possible.acknowledged);
      REQUIRE((revision == possible.acknowledged || revision == possible.begun));
      possible = {revision, std::nullopt};
    }
}

void write_until_killed(Served& served, std::vector<Writer>& writers, testing::Random& random) {
  const std::string system = as(token_of(served, "batch"), "gegevenslevering");
  REQUIRE(RawClient(served.port()).ask(request_text("GET", "/v1/session", system)).status == 200);  // known from now on
  std::deque<RawClient> clients;
  std::vector<std::thread> threads;
  for (Writer& writer : writers) {
    RawClient& client = clients.emplace_back(served.port());
    const testing::Random own(random.between(0, 1'000'000'000));
    threads.emplace_back([&writer, &client, &system, own] { write_on(writer, client, system, own); });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(random.between(50, 500)));
  served.signal(SIGKILL);
  const int ended = served.wait();
  for (std::thread& thread : threads) thread.join();
  CHECK(ended == 128 + SIGKILL);
  for (const Writer& writer : writers) CHECK(writer.wrong.empty());
}

}  // namespace

TEST_CASE("a service that is killed under writes has lost nothing that it acknowledged, and its log is whole",
          "[kill]") {
  const MadeStore store;
  const std::vector<std::string> arguments{"--store", store.root, "--demo", "--listen", "127.0.0.1:0"};
  const int rounds = testing::kill_rounds(3);
  testing::Random random(35);
  std::vector<Writer> writers;
  for (const char* name : {"a", "b", "c", "d"}) writers.push_back({.name = name, .records = {}, .wrong = {}});
  for (int round = 1; round <= rounds; ++round) {
    INFO("round " << round);
    Served served(arguments);
    check_records(served, writers);
    MadeStore::run({"audit", "verify", "--store", store.root});
    write_until_killed(served, writers, random);
  }
  Served last(arguments);
  check_records(last, writers);
  last.signal(SIGTERM);
  CHECK(last.wait() == 0);
  MadeStore::run({"audit", "verify", "--store", store.root});
  std::uint64_t acknowledged = 0;
  for (const Writer& writer : writers) acknowledged += writer.acknowledged;
  CHECK(acknowledged > static_cast<std::uint64_t>(rounds));
}
