// Indexing on the line that tells how far it is.
#pragma once

#include <cstdint>
#include <string>

#include "server/cli/progress.h"
#include "server/indexing.h"

namespace schakel::cli {

class IndexLine {
 public:
  // `documents`: how many the text index will have.
  IndexLine(Progress& progress, std::uint64_t documents) : progress_(progress), documents_(documents) {
    progress_.begin("looking at what is there");
  }

  // Refers to this.
  [[nodiscard]] IndexProgress told() {
    return [this](IndexPart part, std::uint64_t documents) { tell(part, documents); };
  }

 private:
  void tell(IndexPart part, std::uint64_t documents);

  Progress& progress_;
  std::uint64_t documents_;
  std::string name_;
};

}  // namespace schakel::cli
