#include "data/reference/reference.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/data/table.h"

namespace schakel {
namespace {

bool is_table(const ReferenceFile& file) { return file.name.ends_with(".tsv"); }

std::string readme() {
  std::ifstream in(SCHAKEL_SOURCE_DIR "/data/reference/README.md");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST_CASE("the program carries every table of the folder, in order of name") {
  std::set<std::string> on_disk;
  for (const auto& entry : std::filesystem::directory_iterator(SCHAKEL_SOURCE_DIR "/data/reference"))
    if (entry.path().extension() == ".tsv" || entry.path().extension() == ".textproto")
      on_disk.insert(entry.path().filename().string());
  std::vector<std::string> carried;
  for (const ReferenceFile& file : reference_files()) carried.emplace_back(file.name);
  CHECK(carried == std::vector<std::string>(on_disk.begin(), on_disk.end()));
}

TEST_CASE("what the program carries is what the files say") {
  for (const ReferenceFile& file : reference_files()) {
    std::ifstream in(SCHAKEL_SOURCE_DIR "/data/reference/" + std::string(file.name), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    INFO(file.name);
    CHECK(text.str() == file.text);
    CHECK(reference_text(file.name).data() == file.text.data());
  }
}

TEST_CASE("a table is whole lines of full rows without stray spaces, and names its source") {
  for (const ReferenceFile& file : reference_files()) {
    if (!is_table(file)) continue;
    INFO(file.name);
    CHECK(file.text.ends_with('\n'));
    CHECK(file.text.find('\r') == std::string_view::npos);
    for (const std::string& line : test::split(file.text, '\n'))
      for (const std::string& cell : test::split(line, '\t'))
        for (const std::string& part : test::split(cell, '|')) {
          INFO(line);
          CHECK_FALSE((part.starts_with(' ') || part.ends_with(' ')));
        }
    const test::Table table = test::read_table(file.name);
    CHECK_FALSE(table.rows.empty());
    CHECK(std::ranges::any_of(table.comments, [](const std::string& line) {
      return line.find("Source") != std::string::npos || line.find("own") != std::string::npos;
    }));
  }
}

TEST_CASE("a table's first column is its key") {
  for (const ReferenceFile& file : reference_files()) {
    if (!is_table(file)) continue;
    const test::Table table = test::read_table(file.name);
    std::vector<std::string> keys = test::column(table, table.columns.front());
    std::ranges::sort(keys);
    const auto twice = std::ranges::adjacent_find(keys);
    INFO(file.name << ": " << (twice == keys.end() ? "" : *twice));
    CHECK(twice == keys.end());
    CHECK_FALSE(keys.front().empty());
  }
}

TEST_CASE("a table that has English names has one in every row") {
  std::set<std::string> with_english;
  for (const ReferenceFile& file : reference_files()) {
    if (!is_table(file)) continue;
    const test::Table table = test::read_table(file.name);
    for (const std::string& name : table.columns) {
      if (!name.ends_with("_en")) continue;
      with_english.emplace(file.name);
      for (const test::Row& row : table.rows) {
        INFO(file.name << ": " << row.at("code"));
        CHECK_FALSE(row.at(name).empty());
      }
    }
  }
  CHECK(with_english == std::set<std::string>{"competence_groups.tsv", "competences.tsv", "education_fields.tsv",
                                              "isco.tsv", "languages.tsv", "occupations.tsv", "sectors.tsv"});
}

TEST_CASE("the page about the tables names each one with its columns") {
  const std::string page = readme();
  for (const ReferenceFile& file : reference_files()) {
    if (!is_table(file)) continue;
    std::string row = "| `" + std::string(file.name) + "` | `";
    for (const std::string& name : test::read_table(file.name).columns) row += name + " ";
    row.back() = '`';
    INFO(row);
    CHECK(page.find(row) != std::string::npos);
  }
}

}  // namespace
}  // namespace schakel
