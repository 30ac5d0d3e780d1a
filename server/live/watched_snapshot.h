// A snapshot whose reading can be followed, and given up.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "index/store/record_store.h"

namespace schakel {

class WatchedSnapshot final : public RecordSnapshot {
 public:
  // `progress` is called now and then with the records read so far, from any thread; after `stop` is set, reading
  // fails.
  WatchedSnapshot(const RecordSnapshot& all, const std::atomic<bool>& stop, std::function<void(std::uint64_t)> progress)
      : all_(all), stop_(stop), progress_(std::move(progress)) {}

  [[nodiscard]] Sequence sequence() const override { return all_.sequence(); }
  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override {
    const auto scanned = all_.scan(kind, part, parts, [&](const StoredRecord& record) {
      const std::uint64_t read = ++read_;
      if (read % kEvery == 0) progress_(read);
      return !stop_ && visit(record);
    });
    if (scanned && stop_) return given_up();
    return scanned;
  }
  [[nodiscard]] Result<void> look_up(RecordKind kind, std::span<const std::string> keys,
                                     const std::function<bool(const StoredRecord&)>& visit) const override {
    const auto looked = all_.look_up(kind, keys, [&](const StoredRecord& record) { return !stop_ && visit(record); });
    if (looked && stop_) return given_up();
    return looked;
  }

 private:
  static constexpr std::uint64_t kEvery = 4096;
  static Result<void> given_up() { return fail(ErrorCode::kBusy, "given up, because the market is being closed"); }

  const RecordSnapshot& all_;
  const std::atomic<bool>& stop_;
  std::function<void(std::uint64_t)> progress_;
  mutable std::atomic<std::uint64_t> read_ = 0;
};

}  // namespace schakel
