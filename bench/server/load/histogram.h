// Times, kept so that any quantile can be told to within one in a hundred, however many there are.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>

namespace schakel::load {

// From 1 microsecond to some hours. Below 128 each microsecond has a bucket, above each power of two has 64. After
// HdrHistogram (Gil Tene).
class Histogram {
 public:
  using Duration = std::chrono::steady_clock::duration;

  void add(Duration time) {
    const auto us = std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(time).count());
    const auto value = static_cast<std::uint64_t>(us);
    ++counts_[bucket_of(value)];
    ++count_;
    sum_us_ += value;
    most_us_ = std::max(most_us_, value);
  }

  void merge(const Histogram& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    count_ += other.count_;
    sum_us_ += other.sum_us_;
    most_us_ = std::max(most_us_, other.most_us_);
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double most_ms() const { return static_cast<double>(most_us_) / 1000; }
  [[nodiscard]] double mean_ms() const {
    return count_ == 0 ? 0 : static_cast<double>(sum_us_) / static_cast<double>(count_) / 1000;
  }

  // The least time that at least `share` of all took at most (0..1), rounded up to its bucket's end. 0 when empty.
  [[nodiscard]] double quantile_ms(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_) + 0.999999);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size() && count_ > 0; ++i) {
      seen += counts_[i];
      if (seen >= wanted && seen > 0) return static_cast<double>(std::min(end_of(i), most_us_)) / 1000;
    }
    return most_ms();
  }

 private:
  static constexpr std::size_t kLinear = 128, kPerPower = 64, kPowers = 30;

  static std::size_t bucket_of(std::uint64_t us) {
    if (us < kLinear) return us;
    const auto power = static_cast<std::size_t>(std::bit_width(us)) - 8;  // 128..255: 0
    const std::size_t step = (us >> (power + 1)) - kPerPower;
    return std::min(kLinear + power * kPerPower + step, kLinear + kPerPower * kPowers - 1);
  }
  // The last microsecond of a bucket.
  static std::uint64_t end_of(std::size_t bucket) {
    if (bucket < kLinear) return bucket;
    const std::size_t power = (bucket - kLinear) / kPerPower, step = (bucket - kLinear) % kPerPower;
    return ((std::uint64_t{kPerPower} + step + 1) << (power + 1)) - 1;
  }

  std::array<std::uint64_t, kLinear + kPerPower * kPowers> counts_{};
  std::uint64_t count_ = 0, sum_us_ = 0, most_us_ = 0;
};

}  // namespace schakel::load
