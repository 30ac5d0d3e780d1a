#include "server/live/market_keeper.h"

#include <utility>

#include "server/live/replay.h"

namespace schakel {
namespace {

bool was_stored(Outcome outcome) { return outcome == Outcome::kCreated || outcome == Outcome::kReplaced; }

// The outcomes of one write, from those of the batch that it was a part of.
std::vector<Outcome> part(const std::vector<Outcome>& all, std::size_t& at, std::size_t count) {
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::exchange(at, at + count));
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

Result<std::unique_ptr<LiveMarket>> LiveMarket::open(const StoreLayout& layout, const LiveOptions& options) {
  auto records = RecordStore::open(layout.records(), OpenMode::kReadWrite);
  if (!records) return std::unexpected(records.error());
  auto epoch = open_current_epoch(layout, options.tell ? options.tell : [](std::string_view) {});
  if (!epoch) return std::unexpected(epoch.error());
  if ((*epoch)->sequence() > (*records)->sequence())
    return fail(ErrorCode::kStale, "epoch " + (*epoch)->id() + " knows more than the records; make it anew with: " +
                                       "schakel index --store " + layout.root.string());
  auto keeper = std::make_unique<MarketKeeper>(layout, options, *std::move(records));
  if (auto started = keeper->start(*std::move(epoch)); !started) return std::unexpected(started.error());
  return keeper;
}

MarketKeeper::MarketKeeper(StoreLayout layout, const LiveOptions& options, std::unique_ptr<RecordStore> records)
    : layout_(std::move(layout)),
      options_(options),
      records_(std::move(records)),
      kept_(options.keep, options.keep_most),
      started_(options.now()) {
  if (!options_.tell) options_.tell = [](std::string_view) {};
}

MarketKeeper::~MarketKeeper() {
  queue_.close();
  if (committer_.joinable()) committer_.join();
  {
    const std::scoped_lock lock(work_mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (worker_.joinable()) worker_.join();
}

Result<void> MarketKeeper::start(std::unique_ptr<const Epoch> epoch) {
  const auto open = std::make_shared<const OpenEpoch>(std::move(epoch));
  writer_ = std::make_unique<DeltaWriter>(*open->epoch);
  const auto replayed = replay(*writer_, *records_, open->epoch->sequence());
  if (!replayed) return std::unexpected(replayed.error());
  taxonomy_changed_ = replayed->taxonomy_changed;
  now_ = std::make_shared<const OpenMarket>(OpenMarket{open, writer_->freeze(replayed->sequence)});
  if (replayed->records > 0) first_change_ = Clock::now().time_since_epoch().count();
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(layout_.epochs(), error))
    if (std::string id = entry.path().filename().string(); !id.starts_with('.') && id != now_->id())
      kept_.add(std::move(id), Clock::now());
  committer_ = std::thread([this] { commit_all(); });
  worker_ = std::thread([this] { work(); });
  return {};
}

std::shared_ptr<const OpenMarket> MarketKeeper::market() const {
  const std::scoped_lock lock(now_mutex_);
  return now_;
}

std::shared_ptr<const OpenMarket> MarketKeeper::market_of(std::string_view epoch) const {
  auto now = market();
  return now->id() == epoch ? now : kept_.find(epoch);
}

Result<WriteOutcome> MarketKeeper::write(Batch batch) {
  auto pending = parse_write(std::move(batch));
  if (!pending) return std::unexpected(pending.error());
  return queue_.add(*std::move(pending)).get();
}

Result<std::optional<std::string>> MarketKeeper::get(RecordKind kind, std::string_view key) const {
  return records_->get(kind, key);
}

Result<TextAnswer> MarketKeeper::search(const TextQuery& query) const { return text_.search(query, *market()); }

void MarketKeeper::commit_all() {
  for (;;) {
    auto group = queue_.take();
    if (group.empty()) return;
    commit(std::move(group));
    if (market()->delta->records() >= options_.fold_records) wake_.notify_all();
  }
}

void MarketKeeper::commit(std::vector<PendingWrite> group) {
  std::vector<std::pair<std::size_t, std::size_t>> sizes;
  for (const PendingWrite& write : group) sizes.emplace_back(write.batch.puts.size(), write.batch.erases.size());
  Batch batch = merged(group);
  const std::scoped_lock lock(write_mutex_);
  const auto applied = records_->apply(batch);
  if (!applied) {
    for (PendingWrite& write : group) write.done.set_value(std::unexpected(applied.error()));
    return;
  }
  std::size_t at = 0;
  for (const PendingWrite& write : group)
    for (const auto& record : write.records) {
      const std::size_t i = at++;
      if (!was_stored(applied->puts[i])) continue;
      text_.changed(batch.puts[i].kind, batch.puts[i].key);
      std::visit([&](const auto& one) { writer_->put(one, std::move(batch.puts[i].bytes)); }, record);
    }
  for (std::size_t i = 0; i < batch.erases.size(); ++i) {
    const auto& [kind, key] = batch.erases[i];
    if (applied->erases[i] != Outcome::kErased) continue;
    text_.changed(kind, key);
    kind == RecordKind::kSeeker ? writer_->erase_seeker(key) : writer_->erase_vacancy(key);
  }
  show(applied->sequence);
  std::size_t put = 0, erase = 0;
  for (std::size_t i = 0; i < group.size(); ++i)
    group[i].done.set_value(WriteOutcome{part(applied->puts, put, sizes[i].first),
                                         part(applied->erases, erase, sizes[i].second), applied->sequence});
}

// What the writer has is what is answered from, on its return. Requires write_mutex_.
void MarketKeeper::show(Sequence sequence) {
  auto next = std::make_shared<const OpenMarket>(OpenMarket{market()->epoch, writer_->freeze(sequence)});
  if (first_change_ == 0 && !next->delta->is_empty()) first_change_ = Clock::now().time_since_epoch().count();
  const std::scoped_lock lock(now_mutex_);
  now_.swap(next);  // the old one, where nobody else holds it, goes when the lock is given back
}

LiveStatus MarketKeeper::status() const {
  const auto now = market();
  const Epoch& epoch = *now->epoch->epoch;
  const Delta& delta = *now->delta;
  LiveStatus status{.epoch = epoch.id(),
                    .base = epoch.base() == nullptr ? "" : epoch.base()->id(),
                    .date = epoch.date(),
                    .epoch_sequence = epoch.sequence(),
                    .sequence = delta.sequence(),
                    .delta_seekers = delta.active_seekers(),
                    .delta_vacancies = delta.active_vacancies(),
                    .gone_seekers = delta.gone_seekers().count(),
                    .gone_vacancies = delta.gone_vacancies().count(),
                    .kept = kept_.ids(),
                    .text_sequence = text_.sequence(),
                    .jobs = jobs_.jobs()};
  status.kept.push_back(status.epoch);
  return status;
}

}  // namespace schakel
