#include "bench/peers/tables.h"

#include <fstream>
#include <string>

#include "bench/peers/profiles.h"

namespace schakel::bench {
namespace {

// "{1,2,3}", as PostgreSQL reads an array.
template <class Numbers>
std::string braces(const Numbers& numbers) {
  std::string text = "{";
  for (const auto number : numbers) {
    if (text.size() > 1) text += ',';
    text += std::to_string(number);
  }
  return text + "}";
}

std::string place(std::int32_t metres) { return metres == kNoPlace ? "\\N" : std::to_string(metres); }
std::string bound(std::uint32_t metres) { return metres == kNoBound ? "\\N" : std::to_string(metres); }
int at_least(std::uint8_t hours) { return hours == kUnknown8 ? 0 : hours; }

void write_model(const Model& model, std::ostream& out) {
  const CategoryWeights& w = model.weights;
  std::vector<std::uint32_t> decay;
  for (std::uint32_t f = 0; f <= 1024; ++f) decay.push_back(model.decay(f, 1024));
  out << w.demand << '\t' << w.wish << '\t' << w.position << '\t' << w.region << '\t'
      << model.strategy.travel().detour_percent() << '\t' << braces(decay) << '\n';
}

void write_seekers(const Epoch& epoch, std::ostream& out) {
  const Profiles points = profiles_of(epoch, ListUse::kPoints), musts = profiles_of(epoch, ListUse::kMusts);
  for (std::uint32_t i = 0; i < epoch.seekers(); ++i) {
    const SeekerScalars& s = epoch.seeker_scalars[i];
    out << i << '\t' << place(s.x_m) << '\t' << place(s.y_m) << '\t' << bound(s.bound_m.high) << '\t'
        << bound(s.bound_m.low) << '\t' << at_least(s.hours_min) << '\t' << int{s.hours_max} << '\t'
        << (s.shift_work == NO ? 1 : 0) << '\t' << epoch.seeker_position_lows[i] << '\t' << braces(points[i]) << '\t'
        << braces(musts[i]) << '\n';
  }
}

void write_members(const Epoch& epoch, std::ostream& out) {
  std::vector<std::uint32_t> members;
  for (ListNumber list = 0; list < all_lists(epoch); ++list) {
    members.clear();
    for (std::uint32_t block = 0; block < epoch.blocks(); ++block)
      each_member(epoch, block, list,
                  [&](std::uint32_t seeker) { members.push_back(block * epoch.block_seekers() + seeker); });
    out << list << '\t' << braces(members) << '\n';
  }
}

void write_question(const CategoryWeights& w, const Question& question, std::ostream& out) {
  const VacancyScalars& v = question.scalars;
  std::vector<std::uint32_t> lists, weights, evidence;
  for (const PlannedList& list : question.lists) {
    lists.push_back(list.list);
    weights.push_back(w.demand * demand_of(list) + w.wish * wish_of(list));
    evidence.push_back(is_evidence(list) ? 1 : 0);
  }
  std::string musts;
  for (const auto& must : question.musts) musts += (musts.empty() ? "" : ";") + braces(must);
  out << question.vacancy.value << '\t' << place(v.x_m) << '\t' << place(v.y_m) << '\t' << int{v.remote_percent} << '\t'
      << at_least(v.hours_min) << '\t' << int{v.hours_max} << '\t' << (v.shift_work == YES ? 1 : 0) << '\t'
      << question.position << '\t' << braces(lists) << '\t' << braces(weights) << '\t' << braces(evidence) << '\t'
      << (musts.empty() ? "-" : musts) << '\n';
}

}  // namespace

Result<void> write_tables(const Epoch& epoch, const std::vector<Question>& questions,
                          const std::filesystem::path& folder) {
  std::ofstream model(folder / "model.tsv"), seekers(folder / "seekers.tsv"), members(folder / "members.tsv"),
      asked(folder / "questions.tsv");
  write_model(epoch.model(), model);
  write_seekers(epoch, seekers);
  write_members(epoch, members);
  for (const Question& question : questions) write_question(epoch.model().weights, question, asked);
  if (!model.flush() || !seekers.flush() || !members.flush() || !asked.flush())
    return fail(ErrorCode::kIo, "cannot write tables to " + folder.string());
  return {};
}

}  // namespace schakel::bench
