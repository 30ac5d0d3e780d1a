// What an overlay says about its base: who is gone from it, and lists that the base had no reason to make. The other
// files of an overlay are those of any epoch, of the records that came or changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

#include "data/error.h"
#include "index/epoch/array_file.h"
#include "index/epoch/postings.h"

namespace schakel {

struct OverlayArrays {
  std::vector<std::uint32_t> gone_seekers, gone_vacancies;  // numbers of the base, rising
  // Of the base's seekers: lists of nodes that the base has not, and of who may pass what nobody asked there as a MUST.
  // Keys and nodes have the overlay's numbers.
  PostingArrays later;
};

[[nodiscard]] Result<void> write_overlay(const OverlayArrays& overlay, const std::filesystem::path& folder);

// Opened by mmap. The spans live as long as this object.
class OverlayFile {
 public:
  [[nodiscard]] static Result<OverlayFile> open(const std::filesystem::path& folder);

  std::span<const std::uint32_t> gone_seekers, gone_vacancies;
  std::span<const ListKey> lists;
  std::span<const std::uint32_t> node_begin, offsets;
  std::span<const std::uint64_t> block_begin;
  std::span<const std::uint16_t> data;

 private:
  explicit OverlayFile(ArrayFile file) : file_(std::move(file)) {}
  ArrayFile file_;
};

}  // namespace schakel
