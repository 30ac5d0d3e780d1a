#include "bench/support/reference_work.h"

#include <array>
#include <latch>
#include <thread>

#include "bench/support/stopwatch.h"

namespace schakel::bench {
namespace {

constexpr std::size_t kSums = 8192;
constexpr std::size_t kPostings = std::size_t{1} << 17;
constexpr std::size_t kList = 256;
constexpr std::size_t kWords = std::size_t{1} << 22;  // 32 MiB

constexpr std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

std::uint64_t add_postings(const std::vector<std::uint16_t>& postings) {
  alignas(64) std::array<std::uint32_t, kSums> sums{};
  std::uint64_t above = 0;
  for (std::uint32_t round = 0; round < 1400; ++round) {
    for (std::size_t list = 0; list < kPostings; list += kList) {
      const auto weight = static_cast<std::uint32_t>(1 + (list + round) % 97);
      for (std::size_t i = list; i < list + kList; ++i) sums[postings[i]] += weight;
    }
    for (const std::uint32_t sum : sums) above += sum > 800 * round ? 1 : 0;
  }
  return above;
}

std::uint64_t stream(const std::vector<std::uint64_t>& words) {
  std::uint64_t sum = 0;
  for (int round = 0; round < 24; ++round)
    for (const std::uint64_t word : words) sum += word ^ static_cast<std::uint64_t>(round);
  return sum;
}

std::uint64_t read_at_random(const std::vector<std::uint64_t>& words) {
  std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < 12'000'000; ++i) sum += words[mixed(i) % kWords];
  return sum;
}

std::uint64_t hash(const std::vector<std::uint64_t>& words) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (std::size_t i = 0; i < kWords * 6; ++i) hash = (hash ^ words[i % kWords]) * 0x100000001b3U;
  return hash;
}

}  // namespace

ReferenceWork::ReferenceWork(unsigned threads) : memories_(threads) {
  for (Memory& memory : memories_) {
    for (std::uint64_t i = 0; i < kPostings; ++i)
      memory.postings.push_back(static_cast<std::uint16_t>(mixed(i) % kSums));
    for (std::uint64_t i = 0; i < kWords; ++i) memory.words.push_back(mixed(~i));
  }
}

std::uint64_t ReferenceWork::work(Memory& memory) {
  return mixed(add_postings(memory.postings)) + mixed(stream(memory.words)) + mixed(read_at_random(memory.words)) +
         hash(memory.words);
}

ReferenceWork::Time ReferenceWork::run() {
  std::vector<Time> times(memories_.size());
  std::latch ready(static_cast<std::ptrdiff_t>(memories_.size()));
  std::vector<std::jthread> threads;
  threads.reserve(memories_.size());
  const Stopwatch watch;
  for (std::size_t i = 0; i < memories_.size(); ++i)
    threads.emplace_back([&, i] {
      ready.arrive_and_wait();
      const double before = thread_cpu();
      times[i].checksum = work(memories_[i]);
      times[i].cpu = thread_cpu() - before;
    });
  threads.clear();
  Time all{.wall = watch.wall(), .checksum = times[0].checksum};
  for (const Time& time : times) {
    all.cpu += time.cpu / static_cast<double>(times.size());
    if (time.checksum != all.checksum) all.checksum = 0;
  }
  return all;
}

}  // namespace schakel::bench
