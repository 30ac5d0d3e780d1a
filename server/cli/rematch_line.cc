#include "server/cli/rematch_line.h"

#include <string>

namespace schakel::cli {

std::string_view name_of(RematchPart part) {
  switch (part) {
    case RematchPart::kReading:
      return "reading what was before";
    case RematchPart::kGathering:
      return "gathering earlier pairs";
    case RematchPart::kScoring:
      return "scoring earlier pairs anew";
    case RematchPart::kBounding:
      return "trying seekers near vacancies";
    case RematchPart::kMatching:
      return "";
    case RematchPart::kMerging:
      return "merging lists";
    case RematchPart::kAnew:
      return "making lists that ran short";
    case RematchPart::kWriting:
      return "writing lists";
  }
  return "";
}

void RematchLine::tell(RematchPart part, std::uint32_t done) {
  if (part_ != part || done < done_) {  // another, or the same once more
    progress_.begin(std::string(name_of(part)), part == RematchPart::kMatching ? "pairs" : "");
    part_ = part;
  }
  done_ = done;
  if (done > 0) progress_.update(pairs_ / 1000 * done, done, 1000);
}

}  // namespace schakel::cli
