// How matches stand in a file of the match log: each is its length (4 bytes, little-endian), the first 8 bytes of its
// SHA-256 in hexadecimal, and the message LoggedMatch.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "server/service/api/logged_match.pb.h"

namespace schakel {

void append_record(const api::LoggedMatch& match, std::string& out);

// Gives the messages from the beginning of a file on, until one is cut off or damaged, or `take` has enough (false).
// Where the last one that it gave ends: never beyond the bytes. Cost: hashing them.
std::uint64_t each_record(std::string_view bytes, const std::function<bool(std::string_view)>& take);

}  // namespace schakel
