// How a run says where its lists came from, and which runs are not read.
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <utility>

#include "engine/match_lists.h"
#include "engine/rematch.h"
#include "index/seal/manifest.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::random_market;
using testing::TempFolder;
using testing::TestEpoch;

struct Kept {
  explicit Kept(const std::function<void(Certificate&)>& change = {}) {
    MatchLists lists = rematch(*test.epoch, {.k = 5});
    if (change) change(lists.certificate);
    REQUIRE(write_run(lists, *test.epoch, 5, folder / "run"));
  }

  [[nodiscard]] auto open() const { return Run::open(folder / "run", *test.epoch); }

  void set_fact(const std::string& name, const std::string& value) const {
    auto manifest = read_manifest(folder / "run");
    REQUIRE(manifest);
    REQUIRE(manifest->facts.contains(name));
    manifest->facts[name] = value;
    testing::overwrite(folder / "run" / kManifestName, write_manifest(*manifest));
  }

  void require_refused(ErrorCode code, const std::string& part) const {
    const auto opened = open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == code);
    INFO(opened.error().message);
    CHECK(opened.error().message.find(part) != std::string::npos);
  }

  TestEpoch test{random_market(4711, 200, 40)};
  TempFolder folder;
};

Certificate without_visits(Certificate certificate, Origin origin) {
  certificate.origin = origin;
  certificate.cell_visits.clear();
  return certificate;
}

TEST_CASE("a run says how its lists came about") {
  for (const Origin origin : {Origin::kCompared, Origin::kBroughtUpToDate, Origin::kCarriedOver}) {
    const Kept kept([&](Certificate& certificate) {
      if (origin != Origin::kCompared) certificate = without_visits(std::move(certificate), origin);
    });
    const auto run = kept.open();
    REQUIRE(run);
    CHECK((*run)->certificate().origin == origin);
    CHECK((*run)->manifest().facts.at("origin") == name_of(origin));
  }
}

TEST_CASE("a certificate has the visits of all cells when everybody was compared, and else of none") {
  const Kept none([](Certificate& certificate) { certificate = without_visits(certificate, Origin::kCompared); });
  const std::size_t cells = none.test.epoch->cells.size();
  REQUIRE(cells > 1);
  const std::string all = std::to_string(cells), one_less = std::to_string(cells - 1);
  none.require_refused(ErrorCode::kCorrupt, "were compared, and has visits of 0 cells where " + all + " belong");
  const Kept most([](Certificate& certificate) { certificate.cell_visits.pop_back(); });
  most.require_refused(ErrorCode::kCorrupt, "has visits of " + one_less + " cells where " + all + " belong");
  const Kept too_many([](Certificate& certificate) { certificate.origin = Origin::kCarriedOver; });
  too_many.require_refused(ErrorCode::kCorrupt,
                           "were carried-over, and has visits of " + all + " cells where 0 belong");
}

TEST_CASE("a run of another format, or that does not say where it came from, is not read") {
  const Kept kept;
  kept.set_fact("origin", "thin air");
  kept.require_refused(ErrorCode::kCorrupt, "does not say how its lists came about");
  kept.set_fact("format", "3");
  kept.require_refused(ErrorCode::kStale, "a run of format 3, and this program reads those of format 4");
}

}  // namespace
}  // namespace schakel
