#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <thread>

#include "tests/index/store/script.h"
#include "tests/index/store/twin.h"
#include "tests/index/store/writer_process.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::TempFolder;

namespace fs = std::filesystem;

// How many batches of the script the store says are in.
std::size_t batches_in(const RecordStore& store, const Script& script) {
  const auto state = store.delivery(script_batch(script, 0, true).delivery->sha256).value();
  return state ? state->next_row - 1 : 0;
}

void check_is_at(const RecordStore& store, const Script& script, std::size_t batches) {
  Twin twin;
  for (std::size_t number = 0; number < batches; ++number) twin.apply(script_batch(script, number, true));
  REQUIRE(difference(store, twin).value().empty());
}

std::vector<std::string> words(const std::string& command, const fs::path& folder, const Script& script) {
  return {command, folder.string(), std::to_string(script.seed), std::to_string(script.batches)};
}

std::string error_prefix(ErrorCode code) { return "error " + std::to_string(static_cast<int>(code)) + " "; }

}  // namespace

TEST_CASE("a writer that is killed anywhere has lost nothing it acknowledged, and ends in the same state") {
  const TempFolder temp;
  const Script script{.seed = 31, .batches = 400};
  std::mt19937_64 random(31);
  std::size_t acknowledged = 0;
  for (int run = 0; run < 40; ++run) {
    {
      WriterProcess writer(words("write", temp.path(), script));
      for (auto lines = random() % 25; lines > 0; --lines) {
        const auto line = writer.line();
        if (!line) break;
        INFO(*line);
        REQUIRE(std::stoull(*line) == acknowledged + 1);
        ++acknowledged;
      }
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
      writer.kill();
      while (const auto line = writer.line()) acknowledged = std::stoull(*line);
    }
    const auto store = RecordStore::open(temp.path(), OpenMode::kReadOnly);
    if (!store && store.error().code == ErrorCode::kNotFound && acknowledged == 0) continue;  // killed too early
    REQUIRE(store);
    const auto in = batches_in(**store, script);
    INFO("run " << run << ", " << acknowledged << " acknowledged, " << in << " in the store");
    REQUIRE((in == acknowledged || in == acknowledged + 1));
    check_is_at(**store, script, in);
    acknowledged = in;
  }
  WriterProcess writer(words("write", temp.path(), script));
  while (writer.line()) continue;
  writer.kill();
  check_is_at(*RecordStore::open(temp.path(), OpenMode::kReadWrite).value(), script, script.batches);
}

TEST_CASE("a reader that opens beside a writer sees a whole number of batches, and none too few") {
  const TempFolder temp;
  const Script script{.seed = 32, .batches = 600};
  WriterProcess writer(words("write", temp.path(), script));
  std::size_t acknowledged = 0;
  int opened = 0;
  while (const auto line = writer.line()) {
    acknowledged = std::stoull(*line);
    if (acknowledged % 20 != 1) continue;
    const auto store = RecordStore::open(temp.path(), OpenMode::kReadOnly);
    REQUIRE(store);
    const auto in = batches_in(**store, script);
    CHECK(in >= acknowledged);
    check_is_at(**store, script, in);
    ++opened;
  }
  CHECK(acknowledged == script.batches);
  CHECK(opened == 30);
}

TEST_CASE("two processes do not write to one store, and the lock goes with its holder") {
  const TempFolder temp;
  const auto store = temp.path() / "store";
  WriterProcess holder({"hold", store.string()});
  REQUIRE(holder.line() == "0");
  const auto second = RecordStore::open(store, OpenMode::kReadWrite);
  REQUIRE(!second);
  CHECK(second.error().code == ErrorCode::kBusy);
  CHECK(second.error().message.find("pid " + std::to_string(holder.pid())) != std::string::npos);
  CHECK(RecordStore::open(store, OpenMode::kReadOnly));
  holder.kill();
  CHECK(RecordStore::open(store, OpenMode::kReadWrite));
}

TEST_CASE("a store is not opened for writing twice in one process either") {
  const TempFolder temp;
  const auto first = RecordStore::open(temp.path(), OpenMode::kReadWrite);
  REQUIRE(first);
  CHECK(RecordStore::open(temp.path(), OpenMode::kReadWrite).error().code == ErrorCode::kBusy);
}

TEST_CASE("without permission to write there is a clear refusal, and reading still works") {
  if (geteuid() != 0) {
    WARN("skipped: needs root, to become somebody without rights");
    return;
  }
  const TempFolder temp;
  const auto store = temp.path() / "store";
  REQUIRE(RecordStore::open(store, OpenMode::kReadWrite));
  SECTION("a folder that cannot even be entered") {
    for (const auto* command : {"hold", "read"}) {
      WriterProcess nobody({command, store.string()}, true);
      CHECK(nobody.line().value_or("").starts_with(error_prefix(ErrorCode::kNoPermission)));
    }
  }
  SECTION("a folder that can be read") {
    fs::permissions(temp.path(), fs::perms(0755));
    WriterProcess reader({"read", store.string()}, true);
    CHECK(reader.line().value_or("") == "0");
    WriterProcess writer({"hold", store.string()}, true);
    CHECK(writer.line().value_or("").starts_with(error_prefix(ErrorCode::kNoPermission)));
    WriterProcess creator({"hold", (temp.path() / "new").string()}, true);
    CHECK(creator.line().value_or("").starts_with(error_prefix(ErrorCode::kNoPermission)));
  }
}

}  // namespace schakel
