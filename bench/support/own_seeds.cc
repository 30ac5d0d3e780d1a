#include "bench/support/own_seeds.h"

#include "bench/support/bench_folder.h"
#include "bench/support/must.h"

namespace schakel::bench {

Seeds own_seeds(const Epoch& epoch, const MatchLists& lists, std::uint32_t k) {
  const BenchFolder folder;
  must(write_run(lists, epoch, k, folder.path() / "run"));
  const auto run = must(Run::open(folder.path() / "run", epoch));
  return seeds_from(epoch, *run, epoch, k);
}

}  // namespace schakel::bench
