#include "tests/server/cli/program.h"

#include <fcntl.h>
#include <google/protobuf/util/json_util.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/support/temp_folder.h"

namespace schakel::test {
namespace {

using testing::read_bytes;
using testing::TempFolder;

[[noreturn]] void become_schakel(const std::vector<std::string>& arguments, uid_t user,
                                 const std::filesystem::path& out, const std::filesystem::path& err) {
  const int out_file = open(out.c_str(), O_WRONLY | O_CREAT, 0600);
  const int err_file = open(err.c_str(), O_WRONLY | O_CREAT, 0600);
  dup2(out_file, STDOUT_FILENO);
  dup2(err_file, STDERR_FILENO);
  if (user != 0 && setuid(user) != 0) _exit(126);
  std::vector<char*> argv{const_cast<char*>("schakel")};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(SCHAKEL_PROGRAM, argv.data());
  _exit(127);
}

std::string as_text(const google::protobuf::Value& value) {
  if (value.has_bool_value()) return value.bool_value() ? "true" : "false";
  if (!value.has_number_value()) return value.string_value();
  const auto whole = static_cast<long long>(value.number_value());
  return static_cast<double>(whole) == value.number_value() ? std::to_string(whole)
                                                            : std::to_string(value.number_value());
}

// What the program said: not what a sanitizer's symbolizer says about a frame that it cannot find, as it looks for
// suppressions.
std::string without_symbolizer(const std::string& text) {
  if (text.find("llvm-symbolizer") == std::string::npos) return text;
  std::string kept;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find("llvm-symbolizer") == std::string::npos) kept += line + '\n';
  return kept;
}

}  // namespace

Outcome run_schakel(const std::vector<std::string>& arguments, uid_t user) {
  const TempFolder folder;
  const pid_t child = fork();
  if (child == 0) become_schakel(arguments, user, folder / "out", folder / "err");
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return {code, read_bytes(folder / "out"), without_symbolizer(read_bytes(folder / "err"))};
}

google::protobuf::Struct parse_json(const std::string& text) {
  google::protobuf::Struct json;
  INFO(text);
  REQUIRE(lines_in(text) == 1);
  REQUIRE(google::protobuf::util::JsonStringToMessage(text, &json).ok());
  return json;
}

std::string at(const google::protobuf::Struct& json, std::string_view path) {
  google::protobuf::Value value;
  *value.mutable_struct_value() = json;
  std::istringstream names{std::string(path)};
  for (std::string name; std::getline(names, name, '.');) {
    INFO(path << " at " << name);
    google::protobuf::Value inner;
    if (value.has_list_value()) {
      const int index = std::stoi(name);
      REQUIRE(index < value.list_value().values_size());
      inner = value.list_value().values(index);
    } else {
      REQUIRE(value.struct_value().fields().contains(name));
      inner = value.struct_value().fields().at(name);
    }
    value = std::move(inner);
  }
  return as_text(value);
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

int lines_in(std::string_view text) { return static_cast<int>(std::ranges::count(text, '\n')); }

}  // namespace schakel::test
