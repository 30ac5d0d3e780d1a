// Text to concepts, by the taxonomy of an epoch: learned once, when somebody asks.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <vector>

#include "index/recognise/recogniser.h"
#include "server/answers/words.h"
#include "server/live/open_market.h"
#include "server/service/pool.h"

namespace schakel {

struct OpenRecogniser {
  std::unique_ptr<Recogniser> recogniser;
  mutable Pool<Recogniser::Worker> workers;
};

// Thread-safe. The first who asks of a taxonomy learns, for a second or two; others wait for it.
class Recognisers {
 public:
  // Of the epoch's taxonomy; an epoch over a base has that of its base. Errors: those of Recogniser::build().
  [[nodiscard]] Result<std::shared_ptr<const OpenRecogniser>> of(const OpenEpoch& epoch, RecogniserKind kind,
                                                                 AnswerLanguage language);

 private:
  struct Entry {
    std::mutex learning;
    std::string taxonomy;  // id of the whole epoch that it is of
    std::shared_ptr<const OpenRecogniser> known;
  };
  std::array<Entry, 4> entries_;  // by kind and language
};

}  // namespace schakel
