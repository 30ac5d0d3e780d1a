// Records written as protobuf text, and the questions that the examples ask of the reference scorer.
#pragma once

#include <google/protobuf/text_format.h>

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "data/reference/reference.h"
#include "engine/reference/reference.h"

namespace schakel::testing {

template <class Message>
Message record(const std::string& text) {
  Message message;
  if (!google::protobuf::TextFormat::ParseFromString(text, &message)) throw std::invalid_argument(text);
  return message;
}

inline Strategy standard() { return record<Strategy>(std::string(reference_text("strategy.textproto"))); }

inline constexpr Date kToday{20261122};

// A taxonomy and a geography that each example draws from.
//
//   competences            tools            occupations  isco  essential
//                         /  |  \           carpenter    7115  saw plane measure
//      woodwork       metal  measure  paint joiner       7115
//      /      \                             roofer       7121  saw plane
//    saw     plane      saw RELATED paint   painter      7131  paint
//                                           builders     71    (an ISCO group)
//                                           baker        7512
std::vector<Concept> concepts();
std::vector<Place> places();  // 1000 at (0, 0), 1001 at (3000, 4000), 1002 at (0, 100000), in metres

// A market of these vacancies, and nobody.
ReferenceMarket market_of(const std::vector<Vacancy>& vacancies, const Strategy& strategy = standard());

// How a seeker meets the only requirement of a vacancy, by the standard strategy.
ReferenceInterval quality(const std::string& requirement, const std::string& seeker);
ReferenceInterval quality(const std::string& requirement, const std::string& seeker, const Strategy& strategy);

// How well the only thing that a vacancy offers meets the seeker's wish.
ReferenceInterval offered(const std::string& vacancy, const std::string& seeker);

// The pair in a market of that vacancy.
ReferencePair pair(const std::string& vacancy, const std::string& seeker, const Strategy& strategy = standard());

}  // namespace schakel::testing

template <>
struct Catch::StringMaker<schakel::ReferenceInterval> {
  static std::string convert(const schakel::ReferenceInterval& interval) {
    return "[" + std::to_string(interval.low) + ", " + std::to_string(interval.high) + "]";
  }
};
