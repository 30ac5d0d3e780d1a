// Names that stand in configuration and in the audit log: of accounts, purposes and roles.
#pragma once

#include <string>
#include <string_view>

namespace schakel {

inline constexpr std::string_view kNameWords = "1 to 64 of a-z, 0-9, '.', '_' and '-', a letter or a figure first";

// Whether it is a name of an account or a purpose.
[[nodiscard]] bool is_name(std::string_view name);

// "wsp-adviser, werkcoach, batch, auditor or admin"
[[nodiscard]] std::string list_of_roles();

}  // namespace schakel
