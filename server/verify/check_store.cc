#include "server/verify/check_store.h"

#include <functional>
#include <utility>

#include "index/store/record_store.h"
#include "server/epochs.h"
#include "server/runs.h"
#include "server/text_generation.h"

namespace schakel {
namespace {

// What is there, in words, or what is wrong with it.
using Finding = Result<std::string>;

Finding check_records(const StoreLayout& layout) {
  const auto store = RecordStore::open(layout.records(), OpenMode::kReadOnly);
  if (!store) return std::unexpected(store.error());
  const auto snapshot = (*store)->snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  std::uint64_t records = 0;
  for (const RecordKind kind : {RecordKind::kSeeker, RecordKind::kVacancy, RecordKind::kConcept, RecordKind::kPlace}) {
    const auto count = [&](const StoredRecord&) { return ++records > 0; };
    if (auto scanned = (*snapshot)->scan(kind, 0, 1, count); !scanned) return std::unexpected(scanned.error());
  }
  return std::to_string(records) + " at sequence " + std::to_string((*snapshot)->sequence());
}

Finding check_epoch(const StoreLayout& layout, std::unique_ptr<const Epoch>& opened) {
  const auto current = read_current(layout);
  if (!current) return std::unexpected(current.error());
  auto epoch = Epoch::open(layout.epoch(current->id));
  if (!epoch) return std::unexpected(epoch.error());
  if ((*epoch)->id() != current->id)
    return fail(ErrorCode::kCorrupt, layout.epoch(current->id).string() + " holds another epoch, " + (*epoch)->id());
  opened = *std::move(epoch);
  return opened->id() + " of " + format_date(opened->date());
}

Finding check_run(const StoreLayout& layout, const Epoch& epoch, std::optional<std::uint32_t> top,
                  std::unique_ptr<const Run>& opened) {
  auto run = open_run(layout, epoch, top);
  if (!run) return std::unexpected(run.error());
  opened = *std::move(run);
  return "the " + std::to_string(opened->k()) + " best of each";
}

Finding check_text(const StoreLayout& layout) {
  const auto generation = open_newest_text(layout);
  if (!generation) return std::unexpected(generation.error());
  if (*generation && (*generation)->damaged.empty())
    return std::to_string((*generation)->index->documents()) + " documents at sequence " +
           std::to_string((*generation)->sequence);
  if (!newest_text(layout)) return "none";
  return fail(ErrorCode::kCorrupt, *generation ? (*generation)->damaged.front() : "the text index is damaged");
}

}  // namespace

CheckedStore check_store(const StoreLayout& layout, std::optional<std::uint32_t> top) {
  CheckedStore store;
  const auto add = [&](std::string name, const Finding& finding) {
    store.parts.push_back(
        {std::move(name), finding.value_or(""), finding ? std::nullopt : std::optional(finding.error())});
  };
  add("records", check_records(layout));
  add("epoch", check_epoch(layout, store.epoch));
  if (store.epoch) {
    const std::vector<std::uint32_t> all = runs_of(layout, store.epoch->id());
    const std::uint32_t chosen = top.value_or(all.empty() ? 0 : all.back());
    add("lists", check_run(layout, *store.epoch, top, store.run));
    for (const std::uint32_t other : all) {
      std::unique_ptr<const Run> also;
      if (other != chosen) add("lists", check_run(layout, *store.epoch, other, also));
    }
  }
  add("text index", check_text(layout));
  return store;
}

}  // namespace schakel
