#include "server/strategies/strategy_file.h"

#include "index/model/strategy.h"
#include "index/seal/seal.h"

namespace schakel {

Result<Strategy> read_strategy(const std::filesystem::path& file) {
  if (file.empty()) return standard_strategy();
  const auto text = read_whole_file(file);
  if (!text) return std::unexpected(text.error());
  auto strategy = parse_strategy(*text);
  if (!strategy) return fail(strategy.error().code, file.string() + ": " + strategy.error().message);
  return strategy;
}

}  // namespace schakel
