#include "server/ingest/text_codes.h"

#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "index/recognise/recogniser.h"

namespace schakel {
namespace {

// Titles repeat: a worker remembers this many texts before it starts anew.
constexpr std::size_t kRemembered = 50'000;

struct FoundCode {
  std::string code;  // empty: not recognised
  std::uint32_t confidence = 0;
};

}  // namespace

void TextCoverage::count(std::string_view text, std::uint32_t confidence) {
  ++texts;
  if (confidence == 0) {
    ++not_recognised;
    if (examples.size() < kMostExamples || examples.contains(std::string(text))) ++examples[std::string(text)];
  } else {
    ++(confidence >= kSureConfidence ? sure : (confidence >= kFairConfidence ? fair : doubtful));
  }
}

void TextCoverage::add(const TextCoverage& later) {
  texts += later.texts;
  sure += later.sure;
  fair += later.fair;
  doubtful += later.doubtful;
  not_recognised += later.not_recognised;
  for (const auto& [text, times] : later.examples)
    if (examples.size() < kMostExamples || examples.contains(text)) examples[text] += times;
}

void TextCoverages::add(const TextCoverages& later) {
  occupations.add(later.occupations);
  competences.add(later.competences);
}

// One kind of recogniser, built at the first text, with a desk for each thread that asks at the same time.
class TextCodes::Reader {
 public:
  Reader(const RecordSnapshot& snapshot, RecogniserKind kind, const TextCodeOptions& options)
      : snapshot_(snapshot), kind_(kind), options_(options) {}

  // Sets `code` and `confidence` from `text`, which has no code.
  Result<void> read(const std::string& text, TextCoverage& coverage, std::string& code, std::uint32_t& confidence) {
    std::call_once(built_, [&] { build(); });
    if (error_) return std::unexpected(*error_);
    FoundCode answer;
    if (recogniser_) {
      std::unique_ptr<Desk> desk = borrow();
      answer = desk->answer(text, options_.least_confidence);
      give_back(std::move(desk));
    }
    coverage.count(text, answer.confidence);
    if (answer.confidence == 0) return {};
    code = std::move(answer.code);
    confidence = answer.confidence;
    return {};
  }

 private:
  struct Desk {
    explicit Desk(const Recogniser& known) : recogniser(known), worker(known) {}

    const FoundCode& answer(const std::string& text, std::uint32_t least_confidence) {
      if (remembered.size() >= kRemembered) remembered.clear();
      const auto [entry, added] = remembered.try_emplace(text);
      if (!added) return entry->second;
      const Recognition found = worker.recognise(text, 1);
      if (!found.ranked.empty() && found.ranked.front().confidence >= least_confidence)
        entry->second = {recogniser.concepts()[found.ranked.front().owner].uri, found.ranked.front().confidence};
      return entry->second;
    }

    const Recogniser& recogniser;
    Recogniser::Worker worker;
    std::unordered_map<std::string, FoundCode> remembered;
  };

  void build() {
    auto built = Recogniser::build(snapshot_, kind_, options_.language);
    if (built)
      recogniser_ = std::move(*built);
    else if (built.error().code != ErrorCode::kNotFound)
      error_ = built.error();
  }

  std::unique_ptr<Desk> borrow() {
    {
      const std::scoped_lock lock(mutex_);
      if (!desks_.empty()) {
        std::unique_ptr<Desk> desk = std::move(desks_.back());
        desks_.pop_back();
        return desk;
      }
    }
    return std::make_unique<Desk>(*recogniser_);
  }

  void give_back(std::unique_ptr<Desk> desk) {
    const std::scoped_lock lock(mutex_);
    desks_.push_back(std::move(desk));
  }

  const RecordSnapshot& snapshot_;
  RecogniserKind kind_;
  TextCodeOptions options_;
  std::once_flag built_;
  std::unique_ptr<Recogniser> recogniser_;
  std::optional<Error> error_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Desk>> desks_;
};

TextCodes::TextCodes(const RecordSnapshot& snapshot, const TextCodeOptions& options)
    : occupations_(std::make_unique<Reader>(snapshot, RecogniserKind::kOccupation, options)),
      competences_(std::make_unique<Reader>(snapshot, RecogniserKind::kCompetence, options)) {}

TextCodes::~TextCodes() = default;

Result<void> TextCodes::fill(Record& record, TextCoverages& coverages) {
  Result<void> done;
  // `code` and `confidence` are the fields of the record that `text` stands beside.
  const auto read = [&](Reader& reader, const std::string& text, TextCoverage& coverage, std::string* code,
                        const auto& set_confidence) {
    if (!done || text.empty() || !code->empty()) return;
    std::uint32_t confidence = 0;
    done = reader.read(text, coverage, *code, confidence);
    if (done && confidence > 0) set_confidence(confidence);
  };
  const auto occupation = [&](const std::string& text, std::string* code, const auto& set_confidence) {
    read(*occupations_, text, coverages.occupations, code, set_confidence);
  };
  const auto competence = [&](const std::string& text, std::string* code, const auto& set_confidence) {
    read(*competences_, text, coverages.competences, code, set_confidence);
  };
  const auto of = [](auto& coded) { return [&coded](std::uint32_t confidence) { coded.set_confidence(confidence); }; };

  if (auto* seeker = std::get_if<Seeker>(&record)) {
    for (WantedTitle& title : *seeker->mutable_wanted_titles())
      occupation(title.text(), title.mutable_code(), of(title));
    for (Experience& job : *seeker->mutable_experience()) occupation(job.text(), job.mutable_occupation(), of(job));
    for (HeldCompetence& held : *seeker->mutable_competences()) competence(held.text(), held.mutable_code(), of(held));
  } else if (auto* vacancy = std::get_if<Vacancy>(&record)) {
    occupation(vacancy->title(), vacancy->mutable_occupation(),
               [&](std::uint32_t confidence) { vacancy->set_occupation_confidence(confidence); });
    for (Requirement& asks : *vacancy->mutable_requirements()) {
      if (asks.kind() == COMPETENCE) competence(asks.text(), asks.mutable_code(), of(asks));
      if (asks.kind() == EXPERIENCE) occupation(asks.text(), asks.mutable_code(), of(asks));
    }
  }
  return done;
}

}  // namespace schakel
