// killed_rematch STORE EPOCH K: makes the lists of an epoch of the store in the smallest chunks, none too fast, and
// prints their checksum. Somebody else kills it.
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "server/chunked_rematch.h"

int main(int argc, char** argv) {
  using namespace schakel;
  if (argc != 4) return 2;
  const StoreLayout layout{argv[1]};
  const auto epoch = Epoch::open(layout.epoch(argv[2]));
  if (!epoch) return 1;
  ChunkedRematchOptions options;
  options.rematch.k = static_cast<std::uint32_t>(std::atoi(argv[3]));
  options.rematch.threads = 2;
  options.chunk = std::chrono::milliseconds(0);
  options.rematch.progress = [](std::uint32_t) { std::this_thread::sleep_for(std::chrono::milliseconds(2)); };
  const auto made = rematch_in_chunks(layout, **epoch, options);
  if (!made) return 1;
  std::printf("%s", checksum(made->lists).c_str());
  return 0;
}
