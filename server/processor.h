// Whether the processor knows what all other files are compiled for.
#pragma once

namespace schakel {

// What is checked of x86-64-v3, a bit each.
enum ProcessorFeature : unsigned { kAvx2 = 1, kBmi1 = 2, kBmi2 = 4, kFma = 8, kPopcnt = 16 };

// Returns when `missing`, bits of ProcessorFeature, is none. Else names them in a line on standard error and ends the
// process with 1, without destructors.
void require_processor(unsigned missing);

}  // namespace schakel
