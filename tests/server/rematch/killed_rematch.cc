// killed_rematch STORE EPOCH K: makes the lists of an epoch of the store in the smallest chunks, none too fast, and
// prints their checksum. killed_rematch STORE EPOCH K RESERVE: the same by the nightly job, with so many rows in
// reserve, and prints of which epoch's lists it made them. killed_rematch STORE EPOCH K since: those of the epoch's
// base, brought up to date, and how many blocks had been done before. Somebody else kills it.
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "server/base_check.h"
#include "server/chunked_rematch.h"
#include "server/making_runs.h"

namespace {

using namespace schakel;

constexpr std::chrono::milliseconds kChunk{0};

void a_moment(RematchPart part, std::uint32_t) {
  if (part == RematchPart::kMatching) std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

std::uint32_t number(const char* word) { return static_cast<std::uint32_t>(std::atoi(word)); }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) return 2;
  const StoreLayout layout{argv[1]};
  const auto epoch = Epoch::open(layout.epoch(argv[2]));
  if (!epoch) return 1;
  if (argc == 5 && std::string_view(argv[4]) == "since") {
    BaseCheck check(layout, (*epoch)->base()->id());
    const auto made = update_run(layout, **epoch, check,
                                 {.top = number(argv[3]), .threads = 2, .chunk = kChunk, .progress = a_moment});
    if (!made) return 1;
    std::printf("%s %u", made->checksum.c_str(), made->blocks_resumed);
    return 0;
  }
  if (argc == 5) {
    const auto made = make_run(
        layout, **epoch,
        {.top = number(argv[3]), .reserve = number(argv[4]), .threads = 2, .chunk = kChunk, .progress = a_moment});
    if (!made) return 1;
    std::printf("%s of %s", made->checksum.c_str(), made->made_of ? made->made_of->first.c_str() : "none");
    return 0;
  }
  const auto made = rematch_in_chunks(
      layout, **epoch, {.rematch = {.k = number(argv[3]), .threads = 2, .progress = a_moment}, .chunk = kChunk});
  std::printf("%s", checksum(made.lists).c_str());
  return 0;
}
