#include "server/http/static_files.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

using namespace schakel;

namespace {

constexpr std::array kTable{
    StaticFile{"/assets/app.1f.js", "text/javascript", "\"11\"", true, "let a = 1;", "gz......", "br..."},
    StaticFile{"/assets/tiny.css", "text/css", "\"22\"", false, "a{}", "longer", ""},
    StaticFile{"/index.html", "text/html; charset=utf-8", "\"33\"", false, "<p>index", "", ""},
};

HttpResponse get(std::string path, std::vector<HttpHeader> headers = {}, std::string method = "GET") {
  HttpRequest request;
  request.method = std::move(method);
  request.path = std::move(path);
  request.headers = std::move(headers);
  return StaticFiles(kTable).answer(request);
}

std::string value(const HttpResponse& response, std::string_view name) {
  const auto found = std::ranges::find(response.headers, name, &HttpHeader::name);
  return found == response.headers.end() ? "" : found->value;
}

}  // namespace

TEST_CASE("a file comes with its type, its tag and how long it may be kept") {
  const HttpResponse script = get("/assets/app.1f.js");
  CHECK(script.status == 200);
  CHECK(script.body == "let a = 1;");
  CHECK(script.content_type == "text/javascript");
  CHECK(value(script, "ETag") == "W/\"11\"");
  CHECK(value(script, "Cache-Control").ends_with("immutable"));
  CHECK(value(script, "Vary") == "Accept-Encoding");
  CHECK(value(script, "Content-Encoding").empty());
  CHECK(value(get("/assets/tiny.css"), "Cache-Control") == "no-cache");
}

TEST_CASE("the smallest variant that the caller takes is sent") {
  const auto sent = [](const char* accept) { return get("/assets/app.1f.js", {{"accept-encoding", accept}}); };
  CHECK(sent("gzip, br").body == "br...");
  CHECK(value(sent("gzip, br"), "Content-Encoding") == "br");
  CHECK(sent("gzip").body == "gz......");
  CHECK(sent("br;q=0, gzip").body == "gz......");
  CHECK(sent("identity").body == "let a = 1;");
  CHECK(get("/assets/tiny.css", {{"accept-encoding", "gzip, br"}}).body == "a{}");
}

TEST_CASE("who has a file already gets a 304 without a body, whatever the variant") {
  const HttpResponse again = get("/assets/app.1f.js", {{"if-none-match", "W/\"11\""}, {"accept-encoding", "br"}});
  CHECK(again.status == 304);
  CHECK(again.body.empty());
  CHECK(again.content_type.empty());
  CHECK(value(again, "ETag") == "W/\"11\"");
  CHECK(get("/assets/app.1f.js", {{"if-none-match", "\"12\""}}).status == 200);
}

TEST_CASE("the console's own pages all get the index, and a file that is not there is not found") {
  for (const char* path : {"/", "/vacature", "/regio/rijnmond", "/index.html"}) CHECK(get(path).body == "<p>index");
  for (const char* path : {"/favicon.ico", "/assets/app.js", "/.env", "no-slash", "", "/a.b"})
    CHECK(get(path).status == 404);
}

TEST_CASE("only GET and HEAD fetch a file") {
  CHECK(get("/", {}, "HEAD").body == "<p>index");  // the transport leaves it out
  CHECK(get("/", {}, "POST").status == 405);
  CHECK(value(get("/", {}, "POST"), "Allow") == "GET, HEAD");
}

TEST_CASE("without a console the first page says so, and nothing else is found") {
  HttpRequest request;
  request.method = "GET";
  request.path = "/";
  CHECK(StaticFiles({}).answer(request).body.find("zonder console") != std::string::npos);
  request.path = "/vacature";
  CHECK(StaticFiles({}).answer(request).status == 404);
}
