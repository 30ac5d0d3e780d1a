// Says in words that the processor is too old, before anything that is compiled for a newer one can run.
//
// This file alone is compiled for any x86-64, and its check runs before the constructors of all others. So it uses
// nothing of the standard library: an inline function of that could be the copy of a file that is not compiled so.
#include "server/processor.h"

#include <unistd.h>

namespace schakel {
namespace {

struct Named {
  ProcessorFeature feature;
  const char* name;
};
constexpr Named kFeatures[] = {{kAvx2, "AVX2"}, {kBmi1, "BMI1"}, {kBmi2, "BMI2"}, {kFma, "FMA"}, {kPopcnt, "POPCNT"}};

unsigned missing_features() {
  __builtin_cpu_init();
  unsigned missing = 0;
  if (__builtin_cpu_supports("avx2") == 0) missing |= kAvx2;
  if (__builtin_cpu_supports("bmi") == 0) missing |= kBmi1;
  if (__builtin_cpu_supports("bmi2") == 0) missing |= kBmi2;
  if (__builtin_cpu_supports("fma") == 0) missing |= kFma;
  if (__builtin_cpu_supports("popcnt") == 0) missing |= kPopcnt;
  return missing;
}

struct Line {
  char text[256];
  unsigned size = 0;
  void add(const char* words) {
    while (*words != '\0') text[size++] = *words++;
  }
};

[[gnu::constructor(101)]] void check_processor() { require_processor(missing_features()); }

}  // namespace

void require_processor(unsigned missing) {
  if (missing == 0) return;
  Line line;
  line.add("schakel: this processor is too old: it lacks ");
  const char* before = "";
  for (const Named& one : kFeatures) {
    if ((missing & one.feature) == 0) continue;
    line.add(before);
    line.add(one.name);
    before = ", ";
  }
  line.add("; schakel needs x86-64-v3, as any server since about 2015 has it\n");
  [[maybe_unused]] const auto written = write(STDERR_FILENO, line.text, line.size);
  _exit(1);
}

}  // namespace schakel
