#include "server/http/static_files.h"

#include <algorithm>
#include <string>

#include "server/http/accept.h"
#include "server/http/problem.h"

namespace schakel {
namespace {

constexpr std::string_view kNoConsole =
    "<!doctype html>\n"
    "<html lang=\"nl\"><meta charset=\"utf-8\"><title>Schakel</title>\n"
    "<h1>Schakel</h1>\n"
    "<p>Dit programma is gebouwd zonder console. De service antwoordt op <a href=\"/v1/openapi.json\">/v1</a>.</p>\n"
    "<p lang=\"en\">This program was built without the console. The service answers at /v1.</p>\n"
    "</html>\n";

HttpResponse not_found() {
  return problem_response({.status = 404, .code = "not-found", .detail = "there is nothing at this path"});
}

HttpResponse method_not_allowed() {
  HttpResponse response = problem_response({.status = 405, .detail = "this can be fetched with GET and HEAD only"});
  response.headers.push_back({"Allow", "GET, HEAD"});
  return response;
}

bool names_a_page(std::string_view path) {
  return path.starts_with('/') && path.substr(path.rfind('/')).find('.') == std::string_view::npos;
}

// Whichever is smallest of what the caller takes.
void put_body(const StaticFile& file, std::string_view accept_encoding, HttpResponse& response) {
  std::string_view best = file.bytes, coding;
  const auto offer = [&](std::string_view bytes, std::string_view name) {
    if (bytes.empty() || bytes.size() >= best.size() || !accepts_encoding(accept_encoding, name)) return;
    best = bytes;
    coding = name;
  };
  offer(file.gzip, "gzip");
  offer(file.brotli, "br");
  response.body = best;
  if (!coding.empty()) response.headers.push_back({"Content-Encoding", std::string(coding)});
}

// The same content in another coding is another sequence of bytes, and so has another strong tag: it is weak.
HttpResponse file_response(const StaticFile& file, const HttpRequest& request) {
  HttpResponse response;
  response.headers.push_back({"ETag", "W/" + std::string(file.etag)});
  response.headers.push_back({"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"});
  response.headers.push_back({"Vary", "Accept-Encoding"});
  if (names_etag(request.header("if-none-match"), file.etag)) {
    response.status = 304;
    return response;
  }
  response.content_type = file.content_type;
  put_body(file, request.header("accept-encoding"), response);
  return response;
}

}  // namespace

const StaticFile* StaticFiles::find(std::string_view path) const {
  const auto place = std::ranges::lower_bound(files_, path, {}, &StaticFile::path);
  return place != files_.end() && place->path == path ? &*place : nullptr;
}

HttpResponse StaticFiles::answer(const HttpRequest& request) const {
  if (request.method != "GET" && request.method != "HEAD") return method_not_allowed();
  if (files_.empty() && request.path == "/") {
    HttpResponse page{.content_type = "text/html; charset=utf-8", .body = std::string(kNoConsole)};
    page.headers.push_back({"Cache-Control", "no-cache"});
    return page;
  }
  const StaticFile* file = find(request.path);
  if (file == nullptr && names_a_page(request.path)) file = find("/index.html");
  return file == nullptr ? not_found() : file_response(*file, request);
}

}  // namespace schakel
