#include "loaders/format/json_number.h"

#include <cmath>
#include <limits>
#include <string_view>

#include "loaders/format/parse_number.h"

namespace schakel {
namespace {

using simdjson::dom::element_type;

struct Range {
  std::int64_t min;
  std::uint64_t max;
};

template <class Integer>
constexpr Range kRangeOf{std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};

Range range_of(ValueForm form) {
  switch (form) {
    case ValueForm::kInt32:
      return kRangeOf<std::int32_t>;
    case ValueForm::kUint32:
      return kRangeOf<std::uint32_t>;
    case ValueForm::kInt64:
      return kRangeOf<std::int64_t>;
    default:
      return kRangeOf<std::uint64_t>;
  }
}

std::optional<Whole> whole_in_double(double number) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (std::trunc(number) != number || std::abs(number) > kExact) return std::nullopt;
  return Whole{number < 0, static_cast<std::uint64_t>(static_cast<std::int64_t>(number))};
}

std::optional<Whole> whole_in_text(std::string_view text) {
  if (!text.starts_with('-'))
    return parse_number<std::uint64_t>(text).transform([](std::uint64_t number) { return Whole{false, number}; });
  return parse_number<std::int64_t>(text).transform(
      [](std::int64_t number) { return Whole{true, static_cast<std::uint64_t>(number)}; });
}

}  // namespace

std::optional<Whole> whole_of(const simdjson::dom::element& value, bool text_too) {
  switch (value.type()) {
    case element_type::INT64: {
      const std::int64_t number = value.get_int64().value_unsafe();
      return Whole{number < 0, static_cast<std::uint64_t>(number)};
    }
    case element_type::UINT64:
      return Whole{false, value.get_uint64().value_unsafe()};
    case element_type::DOUBLE:
      return whole_in_double(value.get_double().value_unsafe());
    case element_type::STRING:
      return text_too ? whole_in_text(value.get_string().value_unsafe()) : std::nullopt;
    default:
      return std::nullopt;
  }
}

bool fits(const Whole& whole, ValueForm form) {
  const Range range = range_of(form);
  return whole.negative ? static_cast<std::int64_t>(whole.bits) >= range.min : whole.bits <= range.max;
}

std::string expected_whole(ValueForm form) {
  const Range range = range_of(form);
  return "a whole number from " + std::to_string(range.min) + " to " + std::to_string(range.max);
}

}  // namespace schakel
