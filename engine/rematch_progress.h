// How far a rematch is: which part of it is under way, and how much of that is done.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>

namespace schakel {

// What can take seconds for a whole country. Which parts there are, and how often, depends on what the lists are made
// of.
enum class RematchPart : std::uint8_t {
  kReading,    // what was before: lists, and whose they are
  kGathering,  // the pairs of earlier lists
  kScoring,    // those pairs, anew
  kBounding,   // vacancies by seekers near them
  kMatching,
  kMerging,  // what was found into lists
  kAnew,     // lists of which too few rows are left
  kWriting,
};

// Told a part and its share done, 0..1000 of 1000; by any thread, one at a time. A part that is not counted stays at 0.
using RematchProgress = std::function<void(RematchPart, std::uint32_t)>;

// Counts the pieces of one part, on any threads, and tells when another thousandth is done. `told` must outlive it, and
// may be empty.
class PartProgress {
 public:
  PartProgress(const RematchProgress& told, RematchPart part, std::size_t pieces)
      : told_(told), part_(part), pieces_(pieces) {
    if (told_) told_(part_, 0);
  }

  void done_one() {
    if (!told_) return;
    const std::scoped_lock lock(mutex_);
    const auto share = static_cast<std::uint32_t>(++done_ * 1000 / pieces_);
    if (share != share_) told_(part_, share_ = share);
  }

 private:
  const RematchProgress& told_;
  RematchPart part_;
  std::size_t pieces_;
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::uint32_t share_ = 0;
};

}  // namespace schakel
