// Follows the chain of an audit log from line to line.
#pragma once

#include <optional>
#include <string>

#include "server/audit/audit_line.h"
#include "server/audit/audit_mark.h"

namespace schakel {

// Not thread-safe.
class AuditChain {
 public:
  explicit AuditChain(AuditHead start = {0, std::string(kNoLineBefore)}) : head_(std::move(start)) {}

  // Takes the next line: what is wrong with its place, in words, or nothing. The chain goes on from it either way.
  [[nodiscard]] std::optional<std::string> follow(const AuditLine& line) {
    std::optional<std::string> wrong;
    if (!lost_ && line.sequence != head_.sequence + 1)
      wrong = "it is line " + std::to_string(line.sequence) + " where line " + std::to_string(head_.sequence + 1) +
              " was expected: lines were taken out, put in or exchanged";
    else if (!lost_ && line.previous != head_.hash)
      wrong = "it does not follow line " + std::to_string(head_.sequence) +
              ": that is not the line that stood before it when it was written";
    head_ = {line.sequence, line.hash};
    lost_ = false;
    return wrong;
  }

  // A line could not be read: the next one is taken as it comes.
  void lose() { lost_ = true; }
  [[nodiscard]] bool lost() const { return lost_; }

  [[nodiscard]] const AuditHead& head() const { return head_; }

 private:
  AuditHead head_;
  bool lost_ = false;
};

}  // namespace schakel
