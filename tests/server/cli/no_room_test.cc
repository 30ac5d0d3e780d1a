// Epochs and runs that cannot be written: one clear message, nothing half-written, and the old ones still answer.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>

#include "tests/server/made_store.h"
#include "tests/server/small_disk.h"

using namespace schakel::test;

namespace {

namespace fs = std::filesystem;

constexpr uid_t kNobody = 65534;

void check_one_line(const Outcome& outcome, std::string_view word) {
  INFO(outcome.err);
  CHECK(outcome.exit_code == 1);
  CHECK(lines_in(outcome.err) == 1);
  CHECK(contains(outcome.err, word));
}

// Names in a folder, but for the lock.
int files_in(const fs::path& folder) {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) count += entry.path().filename() != ".lock" ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("an index and a rematch on a full disk leave nothing half-written") {
  const MadeStore store;
  for (const auto& [name, command] : {std::pair{"epochs", "index"}, {"text", "index"}, {"runs", "rematch"}}) {
    INFO(name << " " << command);
    const fs::path place = store.layout.root / name, aside = store.folder / "aside";
    if (std::string_view(command) == "rematch") MadeStore::run({"index", "--store", store.root});
    fs::rename(place, aside);
    {
      const SmallDisk disk(place, "4k");
      if (!disk.mounted()) {
        std::cerr << "skipped: a small disk cannot be mounted here\n";
        return;
      }
      check_one_line(run_schakel({command, "--store", store.root}), place.string());
      CHECK(files_in(place) == 0);
    }
    fs::remove(place);
    fs::rename(aside, place);
  }
}

TEST_CASE("a store that may be read but not written answers, and says what it may not") {
  if (getuid() != 0) {
    std::cerr << "skipped: only root can become somebody else\n";
    return;
  }
  const MadeStore store;
  fs::permissions(store.folder.path(), fs::perms(0755));
  CHECK(run_schakel({"match", "--store", store.root, "--vacancy", "V0000002"}, kNobody).err ==
        run_schakel({"match", "--store", store.root, "--vacancy", "V0000002"}).err);
  check_one_line(run_schakel({"rematch", "--store", store.root}, kNobody), "ermission denied");
  check_one_line(run_schakel({"index", "--store", store.root, "--date", "2026-12-01"}, kNobody), "ermission denied");
}
