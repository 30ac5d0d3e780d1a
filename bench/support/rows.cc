#include "bench/support/rows.h"

#include <cinttypes>
#include <cstdio>
#include <string>
#include <thread>

#include "bench/support/reference_work.h"

namespace schakel::bench {
namespace {

constexpr int kTimes = 2;

void print_reference(ReferenceWork& work, std::string_view name, Cores cores) {
  for (int i = 0; i < kTimes; ++i) {
    const ReferenceWork::Time time = work.run();
    char checksum[17];
    std::snprintf(checksum, sizeof checksum, "%016" PRIx64, time.checksum);
    print({name, "times", 1, time.wall, time.cpu, cores, "-", checksum});
  }
}

}  // namespace

void print(const Row& row) {
  std::printf("row\t%.*s\t%.*s\t%" PRIu64 "\t%.9f\t%.9f\t%s\t%s\t%.*s\n", static_cast<int>(row.name.size()),
              row.name.data(), static_cast<int>(row.counted.size()), row.counted.data(), row.count, row.wall, row.cpu,
              row.cores == Cores::kOne ? "one" : "all", std::string(row.market).c_str(),
              static_cast<int>(row.checksum.size()), row.checksum.data());
  std::fflush(stdout);
}

void print_references() {
  static ReferenceWork one(1);
  static ReferenceWork all(std::thread::hardware_concurrency());
  print_reference(one, "reference one", Cores::kOne);
  print_reference(all, "reference all", Cores::kAll);
}

}  // namespace schakel::bench
