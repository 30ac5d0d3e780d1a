// What a request answers from, for as long as it holds it.
#pragma once

#include <memory>
#include <string>

#include "engine/kernel/vacancy_index.h"
#include "index/epoch/market.h"
#include "server/answers/words.h"

namespace schakel {

// An epoch, with what is made of it once for all who ask.
struct OpenEpoch {
  explicit OpenEpoch(std::unique_ptr<const Epoch> opened)
      : epoch(std::move(opened)), vacancies(*epoch), dutch(*epoch), english(*epoch, AnswerLanguage::kEnglish) {
    dutch.keep_names();
    english.keep_names();
    (void)epoch->node_index();  // so that nobody has to wait for it
    (void)epoch->counted_by_group();
  }

  [[nodiscard]] const Words& words(AnswerLanguage language) const {
    return language == AnswerLanguage::kEnglish ? english : dutch;
  }

  std::shared_ptr<const Epoch> epoch;  // also of those that lie over it
  VacancyIndex vacancies;
  Words dutch, english;
};

// Immutable and shared: updates make another one, and whoever holds this one is not disturbed.
struct OpenMarket {
  std::shared_ptr<const OpenEpoch> epoch;
  std::shared_ptr<const Delta> delta;

  [[nodiscard]] Market market() const { return {*epoch->epoch, delta.get()}; }
  [[nodiscard]] const std::string& id() const { return epoch->epoch->id(); }
  // The whole epoch that answers, or that the one that answers lies over.
  [[nodiscard]] const std::shared_ptr<const Epoch>& whole_epoch() const {
    return epoch->epoch->base() != nullptr ? epoch->epoch->shared_base() : epoch->epoch;
  }
  [[nodiscard]] const VacancyIndex* vacancies() const { return &epoch->vacancies; }
  [[nodiscard]] const Words& words(AnswerLanguage language) const { return epoch->words(language); }
};

}  // namespace schakel
