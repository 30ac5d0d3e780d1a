#include "index/epoch/record_head.h"

#include <google/protobuf/io/coded_stream.h>

#include <cstdint>
#include <string>

namespace schakel {
namespace {

using google::protobuf::io::CodedInputStream;

constexpr std::uint32_t bit(int field) { return 1U << static_cast<unsigned>(field); }

constexpr std::uint32_t kSeekerHead = bit(Seeker::kIdFieldNumber) | bit(Seeker::kPostcodeFieldNumber) |
                                      bit(Seeker::kTravelFieldNumber) | bit(Seeker::kWantedOccupationsFieldNumber) |
                                      bit(Seeker::kHoursFieldNumber) | bit(Seeker::kWantedTitlesFieldNumber);
constexpr std::uint32_t kVacancyHead = bit(Vacancy::kIdFieldNumber) | bit(Vacancy::kEmployerFieldNumber) |
                                       bit(Vacancy::kTitleFieldNumber) | bit(Vacancy::kOccupationFieldNumber) |
                                       bit(Vacancy::kOfferFieldNumber);

// By wire type: https://protobuf.dev/programming-guides/encoding/. Groups are not written by proto3.
bool skip_value(CodedInputStream& in, std::uint32_t tag) {
  std::uint64_t number = 0;
  switch (tag & 7U) {
    case 0:
      return in.ReadVarint64(&number);
    case 1:
      return in.Skip(8);
    case 2:
      return in.ReadVarint64(&number) && number <= INT32_MAX && in.Skip(static_cast<int>(number));
    case 5:
      return in.Skip(4);
    default:
      return false;
  }
}

// The fields with these numbers, as they stand.
std::string fields_of(std::string_view bytes, std::uint32_t fields) {
  std::string kept;
  CodedInputStream in(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  for (;;) {
    const auto begin = static_cast<std::size_t>(in.CurrentPosition());
    const std::uint32_t tag = in.ReadTag();
    if (tag == 0 || !skip_value(in, tag)) return kept;
    const std::uint32_t field = tag >> 3U;
    if (field < 32 && (fields >> field & 1U) != 0)
      kept += bytes.substr(begin, static_cast<std::size_t>(in.CurrentPosition()) - begin);
  }
}

}  // namespace

Seeker seeker_head(std::string_view bytes) {
  Seeker seeker;
  seeker.ParseFromString(fields_of(bytes, kSeekerHead));
  return seeker;
}

Vacancy vacancy_head(std::string_view bytes) {
  Vacancy vacancy;
  vacancy.ParseFromString(fields_of(bytes, kVacancyHead));
  return vacancy;
}

}  // namespace schakel
