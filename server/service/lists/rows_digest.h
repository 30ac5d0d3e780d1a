// The rows of an answered list as they are logged, so that the list can be held against a later one.
#pragma once

#include <string>

#include "index/seal/sha256.h"
#include "server/service/api/logged_match.pb.h"

namespace schakel {

inline const std::string& counterpart_of(const api::SeekerRow& row) { return row.seeker().id(); }
inline const std::string& counterpart_of(const api::VacancyRow& row) { return row.vacancy().id(); }

// Id and totals of every row, and the SHA-256 of those as protobuf, one behind the other.
template <class Rows>
void fill_rows(const Rows& rows, api::LoggedMatch& logged) {
  Sha256 digest;
  for (const auto& row : rows) {
    api::LoggedRow& kept = *logged.add_rows();
    kept.set_id(counterpart_of(row));
    kept.set_low(row.match().low());
    kept.set_high(row.match().high());
    digest.update(kept.SerializeAsString());
  }
  logged.set_rows_sha256(digest.finish());
}

}  // namespace schakel
