// A data race on purpose, inside TBB tasks: if the thread sanitizer stays silent here, its silence elsewhere is worth
// nothing.
#include <tbb/parallel_for.h>

int main() {
  long sum = 0;
  tbb::parallel_for(0L, 1'000'000L, [&](long i) { sum += i; });
  return sum == 0 ? 1 : 0;
}
