// A process for the test to kill: live_writer STORE ROUND. Four threads write seekers and erase some, folds run beside
// them, and every write that was acknowledged is told: "put ID REVISION" or "erase ID REVISION".
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/live/live_market.h"
#include "tests/support/random.h"

namespace schakel {
namespace {

int run(const std::string& folder, std::uint64_t round) {
  const StoreLayout layout{folder};
  const auto current = read_current(layout);
  if (!current) return 1;
  const auto live = LiveMarket::open(layout, {.fold_records = 60,
                                              .whole_percent = 1000,
                                              .keep = std::chrono::seconds(0),
                                              .today = [date = current->date] { return date; }});
  if (!live) {
    std::printf("error %s\n", live.error().message.c_str());
    return 1;
  }
  std::mutex out;
  std::vector<std::thread> writers;
  for (std::uint64_t w = 0; w < 4; ++w)
    writers.emplace_back([&, w] {
      testing::Random random(round * 4 + w);
      for (std::uint64_t i = 1;; ++i) {
        Seeker person;
        person.set_id(std::to_string(w) + "-" + std::to_string(random.between(0, 40)));
        const std::uint64_t revision = round * 1'000'000 + i;
        person.set_presentation("revision " + std::to_string(revision));
        const bool erase = random.chance(20);
        Batch batch;
        if (erase)
          batch.erases.push_back({RecordKind::kSeeker, person.id()});
        else
          batch.puts.push_back({RecordKind::kSeeker, person.id(), revision, person.SerializeAsString()});
        {
          const std::scoped_lock lock(out);
          std::printf("begin %s %s %llu\n", erase ? "erase" : "put", person.id().c_str(),
                      static_cast<unsigned long long>(revision));
          std::fflush(stdout);
        }
        if (!(*live)->write(batch)) return;
        const std::scoped_lock lock(out);
        std::printf("done %s %s %llu\n", erase ? "erase" : "put", person.id().c_str(),
                    static_cast<unsigned long long>(revision));
        std::fflush(stdout);
      }
    });
  for (std::thread& writer : writers) writer.join();
  return 0;
}

}  // namespace
}  // namespace schakel

int main(int count, char** words) { return count < 3 ? 2 : schakel::run(words[1], std::stoull(words[2])); }
