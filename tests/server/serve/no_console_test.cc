// The program as it is where the console was switched off: linked with no_console.cc, whatever this build has.
#include <catch2/catch.hpp>
#include <string>

#include "server/console/console_files.h"
#include "server/serve/serving.h"
#include "tests/server/made_store.h"

using namespace schakel;
using namespace schakel::test;

TEST_CASE("without the console the API answers, and the first page says that there is none") {
  REQUIRE(console_files().empty());
  const MadeStore store;
  auto serving = Serving::open({.layout = store.layout, .demo = true});
  REQUIRE(serving);
  const auto get = [&](std::string path) {
    HttpRequest request;
    request.method = "GET";
    request.path = std::move(path);
    return (*serving)->answer(request);
  };
  CHECK(get("/v1/health/ready").status == 200);
  const HttpResponse page = get("/");
  CHECK(page.status == 200);
  CHECK(contains(page.body, "/v1/openapi.json"));
  CHECK(get("/vacature").status == 404);
  (*serving)->stop();
  CHECK((*serving)->close());
}
