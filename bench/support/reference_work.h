// A fixed piece of work that every other benchmark is held against, so that a machine which is slow today does not look
// like a program that has become slower.
//
// It does in small what the programs do: adds pseudo-random postings to sums that fit the first cache and compares
// them, streams memory, reads it at random, and hashes bytes. Never change it: stored ratios are worth nothing then.
#pragma once

#include <cstdint>
#include <vector>

namespace schakel::bench {

class ReferenceWork {
 public:
  // Makes the memory that it works on: 34 MiB per thread.
  explicit ReferenceWork(unsigned threads);

  struct Time {
    double wall = 0;  // seconds
    double cpu = 0;   // seconds per thread, on average
    std::uint64_t checksum = 0;
  };
  // All threads do the same, side by side. About a quarter of a second.
  [[nodiscard]] Time run();

 private:
  struct Memory {
    std::vector<std::uint16_t> postings;
    std::vector<std::uint64_t> words;
  };
  [[nodiscard]] static std::uint64_t work(Memory& memory);
  std::vector<Memory> memories_;
};

}  // namespace schakel::bench
