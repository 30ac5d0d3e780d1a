// Xapian on its own, as good as it gets: a document per seeker, a term per list with a constant weight per query term,
// and a posting source that filters on travel, hours and shifts and gives the points for position and region.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bench/peers/answers.h"
#include "bench/peers/question.h"
#include "data/error.h"
#include "index/epoch/epoch.h"

namespace schakel::bench {

// Not thread-safe. The epoch must outlive it.
class XapianPeer {
 public:
  // Builds the database in `folder`, replacing what was there, compacts it and opens it.
  [[nodiscard]] static Result<std::unique_ptr<XapianPeer>> build(const Epoch& epoch,
                                                                 const std::filesystem::path& folder);
  // "Xapian" and its version.
  [[nodiscard]] static std::string title();
  XapianPeer(const XapianPeer&) = delete;
  XapianPeer& operator=(const XapianPeer&) = delete;
  ~XapianPeer();

  // The k best, and everybody with the total of the k-th: Xapian adds up the same integers, as doubles without
  // rounding, but orders equals by document number.
  [[nodiscard]] std::vector<Row> best(const Question& question, std::uint32_t k);

 private:
  struct Opened;
  explicit XapianPeer(std::unique_ptr<Opened> opened);
  std::unique_ptr<Opened> opened_;
};

}  // namespace schakel::bench
