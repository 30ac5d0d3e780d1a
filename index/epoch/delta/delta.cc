#include "index/epoch/delta/delta.h"

#include "index/model/model.h"

namespace schakel {
namespace {

// Somebody of the chunks with this tie and name; `records` tells where a chunk keeps them.
template <class Chunks>
std::optional<std::uint32_t> find(const Chunks& chunks, std::uint64_t tie, std::string_view name, const auto& records) {
  for (std::uint32_t c = 0; c < chunks.size(); ++c) {
    const auto& chunk = *chunks[c];
    for (std::uint32_t i = 0; i < kChunkRecords; ++i)
      if (chunk.ties[i] == tie && (chunk.here >> i & 1U) != 0 && records(chunk)[i]->guest.name == name)
        return c * kChunkRecords + i;
  }
  return std::nullopt;
}

}  // namespace

void GoneMask::set(std::uint32_t number) {
  auto& shared = parts_[number / kPartNumbers];
  auto part = shared ? std::make_shared<Part>(*shared) : std::make_shared<Part>(Part{});
  (*part)[number % kPartNumbers / 64] |= std::uint64_t{1} << (number % 64);
  shared = std::move(part);
  ++count_;
}

std::optional<std::uint32_t> Delta::find_seeker(std::string_view name) const {
  return find(seeker_chunks_, fnv1a(name), name, [](const SeekerChunk& chunk) -> auto& { return chunk.seekers; });
}

std::optional<std::uint32_t> Delta::find_vacancy(std::string_view name) const {
  return find(vacancy_chunks_, mix64(fnv1a(name)), name,
              [](const VacancyChunk& chunk) -> auto& { return chunk.vacancies; });
}

}  // namespace schakel
