#include "server/access/accounts.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <thread>

#include "server/access/account_changes.h"
#include "server/access/token.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using testing::TempFolder;

namespace {

const std::string kHash = "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const std::string kOne = R"({"name":"jansen","role":"wsp-adviser","organisation":"WSP Rijnmond",)"
                         R"("purposes":["vacaturevervulling"],"tokenKey":"abcdefgh","tokenHash":")" +
                         kHash + "\"";

// `kOne` with something more, or something else.
std::string one(const std::string& more = "") { return kOne + more + "}\n"; }

std::string with(const std::string& from, const std::string& to) {
  std::string line = one();
  const std::size_t at = line.find(from);
  REQUIRE(at != std::string::npos);
  return line.replace(at, from.size(), to);
}

std::string refusal(const std::string& text) {
  const auto accounts = Accounts::parse(text, "accounts");
  REQUIRE(!accounts);
  CHECK(accounts.error().code == ErrorCode::kBadInput);
  return accounts.error().message;
}

Account certified(const std::string& name, char digit) {
  Account account;
  account.name = name;
  account.certificate = std::string(64, digit);
  return account;
}

}  // namespace

TEST_CASE("what a file of accounts says is what is read, and what is written again") {
  const std::string text =
      R"({"name":"batch-1","role":"batch","organisation":"UWV","purposes":["gegevenslevering","beheer"],"certificate":")" +
      std::string(64, 'a') + R"(","validUntil":"2027-12-31","personsPerHour":20,"disabled":true})" + "\n" + one();
  const auto accounts = Accounts::parse(text, "accounts");
  REQUIRE(accounts);
  CHECK(accounts->text() == text);
  const Account* const batch = accounts->find("batch-1");
  REQUIRE(batch != nullptr);
  CHECK(batch->role == Role::kBatch);
  CHECK(batch->purposes == std::vector<std::string>{"gegevenslevering", "beheer"});
  CHECK(batch->valid_until == Date{20271231});
  CHECK(batch->persons_per_hour == 20);
  CHECK(batch->disabled);
  CHECK(accounts->by_certificate(std::string(64, 'a')) == batch);
  CHECK(accounts->by_token_key("abcdefgh") == accounts->find("jansen"));
  CHECK(accounts->by_token_key("") == nullptr);
  CHECK(accounts->by_certificate("") == nullptr);
  CHECK(accounts->find("Jansen") == nullptr);
}

TEST_CASE("empty lines do not matter, and the order is that of the names") {
  const std::string second = with("jansen", "adams");
  const auto accounts = Accounts::parse("\n" + one() + "  \r\n\n", "accounts");
  REQUIRE(accounts);
  CHECK(accounts->all().size() == 1);
  CHECK(Accounts::parse("", "accounts")->all().empty());
}

TEST_CASE("each mistake in a file of accounts is told with the file, the line, the field and what was expected") {
  const std::string hash = std::string(kHash);
  const std::vector<std::pair<std::string, std::string>> mistakes{
      {"{", "column 2: found the end of the row"},
      {"[]", "found no JSON object"},
      {"{\"name\":\"\xff\"}", "the line is not UTF-8"},
      {R"({"role":"admin","purposes":[]})", "field name: it is missing, expected a text"},
      {with("jansen", "Jansen"), R"(field name: found "Jansen", expected 1 to 64 of a-z)"},
      {with("jansen", ""), R"(field name: found "")"},
      {with("wsp-adviser", "boss"),
       R"(field role: found "boss", expected wsp-adviser, werkcoach, batch, auditor or admin)"},
      {with("\"wsp-adviser\"", "7"), "field role: expected a text"},
      {with("[\"vacaturevervulling\"]", "\"vacaturevervulling\""), "field purposes: expected a list of texts"},
      {with("[\"vacaturevervulling\"]", "[1]"), "field purposes: expected a text, a whole number"},
      {with("\"vacaturevervulling\"", "\"A B\""), R"(field purposes: found "A B")"},
      {with("\"purposes\":[\"vacaturevervulling\"],", ""), "field purposes: it is missing"},
      {with("abcdefgh", "abc"), "field tokenKey: expected the 8 characters"},
      {with("scrypt$15", "scrypt$9"), "field tokenHash: expected scrypt$COST$8$1$SALT$HASH"},
      {with("scrypt$15", "scrypt$19"), "field tokenHash"},
      {with("scrypt$15$8$1", "scrypt$15$8$2"), "field tokenHash"},
      {with("scrypt$15", "md5$15"), "field tokenHash"},
      {with("\"tokenKey\":\"abcdefgh\",", ""), "fields tokenKey and tokenHash: expected both or neither"},
      {with(",\"tokenKey\":\"abcdefgh\",\"tokenHash\":\"" + hash + "\"", ""), "neither a token nor a certificate"},
      {one(R"(,"certificate":"ABC")"), R"(field certificate: found "ABC", expected a SHA-256)"},
      {one(R"(,"validUntil":"31-12-2027")"), R"(field validUntil: found "31-12-2027", expected a day as in)"},
      {one(R"(,"validUntil":"2027-02-30")"), R"(found "2027-02-30")"},
      {one(R"(,"personsPerHour":-1)"), "field personsPerHour: expected a text, a whole number from 0"},
      {one(R"(,"personsPerHour":1000001)"), R"(field personsPerHour: found "1000001", expected at most 1000000)"},
      {one(R"(,"personsPerHour":"5")"), "field personsPerHour: expected a whole number from 0"},
      {one(R"(,"disabled":1)"), "field disabled: expected true or false"},
      {one(R"(,"disabld":true)"), "field disabld: there is no such field"},
      {one(R"(,"disabled":true,"disabled":false)"), "field disabled: it stands there twice"},
      {one(R"(,"organisation":"b")"), "field organisation: it stands there twice"},
  };
  for (const auto& [line, expected] : mistakes) {
    const std::string message = refusal("\n" + line);
    INFO(line << "\n" << message);
    CHECK(message.starts_with("accounts, line 2: "));
    CHECK(message.find(expected) != std::string::npos);
  }
}

