// The rules of the tree that a compiler does not check: who may include whom, which library belongs to which folder,
// and how long a file may be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schakel {

inline constexpr int kMaxLines = 299;

// What is wrong with one file, one sentence per offence ("line 3: ..."); empty when all is well. `path` is relative to
// the root, with '/'. Files under tests/ and bench/ may use the libraries of the folder that they mirror, and all
// folders of the project; only bench/ itself is nobody's to include.
[[nodiscard]] std::vector<std::string> offences(std::string_view path, std::string_view text);

}  // namespace schakel
