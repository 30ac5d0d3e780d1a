// A ready list of documents as a leaf of a Xapian query. Weighs nothing.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace schakel {

// Requires ascending, distinct documents of a single (not combined) database.
class PostingList : public Xapian::PostingSource {
 public:
  explicit PostingList(std::vector<Xapian::docid> documents) : documents_(std::move(documents)) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return size(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return documents_[at_]; }
  [[nodiscard]] bool at_end() const override { return at_ == documents_.size(); }
  [[nodiscard]] std::string get_description() const override { return "PostingList"; }

  void init(const Xapian::Database&) override { started_ = false; }
  void next(double) override {
    at_ = started_ ? at_ + 1 : 0;
    started_ = true;
  }
  void skip_to(Xapian::docid wanted, double) override {
    const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(started_ ? at_ : 0);
    at_ = static_cast<std::size_t>(std::lower_bound(from, documents_.end(), wanted) - documents_.begin());
    started_ = true;
  }

 private:
  [[nodiscard]] Xapian::doccount size() const { return static_cast<Xapian::doccount>(documents_.size()); }

  std::vector<Xapian::docid> documents_;
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace schakel
