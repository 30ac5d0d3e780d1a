#include "loaders/records/listed_source.h"

#include <algorithm>
#include <utility>

namespace schakel {
namespace {

constexpr std::uint64_t kChunkRows = 1000;

class ListedSource : public Source {
 public:
  explicit ListedSource(Listed listed) : listed_(std::move(listed)) {}

  Result<std::optional<Chunk>> next() override {
    if (next_row_ > rows()) return std::nullopt;
    Chunk chunk{next_row_, next_row_, {}};
    next_row_ += kChunkRows;
    return chunk;
  }

  Parsed parse(const Chunk& chunk) const override {
    const std::uint64_t begin = chunk.first_row - 1;
    const std::uint64_t end = std::min(begin + kChunkRows, rows());
    Parsed parsed;
    parsed.rows = end - begin;
    parsed.bytes = bytes_before(end) - bytes_before(begin);
    for (std::uint64_t at = begin; at < end; ++at) {
      if (at < listed_.records.size())
        parsed.accepted.push_back(listed_.records[at]);
      else
        parsed.refused.push_back(listed_.refused[at - listed_.records.size()]);
    }
    return parsed;
  }

  std::uint64_t total_bytes() const override { return listed_.bytes; }
  std::vector<std::string> notes() const override { return listed_.notes; }

 private:
  std::uint64_t rows() const { return listed_.records.size() + listed_.refused.size(); }
  std::uint64_t bytes_before(std::uint64_t row) const { return rows() == 0 ? 0 : listed_.bytes * row / rows(); }

  Listed listed_;
  std::uint64_t next_row_ = 1;
};

}  // namespace

std::unique_ptr<Source> make_listed_source(Listed listed) { return std::make_unique<ListedSource>(std::move(listed)); }

}  // namespace schakel
