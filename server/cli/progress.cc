#include "server/cli/progress.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace schakel::cli {
namespace {

constexpr std::chrono::seconds kFirstOnTerminal{2};
constexpr std::chrono::milliseconds kOnTerminal{200};
constexpr std::chrono::minutes kInFile{1};

// Whether it can be written or not: the task does not depend on it.
void print(const std::string& text) { static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr)); }

}  // namespace

Progress::Progress(std::string task, std::string unit)
    : terminal_(isatty(STDERR_FILENO) == 1), line_(std::move(task), std::move(unit)) {}

Progress::~Progress() {
  writer_ = {};  // which waits for it
  clear();
}

void Progress::tell() {
  telling_ = true;
  if (!writer_.joinable()) writer_ = std::jthread([this](const std::stop_token& stop) { write_on(stop); });
}

void Progress::begin(std::string part, std::string unit) {
  const std::scoped_lock lock(mutex_);
  line_.begin(Clock::now(), std::move(part), std::move(unit));
  tell();
}

void Progress::update(std::uint64_t count, std::uint64_t done, std::uint64_t total) {
  const std::scoped_lock lock(mutex_);
  line_.update(Clock::now(), count, done, total);
  tell();
}

void Progress::clear() {
  const std::scoped_lock lock(mutex_);
  if (shown_) print("\r\033[K");
  shown_ = telling_ = false;
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void Progress::write_on(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  auto next = start_ + (terminal_ ? kFirstOnTerminal : std::chrono::seconds(kInFile));
  while (!ended_.wait_until(lock, stop, next, [&] { return stop.stop_requested(); })) {
    const auto now = Clock::now();
    next = now + (terminal_ ? kOnTerminal : std::chrono::milliseconds(kInFile));
    if (!telling_) continue;
    shown_ = terminal_;
    print(terminal_ ? "\r" + line_.text(now) + "\033[K" : line_.text(now) + "\n");
  }
}

}  // namespace schakel::cli
