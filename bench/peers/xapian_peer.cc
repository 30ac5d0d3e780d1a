#include "bench/peers/xapian_peer.h"

#include <xapian.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "bench/peers/profiles.h"
#include "engine/pair.h"

namespace schakel::bench {
namespace {

constexpr Xapian::valueno kSlot = 0;

// A seeker as the value of its document: one slot, so that one stream is read.
struct Packed {
  SeekerScalars scalars;
  std::uint32_t position = 0;
};

std::string value_of(const Packed& packed) { return {reinterpret_cast<const char*>(&packed), sizeof packed}; }

std::string term_of(ListNumber list) {
  std::string term(4, '\0');
  for (int i = 0; i < 4; ++i) term[i] = static_cast<char>(list >> (24 - 8 * i) & 0xff);
  return term;
}

// Everybody whom travel, hours and shifts do not exclude, with wP * P + wR * R as the weight.
class SeekerSource : public Xapian::ValuePostingSource {
 public:
  SeekerSource(const Model& model, const Question& question)
      : Xapian::ValuePostingSource(kSlot), model_(model), question_(question) {}

  void init(const Xapian::Database& database) override {
    Xapian::ValuePostingSource::init(database);
    const CategoryWeights& w = model_.weights;
    set_maxweight(w.position * (question_.position + kMostPosition) + w.region * kUnits);
  }
  double get_weight() const override { return weight_; }
  void next(double least) override {
    Xapian::ValuePostingSource::next(least);
    go_on(least);
  }
  void skip_to(Xapian::docid document, double least) override {
    Xapian::ValuePostingSource::skip_to(document, least);
    go_on(least);
  }
  bool check(Xapian::docid document, double least) override {
    if (!Xapian::ValuePostingSource::check(document, least)) return false;
    return at_end() || get_docid() != document || weigh();
  }

 private:
  void go_on(double least) {
    while (!at_end() && !weigh()) Xapian::ValuePostingSource::next(least);
  }
  // Whether the current seeker is not excluded; sets the weight.
  bool weigh() {
    const std::string value = get_value();
    Packed seeker;
    std::memcpy(&seeker, value.data(), sizeof seeker);
    const SeekerScalars& s = seeker.scalars;
    const VacancyScalars& v = question_.scalars;
    if (hours_verdict(s, v) == Verdict::kFails || shift_verdict(s, v) == Verdict::kFails) return false;
    std::uint32_t region = 0;
    if (v.x_m != kNoPlace && s.x_m != kNoPlace) {
      const std::uint32_t distance = model_.distance_m(v.x_m - s.x_m, v.y_m - s.y_m);
      if (distance > s.bound_m.high && v.remote_percent != 100) return false;
      region = model_.decay(distance, s.bound_m.low);
    }
    const CategoryWeights& w = model_.weights;
    weight_ = w.position * (question_.position + seeker.position) + w.region * with_remote(region, v.remote_percent);
    return true;
  }

  const Model& model_;
  const Question& question_;
  double weight_ = 0;
};

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

// Who has some evidence, passes the filters and the MUSTs, with the weight of each list that they are on.
Xapian::Query query_of(const CategoryWeights& weights, const Question& question, SeekerSource& source) {
  std::vector<Xapian::Query> evidence, others;
  for (const PlannedList& list : question.lists) {
    const double weight = weights.demand * demand_of(list) + weights.wish * wish_of(list);
    const Xapian::Query term(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term_of(list.list)), weight);
    (is_evidence(list) ? evidence : others).push_back(term);
  }
  Xapian::Query query(Xapian::Query::OP_AND, any_of(evidence), Xapian::Query(&source));
  for (const auto& must : question.musts) {
    std::vector<Xapian::Query> lists;
    for (const ListNumber list : must) lists.emplace_back(term_of(list));
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, any_of(lists));
  }
  return others.empty() ? query : Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, any_of(others));
}

// Xapian's maps grow slow with what is held back, and rewriting what is there costs more with each commit: so parts are
// written, and merged once.
constexpr std::uint32_t kPart = 20'000;

void write_part(const Epoch& epoch, const Profiles& profiles, std::uint32_t first, const std::string& path) {
  Xapian::WritableDatabase part(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
  for (std::uint32_t i = first; i < std::min(epoch.seekers(), first + kPart); ++i) {
    Xapian::Document document;
    for (const ListNumber list : profiles[i]) document.add_boolean_term(term_of(list));
    document.add_value(kSlot, value_of({epoch.seeker_scalars[i], epoch.seeker_position_lows[i]}));
    part.add_document(document);
  }
  part.commit();
}

// Seeker s becomes document s + 1.
void fill(const Epoch& epoch, const std::filesystem::path& parts, const std::filesystem::path& merged) {
  setenv("XAPIAN_FLUSH_THRESHOLD", std::to_string(kPart).c_str(), 1);
  std::filesystem::create_directory(parts);
  const Profiles profiles = profiles_of(epoch, ListUse::kAll);
  Xapian::Database all;
  for (std::uint32_t first = 0; first < epoch.seekers(); first += kPart) {
    const std::string path = parts / std::to_string(first);
    write_part(epoch, profiles, first, path);
    all.add_database(Xapian::Database(path));
  }
  all.compact(merged, Xapian::DBCOMPACT_MULTIPASS | Xapian::Compactor::FULLER);
}

}  // namespace

struct XapianPeer::Opened {
  const Epoch& epoch;
  Xapian::Database database;
};

XapianPeer::XapianPeer(std::unique_ptr<Opened> opened) : opened_(std::move(opened)) {}
XapianPeer::~XapianPeer() = default;

std::string XapianPeer::title() { return std::string("Xapian ") + Xapian::version_string(); }

Result<std::unique_ptr<XapianPeer>> XapianPeer::build(const Epoch& epoch, const std::filesystem::path& folder) {
  const std::filesystem::path parts = folder.string() + ".parts";
  std::filesystem::remove_all(folder);
  std::filesystem::remove_all(parts);
  try {
    fill(epoch, parts, folder);
    std::filesystem::remove_all(parts);
    return std::unique_ptr<XapianPeer>(
        new XapianPeer(std::make_unique<Opened>(Opened{epoch, Xapian::Database(folder.string())})));
  } catch (const Xapian::Error& error) {
    return fail(ErrorCode::kIo, "Xapian: " + error.get_description());
  }
}

std::vector<Row> XapianPeer::best(const Question& question, std::uint32_t k) {
  SeekerSource source(opened_->epoch.model(), question);
  Xapian::Enquire enquire(opened_->database);
  enquire.set_weighting_scheme(Xapian::CoordWeight());
  enquire.set_query(query_of(opened_->epoch.model().weights, question, source));
  std::vector<Row> rows;
  for (std::uint32_t asked = k + k / 2;; asked *= 4) {
    rows.clear();
    const Xapian::MSet found = enquire.get_mset(0, asked);
    for (auto it = found.begin(); it != found.end(); ++it)
      rows.push_back({*it - 1, static_cast<std::uint32_t>(it.get_weight()) / kUnits});
    if (rows.size() < asked || rows.back().total < rows[k - 1].total) return rows;
  }
}

}  // namespace schakel::bench
