#include "index/epoch/epoch.h"

#include <algorithm>
#include <charconv>

#include "index/epoch/epoch_format.h"
#include "index/model/strategy.h"

namespace schakel {
namespace {

// Collects the first failure of many look-ups.
class Getter {
 public:
  explicit Getter(const ArrayFile& file) : file_(file) {}
  template <class T>
  void get(const std::string& name, std::span<const T>& values) {
    if (result_) result_ = file_.get(name, values);
  }
  template <class T>
  void rows(const std::string& name, RowSpans<T>& rows) {
    get(name + ".begin", rows.begin);
    get(name + ".cells", rows.cells);
  }
  void strings(const std::string& name, StringSpans& strings) {
    get(name + ".begin", strings.begin);
    get(name + ".bytes", strings.bytes);
  }
  [[nodiscard]] Result<void> result() const { return result_; }

 private:
  const ArrayFile& file_;
  Result<void> result_;
};

template <class Number>
Result<Number> number_fact(const Manifest& manifest, const std::string& name) {
  Number value{};
  const auto found = manifest.facts.find(name);
  if (found != manifest.facts.end()) {
    const char* end = found->second.data() + found->second.size();
    const auto read = std::from_chars(found->second.data(), end, value);
    if (read.ec == std::errc() && read.ptr == end) return value;
  }
  return fail(ErrorCode::kCorrupt, "the epoch's manifest has no number '" + name + "'");
}

std::optional<std::uint32_t> find_name(std::span<const std::uint32_t> order, const StringSpans& names,
                                       std::string_view name) {
  const auto found = std::ranges::lower_bound(order, name, {}, [&](std::uint32_t i) { return names[i]; });
  if (found == order.end() || names[*found] != name) return std::nullopt;
  return *found;
}

}  // namespace

Result<std::unique_ptr<Epoch>> Epoch::open_files(const std::filesystem::path& folder, bool verify) {
  auto manifest = verify ? verify_seal(folder) : read_manifest(folder);
  if (!manifest) return std::unexpected(manifest.error());
  std::unique_ptr<Epoch> epoch(new Epoch);
  epoch->manifest_ = *std::move(manifest);
  if (auto known = check_epoch_format(epoch->manifest_, folder); !known) return std::unexpected(known.error());
  if (auto read = epoch->read_facts(); !read) return std::unexpected(read.error());
  const auto text = read_whole_file(folder / "strategy.textproto");
  if (!text) return std::unexpected(text.error());
  const auto strategy = parse_strategy(*text);
  if (!strategy) return std::unexpected(strategy.error());
  epoch->model_ = std::make_unique<Model>(*strategy, epoch->date_);
  for (const auto map :
       {&Epoch::map_seekers, &Epoch::map_vacancies, &Epoch::map_positions, &Epoch::map_postings, &Epoch::map_records})
    if (auto mapped = (*epoch.*map)(folder); !mapped) return std::unexpected(mapped.error());
  return epoch;
}

Result<std::unique_ptr<const Epoch>> Epoch::open(const std::filesystem::path& folder, bool verify,
                                                 std::shared_ptr<const Epoch> base) {
  auto opened = open_files(folder, verify);
  if (!opened) return std::unexpected(opened.error());
  if ((*opened)->manifest_.facts.contains("base"))
    return open_over(*std::move(opened), folder, verify, std::move(base));
  Epoch& epoch = **opened;
  std::vector<Concept> concepts(epoch.concept_records_.size());
  for (std::size_t i = 0; i < concepts.size(); ++i) {
    const std::string_view bytes = epoch.concept_records_[i];
    concepts[i].ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  }
  epoch.taxonomy_ = std::make_shared<Taxonomy>(concepts, *epoch.model_);
  epoch.groups_ = std::make_shared<OccupationGroups>(*epoch.taxonomy_);
  return opened;
}

Result<void> Epoch::read_facts() {
  const auto date = parse_date(manifest_.facts["date"]);
  if (!date) return fail(ErrorCode::kCorrupt, "the epoch's manifest has no date");
  date_ = *date;
  strategy_hash_ = manifest_.facts["strategyHash"];
  const auto sequence = number_fact<Sequence>(manifest_, "sequence");
  if (!sequence) return std::unexpected(sequence.error());
  sequence_ = *sequence;
  const auto block = number_fact<std::uint32_t>(manifest_, "blockSeekers");
  if (!block) return std::unexpected(block.error());
  if (*block == 0 || *block % 64 != 0 || *block > kBlockSeekers)
    return fail(ErrorCode::kCorrupt, "the epoch's blocks have an impossible size");
  block_seekers_ = *block;
  return {};
}

Result<void> Epoch::map_seekers(const std::filesystem::path& folder) {
  auto file = ArrayFile::open(folder / "seekers.bin");
  if (!file) return std::unexpected(file.error());
  Getter getter(*file);
  getter.get("scalars", seeker_scalars);
  getter.get("ties", seeker_ties);
  getter.get("by_name", seekers_by_name_);
  getter.get("filter.x", filters.x);
  getter.get("filter.y", filters.y);
  getter.get("filter.reach_squared", filters.reach_squared);
  getter.get("filter.hours_min", filters.hours_min);
  getter.get("filter.hours_max", filters.hours_max);
  getter.get("filter.refuses_shifts", filters.refuses_shifts);
  getter.get("cells", cells);
  getter.get("days", seeker_days);
  getter.get("unknown", unknown_bits);
  getter.strings("names", seeker_names_);
  getter.rows("competences", competences_);
  getter.rows("experience", experience_);
  getter.rows("education", education_);
  getter.rows("languages", languages_);
  getter.rows("licences", licences_);
  getter.rows("wanted", wanted_);
  getter.rows("sectors", sectors_);
  files_.push_back(*std::move(file));
  everybody_is_here();
  return getter.result();
}

Result<void> Epoch::map_vacancies(const std::filesystem::path& folder) {
  auto file = ArrayFile::open(folder / "vacancies.bin");
  if (!file) return std::unexpected(file.error());
  Getter getter(*file);
  getter.get("scalars", vacancy_scalars);
  getter.get("ties", vacancy_ties);
  getter.get("by_name", vacancies_by_name_);
  getter.get("last_days", vacancy_last_days);
  getter.strings("names", vacancy_names_);
  getter.rows("items_of", vacancy_items_);
  getter.get("items", items);
  getter.strings("codes", codes_);
  files_.push_back(*std::move(file));
  return getter.result();
}

Result<void> Epoch::map_positions(const std::filesystem::path& folder) {
  auto file = ArrayFile::open(folder / "positions.bin");
  if (!file) return std::unexpected(file.error());
  Getter getter(*file);
  getter.get("seekers", seeker_positions);
  getter.get("vacancies", vacancy_positions);
  getter.get("cells", market_cells_);
  getter.strings("regions", regions_);
  files_.push_back(*std::move(file));
  if (auto got = getter.result(); !got) return got;
  seeker_lows_.reserve(seeker_positions.size());
  for (const SeekerPosition& position : seeker_positions) seeker_lows_.push_back(position.points.low);
  seeker_position_lows = seeker_lows_;
  return {};
}

Result<void> Epoch::map_postings(const std::filesystem::path& folder) {
  auto file = ArrayFile::open(folder / "postings.bin");
  if (!file) return std::unexpected(file.error());
  Getter getter(*file);
  getter.get("nodes", nodes.nodes);
  getter.get("ladder_begin", nodes.ladder_begin);
  getter.get("ladders", nodes.ladders);
  getter.get("lists", postings.lists);
  getter.get("node_begin", postings.node_begin);
  getter.get("offsets", postings.offsets);
  std::span<const std::uint64_t> block_begin;
  std::span<const std::uint16_t> data;
  getter.get("block_begin", block_begin);
  getter.get("data", data);
  files_.push_back(*std::move(file));
  if (auto got = getter.result(); !got) return got;
  for (std::size_t block = 0; block + 1 < block_begin.size(); ++block)
    block_data_.push_back(data.data() + block_begin[block]);
  postings.block_data = block_data_;
  postings.own_lists = static_cast<std::uint32_t>(postings.lists.size());
  return {};
}

Result<void> Epoch::map_records(const std::filesystem::path& folder) {
  auto records = ArrayFile::open(folder / "records.bin"), taxonomy = ArrayFile::open(folder / "taxonomy.bin");
  for (const auto* file : {&records, &taxonomy})
    if (!*file) return std::unexpected(file->error());
  Getter of_records(*records), of_taxonomy(*taxonomy);
  of_records.strings("seekers", seeker_records_);
  of_records.strings("vacancies", vacancy_records_);
  of_taxonomy.strings("concepts", concept_records_);
  of_taxonomy.strings("places", place_records_);
  for (auto* file : {&records, &taxonomy}) files_.push_back(std::move(**file));
  if (auto got = of_records.result(); !got) return got;
  return of_taxonomy.result();
}

const NodeIndex& Epoch::node_index() const {
  std::call_once(node_index_built_, [this] {
    const std::size_t keys = std::max({taxonomy_->size(), taxonomy_->isco_groups(), items.size()});
    node_index_ = std::make_unique<const NodeIndex>(nodes.nodes, keys);
  });
  return *node_index_;
}

const VacanciesByGroup& Epoch::counted_by_group() const {
  std::call_once(by_group_built_, [this] { by_group_ = std::make_unique<const VacanciesByGroup>(counted_market()); });
  return *by_group_;
}

SeekerView Epoch::seeker(SeekerId id) const {
  const std::size_t i = id.value;
  return {&seeker_scalars[i], competences_[i], experience_[i], education_[i],
          languages_[i],      licences_[i],    wanted_[i],     sectors_[i]};
}

OpenVacancies Epoch::open_vacancies() const { return {rules(), groups_.get(), items, vacancy_scalars, vacancy_items_}; }

OpenVacancies Epoch::counted_market() const {
  if (!base_) return open_vacancies();
  OpenVacancies counted = base_->open_vacancies();
  counted.rules = rules();
  counted.items = items;
  return counted;
}

VacancyView Epoch::vacancy(VacancyId id) const { return {&vacancy_scalars[id.value], vacancy_items_[id.value]}; }

std::string_view Epoch::name(SeekerId id) const {
  if (seekers_of_ != nullptr) return seekers_of_->name(id);
  return base_ ? of_layer(id, [](const Epoch& layer, SeekerId own) { return layer.name(own); })
               : seeker_names_[id.value];
}
std::string_view Epoch::name(VacancyId id) const {
  if (vacancies_of_ != nullptr) return vacancies_of_->name(id);
  return base_ ? of_layer(id, [](const Epoch& layer, VacancyId own) { return layer.name(own); })
               : vacancy_names_[id.value];
}
std::string_view Epoch::record_bytes(SeekerId id) const {
  return base_ ? of_layer(id, [](const Epoch& layer, SeekerId own) { return layer.record_bytes(own); })
               : seeker_records_[id.value];
}
std::string_view Epoch::record_bytes(VacancyId id) const {
  return base_ ? of_layer(id, [](const Epoch& layer, VacancyId own) { return layer.record_bytes(own); })
               : vacancy_records_[id.value];
}

std::optional<SeekerId> Epoch::find_seeker(std::string_view name) const {
  if (base_) {
    if (const auto own = own_->find_seeker(name)) return SeekerId{first_own_seeker_.value + own->value};
    const auto found = base_->find_seeker(name);
    return found && has(*found) ? found : std::nullopt;
  }
  const auto found = find_name(seekers_by_name_, seeker_names_, name);
  return found ? std::optional(SeekerId{*found}) : std::nullopt;
}

std::optional<VacancyId> Epoch::find_vacancy(std::string_view name) const {
  if (base_) {
    if (const auto own = own_->find_vacancy(name)) return VacancyId{first_own_vacancy_.value + own->value};
    const auto found = base_->find_vacancy(name);
    return found ? from_base(*found) : std::nullopt;
  }
  const auto found = find_name(vacancies_by_name_, vacancy_names_, name);
  return found ? std::optional(VacancyId{*found}) : std::nullopt;
}

Seeker Epoch::record(SeekerId id) const {
  Seeker seeker;
  const std::string_view bytes = record_bytes(id);
  seeker.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  return seeker;
}

Vacancy Epoch::record(VacancyId id) const {
  Vacancy vacancy;
  const std::string_view bytes = record_bytes(id);
  vacancy.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  return vacancy;
}

std::string Epoch::item_text(ItemId id) const {
  const Item& item = items[id];
  std::string text = Kind_Name(static_cast<Kind>(item.kind));
  if (const std::string_view code = codes_[item.code]; !code.empty()) text += " " + std::string(code);
  if (item.minimum > 0) text += " >=" + std::to_string(item.minimum);
  return text;
}

}  // namespace schakel
