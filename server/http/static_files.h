// Files that travel inside the program: the console.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "server/http/handler.h"

namespace schakel {

// One file. Everything points into the program itself and lives as long as it does.
struct StaticFile {
  std::string_view path;          // "/assets/app.3f2a.js"; "/index.html" is what "/" shows
  std::string_view content_type;  // "text/javascript; charset=utf-8"
  std::string_view etag;          // in double quotes, of the bytes: "\"9f86d081884c7d65\""
  bool immutable = false;         // the name holds a hash of the content: it may be kept for a year
  std::string_view bytes;
  std::string_view gzip;    // the same, compressed; empty: not worth it
  std::string_view brotli;  // likewise
};

// Answers GET and HEAD from a table: the smallest variant that the caller takes, with ETag, 304 and Vary. A path that
// is not in the table and has no '.' behind its last '/' gets "/index.html", so that the console may name its pages
// ("/vacature"); others are a 404. An empty table: "/" is a short plain page that says that the console is switched
// off. Thread-safe. O(log n), and one copy of the bytes.
class StaticFiles {
 public:
  // Requires that `files` outlives it, sorted by path.
  explicit StaticFiles(std::span<const StaticFile> files) : files_(files) {}

  [[nodiscard]] HttpResponse answer(const HttpRequest& request) const;

 private:
  [[nodiscard]] const StaticFile* find(std::string_view path) const;

  std::span<const StaticFile> files_;
};

}  // namespace schakel
