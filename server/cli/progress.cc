#include "server/cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cmath>

#include "server/cli/figures.h"

namespace schakel::cli {
namespace {

constexpr std::chrono::milliseconds kOnTerminal{200};
constexpr std::chrono::minutes kInFile{1};

std::string in_words(const Pace& pace, std::uint64_t count, const std::string& unit) {
  std::string words = fmt::format("  {} {}", thousands(count), unit);
  if (const auto rate = pace.per_second())
    words += fmt::format("  {}", per_second(static_cast<std::uint64_t>(std::llround(*rate)), 1));
  if (const auto left = pace.seconds_left())
    words += *left < 60 ? fmt::format("  {:.0f} s left", *left) : fmt::format("  {} left", human_seconds(*left));
  return words;
}

}  // namespace

Progress::Progress(std::string task, std::string unit)
    : task_(std::move(task)),
      unit_(std::move(unit)),
      terminal_(isatty(STDERR_FILENO) == 1),
      next_(start_ + (terminal_ ? std::chrono::seconds(2) : std::chrono::seconds(kInFile))) {}

void Progress::clear() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void Progress::update(std::uint64_t count, std::uint64_t done, std::uint64_t total) {
  const auto now = Clock::now();
  pace_.update(now, count, done, total);
  if (now < next_) return;
  const std::string share = total > 0 && done <= total ? fmt::format(" {} %", done * 100 / total) : "";
  const std::string line = task_ + ":" + share + in_words(pace_, count, unit_);
  if (terminal_) {
    next_ = now + kOnTerminal;
    shown_ = true;
    fmt::print(stderr, "\r{}\033[K", line);
  } else {
    next_ = now + kInFile;
    fmt::print(stderr, "{}\n", line);
  }
}

}  // namespace schakel::cli
