#include <algorithm>

#include "server/audit/audit_line.h"
#include "server/service/answers/operation.h"

namespace schakel {
namespace {

std::string utc(std::chrono::system_clock::time_point time) {
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
  return since.count() > 0 ? format_audit_time(since.count()) : "";
}

// One that was replaced and still answers.
void fill_kept(const OpenMarket& open, api::Epoch& epoch) {
  const Epoch& kept = *open.epoch->epoch;
  epoch.set_id(kept.id());
  epoch.set_date(format_date(kept.date()));
  epoch.set_sequence(kept.sequence());
  epoch.set_strategy_hash(kept.strategy_hash());
  if (kept.base() != nullptr) epoch.set_base(kept.base()->id());
  epoch.set_seekers(kept.active_seekers());
  epoch.set_vacancies(kept.vacancies());
}

}  // namespace

void fill_epoch(const LiveStatus& status, Market market, api::Epoch& epoch) {
  epoch.set_id(market.id());
  epoch.set_date(format_date(market.date()));
  epoch.set_sequence(status.epoch_sequence);
  epoch.set_strategy_hash(market.strategy_hash());
  epoch.set_base(status.base);
  epoch.set_current(true);
  epoch.set_seekers(market.active_seekers());
  epoch.set_vacancies(market.active_vacancies());
  epoch.set_changes(status.delta_seekers + status.delta_vacancies + status.gone_seekers + status.gone_vacancies);
}

void fill_build(const LiveStatus& status, api::BuildState& state) {
  if (status.jobs.empty()) return;
  const EpochJob& job = status.jobs.front();
  state.set_number(job.number);
  state.set_running(job.state == EpochJob::State::kRunning);
  state.set_whole(job.kind == EpochJob::Kind::kWhole);
  state.set_why(job.why);
  state.set_stage(job.stage);
  state.set_started(utc(job.began));
  if (job.state != EpochJob::State::kRunning) state.set_finished(utc(job.ended));
  state.set_epoch(job.epoch);
  state.set_error(job.error);
}

Answered<void> list_epochs(Call& call, api::Epochs& answer) {
  const LiveStatus status = call.shared.live.status();
  fill_epoch(status, call.market(), *answer.add_epochs());
  for (const std::string& id : status.kept)
    if (const auto kept = call.shared.live.market_of(id); kept && id != call.open->id())
      fill_kept(*kept, *answer.add_epochs());
  fill_build(status, *answer.mutable_build());
  return {};
}

Answered<void> current_epoch(Call& call, api::Epoch& answer) {
  fill_epoch(call.shared.live.status(), call.market(), answer);
  return {};
}

Answered<void> build_epoch_now(Call& call, const api::BuildRequest&, api::BuildState& answer) {
  call.act = [&call, &answer]() -> Answered<void> {
    const auto job = call.shared.live.begin_whole_epoch();
    if (!job) return refuse_error(job.error());
    fill_build(call.shared.live.status(), answer);
    answer.set_number(*job);
    return {};
  };
  return {};
}

}  // namespace schakel
