#include "server/cli/progress_line.h"

#include <fmt/core.h>

#include <cmath>
#include <utility>

#include "server/cli/figures.h"

namespace schakel::cli {
namespace {

std::string in_words(double seconds) {
  return seconds < 60 ? fmt::format("{:.0f} s", seconds) : human_seconds(seconds);
}

}  // namespace

void ProgressLine::begin(Time now, std::string part, std::string unit) {
  part_ = std::move(part);
  unit_ = std::move(unit);
  begun_ = now;
  pace_ = {};
  counted_ = false;
}

void ProgressLine::update(Time now, std::uint64_t count, std::uint64_t done, std::uint64_t total) {
  pace_.update(now, count, done, total);
  counted_ = true;
  count_ = count;
  done_ = done;
  total_ = total;
}

std::string ProgressLine::text(Time now) const {
  std::string line = part_.empty() ? task_ + ":" : task_ + ", " + part_ + ":";
  if (!counted_) return line + " " + in_words(std::chrono::duration<double>(now - begun_).count());
  if (total_ > 0 && done_ <= total_) line += fmt::format(" {} %", done_ * 100 / total_);
  if (!unit_.empty()) {
    line += fmt::format("  {} {}", thousands(count_), unit_);
    if (const auto rate = pace_.per_second())
      line += fmt::format("  {}", per_second(static_cast<std::uint64_t>(std::llround(*rate)), 1));
  }
  if (const auto left = pace_.seconds_left()) line += "  " + in_words(*left) + " left";
  return line;
}

}  // namespace schakel::cli
