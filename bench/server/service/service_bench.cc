// What an answer of the service costs the processor, beside the match that is in it: lists of a vacancy in every form
// of explanation, as JSON and as protobuf, with the lines in the logs. bench_server_service STORE [LISTS]: of a store
// that schakel generate, load and index made; accounts are added to it.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "bench/support/must.h"
#include "bench/support/stopwatch.h"
#include "engine/match.h"
#include "index/seal/sha256.h"
#include "server/access/accounts.h"
#include "server/access/purposes.h"
#include "server/access/token.h"
#include "server/epochs.h"
#include "server/live/live_market.h"
#include "server/service/service.h"

namespace {

using namespace schakel;
using bench::must;

constexpr std::string_view kAccount = "bench";

std::string make_account(const StoreLayout& layout) {
  const NewToken token = must(make_token(kLeastTokenCost));
  must(change_accounts(layout.accounts(), [&](Accounts& accounts) -> Result<void> {
    accounts.remove(kAccount);
    const std::string wrong = accounts.add({.name = std::string(kAccount),
                                            .role = Role::kWspAdviser,
                                            .organisation = "bench",
                                            .purposes = Purposes::standard().codes_for(Role::kWspAdviser),
                                            .token_key = token.key,
                                            .token_hash = token.hash,
                                            .persons_per_hour = 1'000'000});
    return wrong.empty() ? Result<void>{} : fail(ErrorCode::kBadUsage, wrong);
  }));
  return token.token;
}

HttpRequest request_of(const std::string& token, std::string body, std::string_view accept) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/v1/vacancies/matches";
  request.headers = {{"authorization", "Bearer " + token},
                     {"purpose", "vacaturevervulling"},
                     {"content-type", "application/json"},
                     {"accept", std::string(accept)}};
  request.body = std::move(body);
  request.origin = "bench";
  return request;
}

struct Times {
  std::vector<double> cpu, wall;
  std::size_t bytes = 0;
};

void print(std::string_view name, Times times, std::string_view checksum) {
  std::ranges::sort(times.cpu);
  std::ranges::sort(times.wall);
  const auto at = [](const std::vector<double>& sorted, double share) {
    return 1000 * sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  };
  std::printf("%-28s %8.3f %8.3f %10.3f %8.3f %9zu  %.*s\n", std::string(name).c_str(), at(times.cpu, 0.5),
              at(times.cpu, 0.99), at(times.wall, 0.5), at(times.wall, 0.99), times.bytes / times.cpu.size(),
              static_cast<int>(checksum.size()), checksum.data());
}

std::vector<std::string> some_vacancies(Market market, std::size_t count) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) {
    const VacancyId id{static_cast<std::uint32_t>(i * 2'654'435'761U % market.vacancies())};
    if (market.has(id)) ids.emplace_back(market.name(id));
  }
  return ids;
}

void ask(Service& service, const std::string& token, const std::vector<std::string>& ids, std::string_view name,
         const std::string& rest, std::string_view accept) {
  Times times;
  Sha256 totals;
  for (const std::string& id : ids) {
    const HttpRequest request = request_of(token, "{\"vacancyId\":\"" + id + "\",\"top\":50" + rest + "}", accept);
    const double before = bench::thread_cpu();
    const bench::Stopwatch watch;
    const HttpResponse response = service.handle(request);
    times.wall.push_back(watch.wall());
    times.cpu.push_back(bench::thread_cpu() - before);
    times.bytes += response.body.size();
    if (response.status != 200) {
      std::fprintf(stderr, "%s\n", response.body.c_str());
      std::exit(1);
    }
    totals.update(response.body.substr(
        response.body.find("\"rows\"") == std::string::npos ? response.body.size() : response.body.find("\"rows\"")));
  }
  print(name, std::move(times), totals.finish().substr(0, 16));
}

void match_alone(Market market, const std::vector<std::string>& ids) {
  Times times;
  std::uint64_t sum = 0;
  for (const std::string& id : ids) {
    const double before = bench::thread_cpu();
    const bench::Stopwatch watch;
    Matcher matcher(market);
    const MatchAnswer answer =
        matcher.for_vacancy(*market.find_vacancy(id), {.k = 50, .weights = market.model().weights});
    times.wall.push_back(watch.wall());
    times.cpu.push_back(bench::thread_cpu() - before);
    for (const Ranked& row : answer.rows) sum = mix64(sum ^ row.key);
  }
  print("the match alone", std::move(times), std::to_string(sum));
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "bench_server_service STORE [LISTS]\n");
    return 2;
  }
  const StoreLayout layout{words[1]};
  const std::string token = make_account(layout);
  // The day of the epoch: on a later one some of its vacancies are closed.
  const Date date = must(read_current(layout)).date;
  const auto live = must(LiveMarket::open(layout, {.today = [date] { return date; }}));
  const auto service = must(Service::open({.layout = layout, .live = *live}));
  const auto open = live->market();
  const auto ids = some_vacancies(open->market(), count > 2 ? std::strtoul(words[2], nullptr, 10) : 500);
  std::printf("%u seekers, %u vacancies; times in ms\n", open->market().active_seekers(),
              open->market().active_vacancies());
  std::printf("%-28s %8s %8s %10s %8s %9s  %s\n", "", "cpu p50", "cpu p99", "wall p50", "wall p99", "bytes",
              "checksum");
  match_alone(open->market(), ids);
  ask(*service, token, ids, "NONE, protobuf", ",\"explanation\":\"NONE\"", "application/x-protobuf");
  ask(*service, token, ids, "NONE, JSON", ",\"explanation\":\"NONE\"", "application/json");
  ask(*service, token, ids, "DATA, protobuf", "", "application/x-protobuf");
  ask(*service, token, ids, "DATA, JSON", "", "application/json");
  ask(*service, token, ids, "SHORT, JSON", ",\"explanation\":\"SHORT\"", "application/json");
  ask(*service, token, ids, "FULL, JSON", ",\"explanation\":\"FULL\"", "application/json");
  must(service->close());
  return 0;
}
