// The result of a rematch: the k best of everybody, in both directions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/epoch/array_file.h"
#include "index/epoch/epoch.h"
#include "index/parallel/large_vector.h"
#include "index/seal/seal.h"

namespace schakel {

struct MatchRow {
  std::uint32_t other = 0;  // SeekerId in a vacancy's list, VacancyId in a seeker's
  std::uint16_t total = 0;  // 0..10000
  std::uint16_t zero = 0;
};

// Lists of one direction: those of i are rows[begin[i]..begin[i+1]), best first.
struct MatchRows {
  std::vector<std::uint64_t> begin{0};
  LargeVector<MatchRow> rows;
};

// The parts behind each other, in parallel; each is let go as soon as it is copied.
[[nodiscard]] MatchRows join(std::vector<MatchRows> parts);

struct MatchRowSpans {
  std::span<const std::uint64_t> begin;
  std::span<const MatchRow> rows;
  [[nodiscard]] std::span<const MatchRow> operator[](std::size_t i) const {
    return rows.subspan(begin[i], begin[i + 1] - begin[i]);
  }
  [[nodiscard]] std::size_t size() const { return begin.empty() ? 0 : begin.size() - 1; }
};

// How lists came about.
enum class Origin : std::uint8_t {
  kCompared,         // everybody was compared with everything, cell by cell (rematch.h)
  kBroughtUpToDate,  // made of the lists of the epoch's base (rematch_since.h)
  kCarriedOver,      // made of the lists of an earlier whole epoch (rematch_after.h)
};

// "compared", "brought-up-to-date", "carried-over": as the manifest of a run has it.
[[nodiscard]] std::string_view name_of(Origin origin);

// What a rematch leaves behind about the pairs that it passed over, so that they need not be scored again to be
// checked.
struct Certificate {
  Origin origin = Origin::kCompared;
  // Per list: pairs below this total may have been passed over for its sake. Never above the total of its last row, and
  // 0 when it has fewer rows than it may, unless it was carried over: such a list may have fewer rows in reserve than
  // others, and this total bounds who is not in it.
  std::vector<std::uint16_t> vacancies, seekers;
  // Per cell of the epoch (Epoch::cells): with how many vacancies its seekers were compared. The others were passed
  // over because nobody within the cell's bounds can be within reach of them. Only of lists that were compared, else
  // empty: most pairs of the others were compared for the lists that they are made of.
  std::vector<std::uint32_t> cell_visits;
};

struct MatchLists {
  MatchRows vacancies;  // by VacancyId
  MatchRows seekers;    // by SeekerId
  Certificate certificate;
};

// SHA-256 over the rows of both directions, or over the first k of every list, in hex: the checksum that benchmarks
// print.
[[nodiscard]] std::string checksum(const MatchLists& lists, std::uint32_t k = 0xffffffff);

// Writes the lists as a sealed folder (which must not exist). Lists have up to k rows, and then up to `reserve` more,
// which nobody sees but rematch_since(). The facts name the epoch, its strategy and k.
[[nodiscard]] Result<void> write_run(const MatchLists& lists, const Epoch& epoch, std::uint32_t k,
                                     const std::filesystem::path& folder, std::uint32_t reserve = 0);

struct CertificateSpans {
  Origin origin = Origin::kCompared;
  std::span<const std::uint16_t> vacancies, seekers;
  std::span<const std::uint32_t> cell_visits;
};

// A sealed run, opened by mmap. Thread-safe.
class Run {
 public:
  // kCorrupt when the seal is broken, or the certificate does not say of every cell what it has to; kStale when it is
  // of another epoch, or another version of this program made it, in another format. Without `verify` no file is
  // hashed: for who has done so.
  [[nodiscard]] static Result<std::unique_ptr<const Run>> open(const std::filesystem::path& folder, const Epoch& epoch,
                                                               bool verify = true);
  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  [[nodiscard]] std::uint32_t k() const { return k_; }
  [[nodiscard]] std::span<const MatchRow> operator[](VacancyId id) const { return first_rows(with_reserve(id)); }
  [[nodiscard]] std::span<const MatchRow> operator[](SeekerId id) const { return first_rows(with_reserve(id)); }
  // The lists with their reserve: up to depth() rows, which are k() and those in reserve.
  [[nodiscard]] std::uint32_t depth() const { return k_ + reserve_; }
  [[nodiscard]] std::span<const MatchRow> with_reserve(VacancyId id) const { return vacancies_[id.value]; }
  [[nodiscard]] std::span<const MatchRow> with_reserve(SeekerId id) const { return seekers_[id.value]; }
  // At most the total of whoever is eligible and not in the list with its reserve; nothing when nobody is.
  [[nodiscard]] std::optional<std::uint32_t> floor(VacancyId id) const {
    return floor_of(with_reserve(id), certificate_.vacancies[id.value]);
  }
  [[nodiscard]] std::optional<std::uint32_t> floor(SeekerId id) const {
    return floor_of(with_reserve(id), certificate_.seekers[id.value]);
  }
  [[nodiscard]] const CertificateSpans& certificate() const { return certificate_; }

 private:
  Run(ArrayFile lists, ArrayFile certificate) : lists_(std::move(lists)), certificate_file_(std::move(certificate)) {}
  ArrayFile lists_, certificate_file_;
  CertificateSpans certificate_;
  Manifest manifest_;
  [[nodiscard]] std::optional<std::uint32_t> floor_of(std::span<const MatchRow> rows, std::uint32_t threshold) const {
    if (rows.size() == depth()) return rows.back().total;
    return threshold > 0 ? std::optional(threshold - 1) : std::nullopt;
  }
  [[nodiscard]] std::span<const MatchRow> first_rows(std::span<const MatchRow> rows) const {
    return rows.first(std::min<std::size_t>(rows.size(), k_));
  }
  std::uint32_t k_ = 0, reserve_ = 0;
  MatchRowSpans vacancies_, seekers_;
};

}  // namespace schakel
