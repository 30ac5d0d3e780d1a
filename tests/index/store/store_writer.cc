// A process for the tests to kill: store_writer write|hold|read FOLDER [SEED BATCHES].
//   write: applies what is left of the script; after each acknowledged batch it says how many are in
//   hold:  opens for writing, says so, and waits until it is killed
//   read:  opens for reading and says the sequence
// A failure is told as "error CODE MESSAGE" with exit code 1.
#include <unistd.h>

#include <iostream>
#include <string>

#include "tests/index/store/script.h"

namespace schakel {
namespace {

int tell(const Error& error) {
  std::cout << "error " << static_cast<int>(error.code) << " " << error.message << std::endl;
  return 1;
}

int write_script(RecordStore& store, const Script& script) {
  const auto delivery = store.delivery(script_batch(script, 0, true).delivery->sha256);
  if (!delivery) return tell(delivery.error());
  for (std::size_t number = *delivery ? (*delivery)->next_row - 1 : 0; number < script.batches; ++number) {
    if (const auto applied = store.apply(script_batch(script, number, true)); !applied) return tell(applied.error());
    std::cout << number + 1 << std::endl;
    if (number % 7 == 6) {
      if (const auto compacted = store.compact(); !compacted) return tell(compacted.error());
    }
  }
  return 0;
}

int run(const std::string& command, const std::string& folder, const Script& script) {
  const auto store = RecordStore::open(folder, command == "read" ? OpenMode::kReadOnly : OpenMode::kReadWrite);
  if (!store) return tell(store.error());
  if (command == "write") return write_script(**store, script);
  std::cout << (*store)->sequence() << std::endl;
  while (command == "hold") pause();
  return 0;
}

}  // namespace
}  // namespace schakel

int main(int count, char** words) {
  if (count < 3) return 2;
  schakel::Script script;
  if (count > 3) script.seed = std::stoull(words[3]);
  if (count > 4) script.batches = std::stoull(words[4]);
  return schakel::run(words[1], words[2], script);
}