TEST_CASE("two accounts do not share a name, a token key or a certificate") {
  CHECK(refusal(one() + one()).find("line 2: there is an account jansen already") != std::string::npos);
  CHECK(refusal(one() + with("jansen", "adams")).find("token key \"abcdefgh\" is taken by account jansen") !=
        std::string::npos);
  Accounts accounts;
  CHECK(accounts.add(certified("a", '1')).empty());
  CHECK(accounts.add(certified("b", '2')).empty());
  CHECK_FALSE(accounts.add(certified("c", '1')).empty());
  CHECK(accounts.replace(certified("b", '1')).find("is taken by account a") != std::string::npos);
  CHECK(accounts.find("b")->certificate == std::string(64, '2'));
  CHECK(accounts.replace(certified("b", '3')).empty());
  CHECK(accounts.by_certificate(std::string(64, '2')) == nullptr);
  CHECK(accounts.by_certificate(std::string(64, '3')) == accounts.find("b"));
  CHECK_FALSE(accounts.replace(certified("z", '9')).empty());
  CHECK(accounts.remove("b"));
  CHECK_FALSE(accounts.remove("b"));
  CHECK(accounts.by_certificate(std::string(64, '3')) == nullptr);
}

TEST_CASE("the file is for its owner alone, and one that is not is refused with the way to mend it") {
  const TempFolder folder;
  const auto file = folder / "accounts";
  Accounts accounts;
  REQUIRE(accounts.add(certified("a", '1')).empty());
  REQUIRE(accounts.save(file));
  struct stat facts{};
  REQUIRE(stat(file.c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777U) == 0600);
  CHECK(Accounts::load(file)->text() == accounts.text());
  for (const unsigned mode : {0644U, 0620U, 0602U, 0660U}) {
    std::filesystem::permissions(file, std::filesystem::perms(mode));
    const auto refused = Accounts::load(file);
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::kNoPermission);
    CHECK(refused.error().message.find("chmod 600 " + file.string()) != std::string::npos);
  }
  CHECK(Accounts::load(folder / "nothing").error().code == ErrorCode::kNotFound);
}

TEST_CASE("changes at the same moment all count, and a change that fails changes nothing") {
  const TempFolder folder;
  const auto file = folder / "accounts";
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 5; ++i) {
        static_cast<void>(change_accounts(file, [&](Accounts& accounts) -> Result<void> {
          Account account = certified("t" + std::to_string(thread) + "-" + std::to_string(i), 'a');
          account.certificate.replace(0, 2, std::to_string(10 + thread * 5 + i));
          if (const std::string wrong = accounts.add(account); !wrong.empty()) return fail(ErrorCode::kBadUsage, wrong);
          return {};
        }));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(Accounts::load(file)->all().size() == 20);
  const std::string before = testing::read_bytes(file);
  const auto failed = change_accounts(file, [](Accounts& accounts) -> Result<void> {
    accounts.remove("t0-0");
    return fail(ErrorCode::kBadUsage, "no");
  });
  CHECK(!failed);
  CHECK(testing::read_bytes(file) == before);
}

TEST_CASE("what changed between two states of the accounts is told account by account") {
  Accounts before, after;
  for (const char* name : {"a", "b", "c", "d"}) REQUIRE(before.add(certified(name, name[0])).empty());
  after = before;
  REQUIRE(after.remove("a"));
  Account disabled = *after.find("b");
  disabled.disabled = true;
  REQUIRE(after.replace(disabled).empty());
  Account other = *after.find("c");
  other.role = Role::kAuditor;
  REQUIRE(after.replace(other).empty());
  REQUIRE(after.add(certified("0", '0')).empty());
  std::string told;
  for (const AccountChange& change : changes_between(before, after)) told += change.account + " " + change.what + "; ";
  CHECK(told == "0 added; a removed; b disabled; c changed; ");
  CHECK(changes_between(after, after).empty());
}
