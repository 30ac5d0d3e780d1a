// Where everything of one store lies. Only names; whoever writes there publishes by an atomic rename.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace schakel {

// DIR/records        the record store, with its database, its high-water mark and its lock: the truth
// DIR/epochs/<id>    frozen epochs, sealed
// DIR/text/<id>      generations of the text index, sealed; <id> is the sequence that they were built from
// DIR/runs/<id>      results of rematch runs, sealed; <id>.chunks: what a run that was stopped had done, in sealed
// chunks
// DIR/compare        what a comparison of strategies needs while it runs
// DIR/CURRENT        the epoch that answers, with its date and strategy; a manifest, so it guards itself
// DIR/accounts       who may use the service, and what for; DIR/purposes: own purposes in place of the standard ones
// DIR/audit          the audit log: who saw whom
// DIR/matches        the match log: what is needed to play an answered list again
struct StoreLayout {
  std::filesystem::path root;

  [[nodiscard]] std::filesystem::path records() const { return root / "records"; }
  [[nodiscard]] std::filesystem::path epochs() const { return root / "epochs"; }
  [[nodiscard]] std::filesystem::path epoch(std::string_view id) const { return epochs() / id; }
  [[nodiscard]] std::filesystem::path texts() const { return root / "text"; }
  [[nodiscard]] std::filesystem::path text(std::string_view id) const { return texts() / id; }
  [[nodiscard]] std::filesystem::path runs() const { return root / "runs"; }
  [[nodiscard]] std::filesystem::path run(std::string_view id) const { return runs() / id; }
  [[nodiscard]] std::filesystem::path chunks(std::string_view run) const {
    return runs() / (std::string(run) + ".chunks");
  }
  [[nodiscard]] std::filesystem::path comparisons() const { return root / "compare"; }
  [[nodiscard]] std::filesystem::path current() const { return root / "CURRENT"; }
  [[nodiscard]] std::filesystem::path accounts() const { return root / "accounts"; }
  [[nodiscard]] std::filesystem::path purposes() const { return root / "purposes"; }
  [[nodiscard]] std::filesystem::path audit() const { return root / "audit"; }
  [[nodiscard]] std::filesystem::path matches() const { return root / "matches"; }
};

}  // namespace schakel
