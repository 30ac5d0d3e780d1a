#include "server/cli/index_line.h"

namespace schakel::cli {
namespace {

std::string name_of(IndexPart part, bool all_documents) {
  switch (part) {
    case IndexPart::kDocuments:
      return all_documents ? "finishing the text index" : "text index";
    case IndexPart::kReading:
      return "reading records";
    case IndexPart::kPosting:
      return "posting seekers";
    case IndexPart::kCounting:
      return "counting positions";
    case IndexPart::kWriting:
      return "writing the epoch";
  }
  return "";
}

}  // namespace

void IndexLine::tell(IndexPart part, std::uint64_t documents) {
  const bool all = documents >= documents_;
  const bool counted = part == IndexPart::kDocuments && !all;
  if (std::string name = name_of(part, all); name != name_)
    progress_.begin(name_ = std::move(name), counted ? "documents" : "");
  if (counted) progress_.update(documents, documents, documents_);
}

}  // namespace schakel::cli
