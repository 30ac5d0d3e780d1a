#include "server/cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include "server/cli/figures.h"

namespace schakel::cli {

Progress::Progress(std::string task, std::string unit)
    : task_(std::move(task)), unit_(std::move(unit)), terminal_(isatty(STDERR_FILENO) == 1) {}

void Progress::clear() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void Progress::update(std::uint64_t count, std::uint64_t done, std::uint64_t total) {
  const auto now = Clock::now();
  if (!terminal_ || now < next_) return;
  next_ = now + std::chrono::milliseconds(200);
  shown_ = true;
  const double so_far = seconds();
  std::string share;
  std::string left;
  if (total > 0 && done > 0 && done <= total) {
    share = fmt::format(" {} %", done * 100 / total);
    const double rest = so_far * static_cast<double>(total - done) / static_cast<double>(done);
    left = rest < 60 ? fmt::format("  {:.0f} s left", rest) : fmt::format("  {} left", human_seconds(rest));
  }
  fmt::print(stderr, "\r{}:{}  {} {}  {}{}\033[K", task_, share, thousands(count), unit_, per_second(count, so_far),
             left);
}

}  // namespace schakel::cli
