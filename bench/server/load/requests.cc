#include "bench/server/load/requests.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <string_view>

#include "index/epoch/market.h"
#include "server/epochs.h"

namespace schakel::load {
namespace {

constexpr std::size_t kSample = 4000;

std::string post(std::string_view path, const Token& token, std::string_view type, std::string_view accept,
                 std::string_view body) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: load\r\nAuthorization: Bearer {}\r\nPurpose: {}\r\nContent-Type: {}\r\n"
      "Accept: {}\r\nContent-Length: {}\r\n\r\n{}",
      path, token.token, token.purpose, type, accept, body.size(), body);
}

template <class Id, class Record>
void sample(Market market, std::uint32_t numbers, testing::Random& random, std::vector<Record>& records) {
  for (std::size_t tries = 0; tries < 4 * kSample && records.size() < kSample && numbers > 0; ++tries) {
    const Id id{random.between(0, numbers - 1)};
    if (market.has(id)) records.push_back(market.record(id));
  }
}

// Now fewer hours at most, now more; what the record asks stays within the door's bounds.
template <class Hours>
void change_hours(Hours& hours, std::uint32_t round) {
  hours.set_max(std::clamp<std::uint32_t>(hours.max() + (round % 2 == 0 ? 1 : 0), std::max(hours.min(), 20U), 40));
}

std::uint64_t revision_now() {
  using std::chrono::microseconds;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<microseconds>(now).count());
}

}  // namespace

Result<Tokens> read_tokens(const std::string& session_json) {
  simdjson::dom::parser parser;
  simdjson::dom::array accounts;
  if (parser.parse(session_json)["demoAccounts"].get(accounts) != simdjson::SUCCESS)
    return fail(ErrorCode::kBadInput, "the server tells no demo accounts: start it with --demo");
  Tokens tokens;
  for (const simdjson::dom::element account : accounts) {
    std::string_view role, purpose, token;
    if (account["role"].get(role) != simdjson::SUCCESS || account["token"].get(token) != simdjson::SUCCESS ||
        account["purpose"].get(purpose) != simdjson::SUCCESS)
      return fail(ErrorCode::kBadInput, "a demo account has no role, token or purpose");
    const Token told{std::string(token), std::string(purpose)};
    if (role == "wsp-adviser") tokens.adviser = told;
    if (role == "batch") tokens.system = told;
    if (role == "admin") tokens.admin = told;
  }
  return tokens;
}

Result<Requests> Requests::open(const StoreLayout& layout, Tokens tokens, RequestOptions options) {
  const auto current = read_current(layout);
  if (!current) return std::unexpected(current.error());
  const auto epoch = Epoch::open(layout.epoch(current->id));
  if (!epoch) return std::unexpected(epoch.error());
  Requests requests;
  requests.tokens_ = std::move(tokens);
  requests.options_ = std::move(options);
  sample<SeekerId>({**epoch, nullptr}, (*epoch)->seekers(), requests.random_, requests.seekers_);
  sample<VacancyId>({**epoch, nullptr}, (*epoch)->vacancies(), requests.random_, requests.vacancies_);
  if (requests.seekers_.empty() || requests.vacancies_.empty())
    return fail(ErrorCode::kBadUsage, "the store has no seekers or no vacancies");
  return requests;
}

std::string Requests::query() {
  const std::string body = fmt::format(R"({{"vacancyId":"{}","top":{},"explanation":"{}"}})",
                                       random_.pick(vacancies_).id(), options_.top, options_.explanation);
  return post("/v1/vacancies/matches", tokens_.adviser, "application/json",
              options_.protobuf_answers ? "application/x-protobuf" : "application/json", body);
}

std::string Requests::update() {
  constexpr std::string_view kProtobuf = "application/x-protobuf";
  const std::uint32_t round = updates_++;
  const auto wrapped = [](const std::string& record) {  // field 1 of SeekerRecord and VacancyRecord
    std::string body = "\x0a";
    for (std::size_t size = record.size();; size >>= 7) {
      body += static_cast<char>((size & 127) | (size > 127 ? 128 : 0));
      if (size <= 127) break;
    }
    return body + record;
  };
  if (round % 4 == 3) {
    Vacancy& vacancy = vacancies_[random_.between(0, static_cast<std::uint32_t>(vacancies_.size() - 1))];
    vacancy.set_revision(revision_now());
    change_hours(*vacancy.mutable_offer()->mutable_hours(), round / 4);
    return post("/v1/vacancies/put", tokens_.system, kProtobuf, kProtobuf, wrapped(vacancy.SerializeAsString()));
  }
  Seeker& seeker = seekers_[random_.between(0, static_cast<std::uint32_t>(seekers_.size() - 1))];
  seeker.set_revision(revision_now());
  change_hours(*seeker.mutable_hours(), round);
  return post("/v1/seekers/put", tokens_.system, kProtobuf, kProtobuf, wrapped(seeker.SerializeAsString()));
}

std::string Requests::build_epoch() const {
  return post("/v1/epochs", tokens_.admin, "application/json", "application/json", "{}");
}

}  // namespace schakel::load
