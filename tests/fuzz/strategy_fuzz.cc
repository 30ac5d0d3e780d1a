// Any bytes as a strategy: refused with a sentence, or read as what is written and read again.
#include <google/protobuf/text_format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "index/model/strategy.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto strategy = schakel::parse_strategy({reinterpret_cast<const char*>(data), size});
  if (!strategy) {
    require(strategy.error().code == schakel::ErrorCode::kBadInput && !strategy.error().message.empty());
    return 0;
  }
  std::string text;
  require(google::protobuf::TextFormat::PrintToString(*strategy, &text));
  const auto again = schakel::parse_strategy(text);
  require(again && schakel::strategy_hash(*again) == schakel::strategy_hash(*strategy));
  return 0;
}
