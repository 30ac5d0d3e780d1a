// killed_load STORE FILE N: loads seekers in small batches and kills itself (SIGKILL) after the N-th of them.
#include <csignal>
#include <cstdlib>

#include "server/ingest/ingest.h"

int main(int argc, char** argv) {
  using namespace schakel;
  if (argc != 4) return 2;
  const std::filesystem::path file = argv[2];
  int batches_left = std::atoi(argv[3]);
  const auto store = RecordStore::open(argv[1], OpenMode::kReadWrite);
  if (!store) return 1;
  IngestOptions options{.threads = 2, .batch_rows = 50};
  options.progress = [&](const IngestProgress&) {
    if (--batches_left == 0) (void)std::raise(SIGKILL);
  };
  return ingest(**store, {.path = file, .kind = InputKind::kSeekers, .files = {file}}, options) ? 0 : 1;
}
