// A small labour market in a store, as its user makes one: generated, loaded, indexed and rematched.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "index/epoch/epoch.h"
#include "server/epochs.h"
#include "server/layout.h"
#include "tests/server/cli/program.h"
#include "tests/support/temp_folder.h"

namespace schakel::test {

struct MadeStore {
  MadeStore() {
    const std::string files = (folder / "market").string();
    run({"generate", "--seekers", "120", "--vacancies", "60", "--seed", "5", "--out", files});
    run({"load", "--store", root, files});
    run({"index", "--store", root, "--date", "2026-11-22"});
    run({"rematch", "--store", root, "--top", "10"});
  }

  // Runs what must succeed.
  static Outcome run(const std::vector<std::string>& arguments) {
    Outcome outcome = run_schakel(arguments);
    INFO(arguments.front() << ": " << outcome.err);
    REQUIRE(outcome.exit_code == 0);
    return outcome;
  }

  // What the records of a later day change.
  void load_day(int day) const {
    const std::string files = (folder / ("day" + std::to_string(day))).string();
    run({"generate", "--seekers", "120", "--vacancies", "60", "--seed", "5", "--day", std::to_string(day), "--out",
         files});
    std::vector<std::string> load{"load", "--store", root};
    for (const char* name : {"/seekers.ndjson", "/vacancies.ndjson"})
      if (std::filesystem::file_size(files + name) > 0) load.push_back(files + name);
    run(load);
  }

  // The epoch that answers.
  [[nodiscard]] std::unique_ptr<const Epoch> epoch() const {
    const auto current = read_current(layout);
    REQUIRE(current);
    auto opened = Epoch::open(layout.epoch(current->id));
    REQUIRE(opened);
    return *std::move(opened);
  }

  testing::TempFolder folder;
  std::string root = (folder / "store").string();
  StoreLayout layout{folder / "store"};
};

// Changes the middle byte of a file; a second call changes it back.
inline void flip_middle_byte(const std::filesystem::path& file) {
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(file) / 2);
  stream.seekg(middle);
  const char flipped = static_cast<char>(stream.get() ^ 0x20);
  stream.seekp(middle);
  stream.put(flipped);
}

}  // namespace schakel::test
