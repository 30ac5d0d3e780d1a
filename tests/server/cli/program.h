// The program as its users run it: arguments in, exit code and text out.
#pragma once

#include <google/protobuf/struct.pb.h>
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::test {

struct Outcome {
  int exit_code = -1;  // 128 + signal where one ended it
  std::string out;
  std::string err;
};

// Runs schakel to its end. `user` other than 0: as that user (needs root).
[[nodiscard]] Outcome run_schakel(const std::vector<std::string>& arguments, uid_t user = 0);

// Parses one JSON object, with a line end and nothing behind it; fails the test when it is none.
[[nodiscard]] google::protobuf::Struct parse_json(const std::string& text);

// A value by its path: at(json, "inputs.0.rows"). Numbers and truths as text. Fails the test when it is not there.
[[nodiscard]] std::string at(const google::protobuf::Struct& json, std::string_view path);

[[nodiscard]] bool contains(std::string_view text, std::string_view part);
[[nodiscard]] int lines_in(std::string_view text);

}  // namespace schakel::test
