#include <CLI/CLI.hpp>
#include <optional>

#include "server/answers/live_list.h"
#include "server/cli/asking.h"
#include "server/cli/market_id.h"
#include "server/cli/match_table.h"
#include "server/epochs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel match --store night --vacancy v-000042             who fits this vacancy?\n"
    "  schakel match --store night --seeker s-000123 --top 5      what is there for this person?\n"
    "  schakel match --store night --vacancy v-000042 --weights 7000,1000,0,2000 --unknown exclude\n"
    "  schakel match --store night --vacancy v-000042 --near-misses    who would fit, but for one must?\n"
    "The weights are those of demand, wish, position and region in the total, and sum to 10000.\n";

struct Options : Asking {
  std::optional<std::string> vacancy, seeker;  // one of the two
  std::uint32_t top = 20;
  std::vector<std::uint32_t> weights;
  std::string unknown = "include";
  bool near_misses = false;
  bool no_passende_arbeid = false;
};

Result<std::optional<CategoryWeights>> requested_weights(const std::vector<std::uint32_t>& numbers) {
  if (numbers.empty()) return std::nullopt;
  std::uint64_t sum = 0;
  for (const std::uint32_t number : numbers) sum += number;
  if (sum != kWeightSum)
    return fail(ErrorCode::kBadUsage, "--weights sum to " + std::to_string(sum) + ", expected exactly 10000");
  return CategoryWeights{numbers[0], numbers[1], numbers[2], numbers[3]};
}

Result<ListOwner> find_owner(const Options& options, const Epoch& epoch) {
  if (options.vacancy) return require_vacancy(options.layout, epoch, *options.vacancy);
  return require_seeker(options.layout, epoch, *options.seeker);
}

Result<void> run(const Options& options) {
  const auto weights = requested_weights(options.weights);
  if (!weights) return std::unexpected(weights.error());
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto owner = find_owner(options, **epoch);
  if (!owner) return std::unexpected(owner.error());
  const LiveList list = make_list(**epoch, {.owner = *owner,
                                            .top = options.top,
                                            .weights = *weights,
                                            .exclude_unknown = options.unknown == "exclude",
                                            .near_misses = options.near_misses,
                                            .passende_arbeid = !options.no_passende_arbeid});
  const Words words(**epoch, options.language);
  if (options.json)
    print_json(to_json(**epoch, words, list));
  else
    print_list(**epoch, words, list);
  return {};
}

}  // namespace

void add_match(CLI::App& program, Session& session) {
  const auto [command, options] = add_asking_command<Options>(
      program, session, "match", "One live list: who fits a vacancy, or what fits a seeker", kExamples, run);
  CLI::Option_group* owner = command.add_option_group("Whose list", "One of the two");
  owner->add_option("--vacancy", options.vacancy, "The seekers for this vacancy")->type_name("ID");
  owner->add_option("--seeker", options.seeker, "The vacancies for this seeker")->type_name("ID");
  owner->require_option(1);
  command.add_option("--top", options.top, "Number of rows (20)")->check(CLI::Range(1, 1000));
  command.add_option("--weights", options.weights, "Other weights than the strategy's")
      ->type_name("D,W,P,R")
      ->delimiter(',')
      ->expected(4)
      ->check(CLI::Range(0, 10000));
  command.add_option("--unknown", options.unknown, "exclude: leave out whoever may fail a criterion (include)")
      ->check(CLI::IsMember({"include", "exclude"}));
  CLI::Option* near_misses = command.add_flag("--near-misses", options.near_misses,
                                              "Also who fails exactly one must, and where they would stand");
  command
      .add_flag("--no-passende-arbeid", options.no_passende_arbeid,
                "Hold wishes to what was wished for, however long somebody has been searching")
      ->excludes(near_misses);
}

}  // namespace schakel::cli
