#include "bench/peers/profiles.h"

#include <algorithm>
#include <bit>

namespace schakel::bench {
namespace {

bool is_used(const Epoch& epoch, ListNumber list, ListUse use) {
  const bool must = list >= epoch.postings.lists.size() || is_pass(epoch.postings.lists[list]);
  return use == ListUse::kAll || must == (use == ListUse::kMusts);
}

}  // namespace

void each_member(const Epoch& epoch, std::uint32_t block, ListNumber list,
                 const std::function<void(std::uint32_t)>& visit) {
  const std::uint32_t size = std::min(epoch.block_seekers(), epoch.seekers() - block * epoch.block_seekers());
  if (list >= epoch.postings.lists.size()) {
    const auto kind = list - epoch.postings.lists.size();
    const std::size_t words = epoch.block_seekers() / 64;
    const std::uint64_t* bits = epoch.unknown_bits.data() + (std::size_t{block} * kDemandKinds + kind) * words;
    for (std::uint32_t i = 0; i < size; ++i)
      if ((bits[i / 64] >> (i % 64) & 1U) != 0) visit(i);
    return;
  }
  const auto [words, dense] = epoch.postings.list(block, list);
  if (!dense)
    for (const std::uint16_t seeker : words) visit(seeker);
  else
    for (std::uint32_t i = 0; i < size; ++i)
      if ((words[i / 16] >> (i % 16) & 1U) != 0) visit(i);
}

Profiles profiles_of(const Epoch& epoch, ListUse use, std::uint32_t pad) {
  Profiles profiles;
  std::vector<std::vector<ListNumber>> rows(epoch.block_seekers());
  for (std::uint32_t block = 0; block < epoch.blocks(); ++block) {
    for (ListNumber list = 0; list < all_lists(epoch); ++list)
      if (is_used(epoch, list, use))
        each_member(epoch, block, list, [&](std::uint32_t seeker) { rows[seeker].push_back(list); });
    const std::uint32_t size = std::min(epoch.block_seekers(), epoch.seekers() - block * epoch.block_seekers());
    for (std::uint32_t i = 0; i < size; ++i) {
      profiles.lists.insert(profiles.lists.end(), rows[i].begin(), rows[i].end());
      while (profiles.lists.size() % pad != 0) profiles.lists.push_back(all_lists(epoch));
      profiles.begin.push_back(profiles.lists.size());
    }
    for (auto& row : rows) row.clear();
  }
  return profiles;
}

}  // namespace schakel::bench
