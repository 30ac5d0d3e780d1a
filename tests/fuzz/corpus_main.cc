// corpus_X FOLDER [FILE...]: runs a fuzz target over the files of its seed corpus, over each of them cut off at every
// byte, and over what some thousand chance changes make of them, the same ones every time: a small piece of fuzzing, in
// every run of the tests.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/fuzz/target.h"
#include "tests/support/random.h"

namespace {

constexpr int kChanged = 2000;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

// One to four changes: a byte that is another, gone or new, or a piece of another seed.
std::string changed(std::string text, const std::vector<std::string>& seeds, schakel::testing::Random& random) {
  for (std::uint32_t changes = random.between(1, 4); changes > 0; --changes) {
    const auto at = static_cast<std::size_t>(random.between(0, static_cast<std::uint32_t>(text.size())));
    switch (random.between(0, 3)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(random.between(0, 255));
        break;
      case 1:
        if (at < text.size()) text.erase(at, random.between(1, 8));
        break;
      case 2:
        text.insert(at, 1, static_cast<char>(random.between(0, 255)));
        break;
      default: {
        const std::string& other = seeds[random.between(0, static_cast<std::uint32_t>(seeds.size() - 1))];
        text.insert(at, other.substr(random.between(0, static_cast<std::uint32_t>(other.size())), 20));
      }
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::vector<std::string> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) seeds.push_back(bytes_of(entry.path()));
  for (int i = 2; i < argc; ++i) seeds.push_back(bytes_of(argv[i]));
  if (seeds.empty()) return 1;
  std::ranges::sort(seeds);
  for (const std::string& seed : seeds)
    for (std::size_t size = 0; size <= seed.size(); ++size) run(seed.substr(0, size));
  schakel::testing::Random random(1);
  for (int i = 0; i < kChanged; ++i) run(changed(seeds[static_cast<std::size_t>(i) % seeds.size()], seeds, random));
  std::cout << seeds.size() << " seeds and " << kChanged << " inputs made of them passed\n";
  return 0;
}
