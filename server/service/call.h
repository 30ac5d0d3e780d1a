// One call while it is being answered, and what all calls share.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/format/json_record.h"
#include "server/access/access.h"
#include "server/http/handler.h"
#include "server/layout.h"
#include "server/live/live_market.h"
#include "server/service/api/common.pb.h"
#include "server/service/api/logged_match.pb.h"
#include "server/service/cursor.h"
#include "server/service/demo.h"
#include "server/service/failure.h"
#include "server/service/guard.h"
#include "server/service/log/match_log.h"
#include "server/service/market_views.h"
#include "server/service/metrics.h"
#include "server/service/open_runs.h"
#include "server/service/pool.h"
#include "server/service/recognisers.h"
#include "server/service/seats.h"
#include "server/service/stored_facts.h"

namespace schakel {

// Lives as long as the service.
struct Shared {
  StoreLayout layout;
  LiveMarket& live;
  Guard& guard;
  MatchLog& matches;
  CursorSeal cursors;
  std::string version;
  Tell tell;
  std::optional<Demo> demo;
  Recognisers recognisers;
  MarketViews market_views;
  OpenRuns runs;
  Seats advice_seats{2};  // of what-if and the clinic: one call may make a live list of every vacancy
  StoredFactsReader stored_facts;
  Metrics metrics;
  Pool<JsonReader> readers;
  std::atomic<bool> stopping{false};
};

struct Call {
  Shared& shared;
  const HttpRequest& request;
  const Caller& caller;                    // of nobody where the door is open
  std::shared_ptr<const OpenMarket> open;  // what is answered from, as long as the call lasts
  std::chrono::system_clock::time_point time;
  std::string match_id;              // of an answer about the market
  std::vector<std::string> persons;  // whom the answer is about, by opaque id
  bool shows_persons = true;         // false: it changes them
  // What is done while the lines of the audit log are being written, so that neither waits for the other; the answer
  // must be whole after it, and `persons` before it.
  std::function<Answered<void>()> act;
  std::optional<api::LoggedMatch> logged;     // a list that can be played again
  std::future<Result<void>> logging;          // what writing it comes to; see log_list()
  const api::LoggedMatch* replays = nullptr;  // the logged list that this one is to be again

  [[nodiscard]] Market market() const { return open->market(); }
  [[nodiscard]] const Words& words(api::Language language) const {
    return open->words(language == api::EN ? AnswerLanguage::kEnglish : AnswerLanguage::kDutch);
  }
  // Once each.
  void show(std::string_view person) {
    if (!person.empty() && std::ranges::find(persons, person) == persons.end()) persons.emplace_back(person);
  }
};

// Names the answer and what it was made from.
void fill_provenance(Call& call, api::Provenance& provenance);

// Says in call.logged what the list was made of, and begins to write it, unless it was only played again. Requires
// call.logged, and fill_provenance() before.
void log_list(Call& call);

}  // namespace schakel
