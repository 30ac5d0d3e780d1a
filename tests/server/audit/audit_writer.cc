// A process for the tests to kill: audit_writer FOLDER THREADS SEGMENT_BYTES. Writes to the log from many threads at
// once, and says "SEQUENCE ID" for every person as soon as the line is acknowledged. A failure is "error MESSAGE", exit
// code 1.
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "server/audit/audit_log.h"

namespace {

using namespace schakel;

// One write(2) for a line, so that a kill does not leave half of one on the pipe.
void say(const std::string& line) {
  const std::string whole = line + "\n";
  if (write(STDOUT_FILENO, whole.data(), whole.size()) < 0) _exit(2);
}

void ask(AuditLog& log, int thread) {
  for (int i = 0;; ++i) {
    const std::string id = std::to_string(getpid()) + "-" + std::to_string(thread) + "-" + std::to_string(i);
    std::vector<std::string> persons;
    for (int person = 0; person <= i % 4; ++person) persons.push_back(id + "-" + std::to_string(person));
    const std::size_t count = persons.size();
    const auto sequence = log.append({.actor = "thread " + std::to_string(thread),
                                      .action = "match-vacancy",
                                      .objects = std::move(persons),
                                      .result = std::string(kResultShown)});
    if (!sequence) {
      say("error " + sequence.error().message);
      _exit(1);
    }
    for (std::size_t person = 0; person < count; ++person)
      say(std::to_string(*sequence - count + 1 + person) + " " + id + "-" + std::to_string(person));
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  const auto log = AuditLog::open(words[1], {.segment_bytes = std::stoull(words[3])});
  if (!log) {
    say("error " + log.error().message);
    return 1;
  }
  std::vector<std::thread> threads;
  for (int thread = 0; thread < std::stoi(words[2]); ++thread) threads.emplace_back(ask, std::ref(**log), thread);
  for (std::thread& thread : threads) thread.join();
}
