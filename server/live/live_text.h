// Full text while the records change: a generation of the text index, and what has changed since.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <utility>

#include "data/error.h"
#include "index/text/text_index.h"
#include "server/live/open_market.h"
#include "server/text_generation.h"

namespace schakel {

// Thread-safe.
class LiveText {
 public:
  // Makes the generation the one that is searched, with what the change log has behind it. Nothing may be written
  // meanwhile.
  [[nodiscard]] Result<void> use(TextGeneration generation, const RecordStore& records);
  void changed(RecordKind kind, const std::string& key);

  // What the generation knows; nothing: there is none.
  [[nodiscard]] std::optional<Sequence> sequence() const;

  // kNotFound without a generation. What has changed since is found by its old words: it is left out where the market
  // has it no more, and without a snippet otherwise.
  [[nodiscard]] Result<TextAnswer> search(const TextQuery& query, const OpenMarket& market) const;

 private:
  // Together, so that who still searches the one before has what changed since that one.
  struct Searched {
    TextGeneration generation;
    std::set<std::pair<RecordKind, std::string>> changed;  // since; under mutex_
  };

  mutable std::shared_mutex mutex_;
  std::shared_ptr<Searched> searched_;
};

}  // namespace schakel
