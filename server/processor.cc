// Says in words that the processor is too old, before anything that is compiled for a newer one can run.
//
// This file alone is compiled for any x86-64, and its check runs before the constructors of all others. So it uses
// nothing of the standard library: an inline function of that could be the copy of a file that is not compiled so.
#include <unistd.h>

namespace {

bool is_new_enough() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
         __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("fma") != 0 &&
         __builtin_cpu_supports("popcnt") != 0;
}

constexpr char kSentence[] =
    "schakel: this processor is too old: schakel needs x86-64-v3 (AVX2, BMI2, FMA: any server since about 2015)\n";

[[gnu::constructor(101)]] void check_processor() {
  if (is_new_enough()) return;
  [[maybe_unused]] const auto written = write(STDERR_FILENO, kSentence, sizeof(kSentence) - 1);
  _exit(1);
}

}  // namespace
