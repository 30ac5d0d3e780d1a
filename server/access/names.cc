#include "server/access/names.h"

#include <algorithm>

#include "server/access/permissions.h"

namespace schakel {
namespace {

bool letter_or_figure(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && letter_or_figure(name.front()) &&
         std::ranges::all_of(name, [](char c) { return letter_or_figure(c) || c == '.' || c == '_' || c == '-'; });
}

std::string list_of_roles() {
  std::string list;
  for (const Role role : all_roles()) {
    if (!list.empty()) list += role == all_roles().back() ? " or " : ", ";
    list += role_name(role);
  }
  return list;
}

}  // namespace schakel
