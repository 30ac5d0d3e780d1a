// An index over a snapshot in memory, in a folder that goes away with it.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "index/text/text_index.h"
#include "tests/index/text/fake_snapshot.h"
#include "tests/support/temp_folder.h"

namespace schakel::testing {

class BuiltIndex {
 public:
  explicit BuiltIndex(const FakeSnapshot& snapshot) {
    const auto built = TextIndex::build(snapshot, folder(), {});
    INFO((built ? "" : built.error().message));
    REQUIRE(built);
    auto opened = TextIndex::open(folder(), snapshot.sequence());
    INFO((opened ? "" : opened.error().message));
    REQUIRE(opened);
    index_ = std::move(*opened);
  }

  [[nodiscard]] std::filesystem::path folder() const { return temp_.path() / "text"; }
  [[nodiscard]] const TextIndex& operator*() const { return *index_; }
  [[nodiscard]] const TextIndex* operator->() const { return index_.get(); }

  [[nodiscard]] TextAnswer ask(const TextQuery& query) const {
    auto answer = index_->search(query);
    INFO(query.text << (answer ? "" : ": " + answer.error().message));
    REQUIRE(answer);
    return std::move(*answer);
  }
  [[nodiscard]] std::vector<std::string> ids(const std::string& text) const {
    std::vector<std::string> found;
    for (const TextHit& hit : ask({.text = text}).hits) found.push_back(hit.id);
    return found;
  }

 private:
  TempFolder temp_;
  std::unique_ptr<TextIndex> index_;
};

using Ids = std::vector<std::string>;

}  // namespace schakel::testing
