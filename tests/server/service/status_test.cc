// What /v1/status tells of what goes on beside the service.

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <thread>

#include "server/chunked_rematch.h"
#include "server/service/api/operation.pb.h"
#include "tests/server/service/desk.h"
#include "tests/support/test_epoch.h"

using namespace schakel;
using namespace schakel::test;

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kTop = 7;

api::Status status_of(const Desk& desk) {
  HttpRequest asked = desk.request(Role::kAdmin, "/v1/status", "", "GET");
  asked.headers.push_back({"accept", std::string(kProtobuf)});
  const HttpResponse response = desk.service->handle(asked);
  REQUIRE(response.status == 200);
  api::Status status;
  REQUIRE(status.ParseFromString(response.body));
  return status;
}

// In the order of their blocks; a name says where a chunk begins.
std::vector<fs::path> chunks_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (fs::exists(entry.path() / kManifestName)) found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

}  // namespace

TEST_CASE("the progress of a rematch is what it has kept, also of an epoch that does not answer") {
  const Desk desk;
  CHECK(status_of(desk).jobs_size() == 0);

  const testing::TestEpoch other(testing::random_market(12, 900, 60));
  const std::string name = run_name(other.epoch->id(), kTop);
  const fs::path all = desk.store.layout.chunks(name) / "all";
  // A slow disk may still write the first chunk when all work is done.
  for (auto pause = std::chrono::milliseconds(2); chunks_in(all).size() < 2; pause *= 2) {
    remove_chunks(desk.store.layout);
    const auto wait = [pause](RematchPart, std::uint32_t) { std::this_thread::sleep_for(pause); };
    (void)rematch_in_chunks(desk.store.layout, *other.epoch,
                            {.rematch = {.k = kTop, .progress = wait}, .chunk = std::chrono::milliseconds(0)});
  }
  const fs::path last = chunks_in(all).back();
  const auto begin = static_cast<std::uint32_t>(std::stoul(last.filename().string()));
  REQUIRE(begin > 0);
  fs::remove_all(last);
  auto status = status_of(desk);
  REQUIRE(status.jobs_size() == 1);
  CHECK(status.jobs(0).name() == "rematch " + name);
  CHECK(status.jobs(0).done() == begin);
  CHECK(status.jobs(0).total() == other.epoch->blocks());
  CHECK(status.jobs(0).running());

  fs::last_write_time(all, fs::file_time_type::clock::now() - std::chrono::hours(1));
  status = status_of(desk);
  CHECK(status.jobs(0).done() == begin);
  CHECK_FALSE(status.jobs(0).running());
}
