// A store that cannot be written or read: one clear message, exit code 1, and nothing lost.
#include <sys/mount.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "index/store/record_store.h"
#include "tests/server/cli/program.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using namespace schakel::test;
using testing::read_bytes;
using testing::TempFolder;

namespace {

constexpr uid_t kNobody = 65534;
constexpr const char* kLine = "{\"id\":\"S1\",\"postcode\":\"1011\"}\n";

void check_one_line(const Outcome& outcome, std::string_view word) {
  INFO(outcome.err);
  CHECK(outcome.exit_code == 1);
  CHECK(lines_in(outcome.err) == 1);
  CHECK(contains(outcome.err, word));
}

// A small file system of memory, where the system lets us have one.
class SmallDisk {
 public:
  explicit SmallDisk(std::filesystem::path at) : at_(std::move(at)) {
    std::filesystem::create_directories(at_);
    mounted_ = mount("none", at_.c_str(), "tmpfs", 0, "size=8m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount(at_.c_str());
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  [[nodiscard]] bool mounted() const { return mounted_; }

 private:
  std::filesystem::path at_;
  bool mounted_ = false;
};

}  // namespace

TEST_CASE("two processes on one store: the second is told, and the first goes on") {
  const TempFolder folder;
  const auto file = folder.write("in.ndjson", kLine);
  const std::string root = (folder / "store").string();
  std::filesystem::create_directories(root);
  {
    const auto held = RecordStore::open(folder / "store/records", OpenMode::kReadWrite);
    REQUIRE(held);
    check_one_line(run_schakel({"load", "--store", root, file.string()}), "another process");
    CHECK(run_schakel({"status", "--store", root}).exit_code == 0);
  }
  CHECK(run_schakel({"load", "--store", root, file.string()}).exit_code == 0);
}

TEST_CASE("a store of another version is refused, naming both") {
  const TempFolder folder;
  const auto file = folder.write("in.ndjson", kLine);
  const std::string root = (folder / "store").string();
  REQUIRE(run_schakel({"load", "--store", root, file.string()}).exit_code == 0);
  const auto mark = folder / "store/records/mark";
  std::string bytes = read_bytes(mark);
  const auto version = bytes.find("format 1");
  REQUIRE(version != std::string::npos);
  bytes[version + 7] = '9';
  folder.write("store/records/mark", bytes);
  for (const Outcome& outcome :
       {run_schakel({"status", "--store", root}), run_schakel({"load", "--store", root, file.string()})}) {
    check_one_line(outcome, "format 9");
    CHECK(contains(outcome.err, "format 1"));
  }
}

TEST_CASE("a full disk is told before anything is written") {
  const TempFolder folder;
  const SmallDisk disk(folder / "disk");
  if (!disk.mounted()) {
    std::cerr << "skipped: a small disk cannot be mounted here\n";
    return;
  }
  const auto file = folder.write("in.ndjson", kLine);
  const std::string root = (folder / "disk/store").string();
  check_one_line(run_schakel({"load", "--store", root, file.string()}), "free");
  const Outcome outcome =
      run_schakel({"generate", "--seekers", "20000", "--vacancies", "1", "--out", (folder / "disk/market").string()});
  check_one_line(outcome, "No space left");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "disk/market"))
    CHECK(entry.path().filename() != "seekers.ndjson");
}

TEST_CASE("a folder without permission to write is named") {
  if (getuid() != 0) {
    std::cerr << "skipped: only root can become somebody else\n";
    return;
  }
  const TempFolder folder;
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
  const auto file = folder.write("in.ndjson", kLine);
  const std::string root = (folder / "store").string();
  check_one_line(run_schakel({"load", "--store", root, file.string()}, kNobody), "ermission denied");
  check_one_line(run_schakel({"generate", "--seekers", "1", "--vacancies", "1", "--out", root}, kNobody),
                 "ermission denied");
  REQUIRE(run_schakel({"load", "--store", root, file.string()}).exit_code == 0);
  check_one_line(run_schakel({"load", "--store", root, folder.write("b.ndjson", kLine).string()}, kNobody),
                 "ermission denied");
}

TEST_CASE("a folder of other things is not taken for a store") {
  const TempFolder folder;
  const auto file = folder.write("in.ndjson", kLine);
  folder.write("store/records", "a file where the records should be");
  const Outcome outcome = run_schakel({"load", "--store", (folder / "store").string(), file.string()});
  CHECK(outcome.exit_code != 0);
  CHECK(lines_in(outcome.err) == 1);
  CHECK(read_bytes(folder / "store/records") == "a file where the records should be");
}

TEST_CASE("a store that lost its records is refused with the way to restore it") {
  const TempFolder folder;
  const auto file = folder.write("in.ndjson", kLine);
  const std::string root = (folder / "store").string();
  REQUIRE(run_schakel({"load", "--store", root, file.string()}).exit_code == 0);
  std::filesystem::remove_all(folder / "store/records/db");
  check_one_line(run_schakel({"status", "--store", root}), "docs/operation.md");
  check_one_line(run_schakel({"load", "--store", root, file.string()}), "docs/operation.md");
}
