#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/layers/layer_rules.h"

namespace fs = std::filesystem;
using schakel::offences;

TEST_CASE("every file of the tree keeps to its layer and to its length") {
  int files = 0;
  for (const char* folder : {"data", "loaders", "index", "engine", "server", "bench", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SCHAKEL_SOURCE_DIR) / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cc" && extension != ".proto") continue;
      std::ifstream file(entry.path());
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      const std::string path = fs::relative(entry.path(), SCHAKEL_SOURCE_DIR).generic_string();
      for (const std::string& offence : offences(path, text)) FAIL_CHECK(path << ": " << offence);
      ++files;
    }
  }
  CHECK(files > 20);
}

TEST_CASE("loaders and index do not include each other") {
  CHECK(offences("loaders/records/a.cc", "#include \"index/store/record_store.h\"\n").size() == 1);
  CHECK(offences("index/store/a.cc", "#include \"loaders/source.h\"\n").size() == 1);
  CHECK(
      offences("server/ingest.cc", "#include \"loaders/source.h\"\n#include \"index/store/record_store.h\"\n").empty());
}

TEST_CASE("data includes nothing of the others, and the engine nothing of the loaders") {
  CHECK(offences("data/a.h", "#include \"index/seal/seal.h\"\n").size() == 1);
  CHECK(offences("engine/a.h", "#include \"loaders/source.h\"\n").size() == 1);
  CHECK(offences("engine/a.h", "#include \"index/seal/seal.h\"\n#include \"data/error.h\"\n").empty());
}

TEST_CASE("a library stays in the folder that owns it, and in that folder's tests") {
  CHECK(offences("index/text/a.cc", "#include <rocksdb/db.h>\n").size() == 1);
  CHECK(offences("index/store/a.cc", "#include <rocksdb/db.h>\n").empty());
  CHECK(offences("tests/index/store/a.cc", "#include <rocksdb/db.h>\n").empty());
  CHECK(offences("index/store/a.cc", "#include <xapian.h>\n").size() == 1);
  CHECK(offences("engine/a.cc", "  #  include <fmt/core.h>  // sly\n").size() == 1);
  CHECK(offences("server/service/a.cc", "#include <boost/asio.hpp>\n").size() == 1);
  CHECK(offences("server/http/a.cc", "#include <boost/asio.hpp>\n").empty());
}

TEST_CASE("an include is written from the root") {
  CHECK(offences("server/a.cc", "#include \"ingest.h\"\n").size() == 1);
  CHECK(offences("server/a.cc", "#include \"../data/error.h\"\n").size() == 1);
}

TEST_CASE("a file of three hundred lines is too long, and one of 299 is not") {
  const auto lines = [](int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += '\n';
    return text;
  };
  CHECK(offences("data/a.h", lines(299)).empty());
  CHECK(offences("data/a.h", lines(300)).size() == 1);
}
