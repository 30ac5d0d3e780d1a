#include "server/answers/position.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "server/answers/advice_words.h"
#include "server/answers/words.h"
#include "server/cli/asking.h"
#include "server/cli/market_id.h"
#include "server/cli/table.h"
#include "server/epochs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel position --store night --seeker s-000123           what is within reach, and what would open more\n"
    "  schakel position --store night --seeker s-000123 --json    everything, for a machine\n";

struct Options : Asking {
  std::string seeker;
  std::size_t most = 10;
};

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto seeker = require_seeker(options.layout, **epoch, options.seeker);
  if (!seeker) return std::unexpected(seeker.error());
  const Words words(**epoch, options.language);
  const PositionAnswer answer = position_of(**epoch, *seeker);
  if (options.json) {
    print_json(to_json(**epoch, words, answer));
    return {};
  }
  const std::string who = fmt::format("{} {}: {}", words.say("Kandidaat", "Seeker"), options.seeker,
                                      wish_in_words(words, (*epoch)->record(*seeker)));
  fmt::print("{}\n{}\n\n{}", wrap(who, 2),
             words.say("Stand {} van {}", "Epoch {} of {}", (*epoch)->id(), format_date((*epoch)->date())),
             position_in_words(**epoch, words, answer, options.most));
  return {};
}

}  // namespace

void add_position(CLI::App& program, Session& session) {
  const auto [command, options] =
      add_asking_command<Options>(program, session, "position",
                                  "A seeker's position on the labour market, and what would open more", kExamples, run);
  add_seeker_option(command, options.seeker);
  command.add_option("--top", options.most, "Lines per part of the answer (10)")->check(CLI::Range(1, 1000));
}

}  // namespace schakel::cli
