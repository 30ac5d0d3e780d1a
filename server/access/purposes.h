// Doelbinding: for what personal data may be looked at. Every call names one purpose, from a configured list.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "server/access/permissions.h"

namespace schakel {

struct Purpose {
  std::string code;   // "vacaturevervulling": in calls, accounts and the audit log
  std::string dutch;  // in words
  std::string english;
  std::string basis;        // the legal base in words; empty where whoever is responsible has not said it
  std::vector<Role> roles;  // who may have it
  bool persons = false;     // whether what is about jobseekers may be looked at for it
};

// Immutable, so any thread may ask.
class Purposes {
 public:
  // The list inside the program.
  [[nodiscard]] static const Purposes& standard();

  // One JSON object a line: code, nl, en, basis, roles, persons. kBadInput names `name`, the line, the field and what
  // was expected.
  [[nodiscard]] static Result<Purposes> parse(std::string_view text, std::string_view name);

  // The file's list; the standard one where there is no file.
  [[nodiscard]] static Result<Purposes> load(const std::filesystem::path& file);

  // As parse() reads it.
  [[nodiscard]] std::string text() const;

  // Null when it is not on the list.
  [[nodiscard]] const Purpose* find(std::string_view code) const;
  // The codes of the purposes that a role may have, in the order of the list.
  [[nodiscard]] std::vector<std::string> codes_for(Role role) const;
  [[nodiscard]] const std::vector<Purpose>& list() const { return list_; }

 private:
  std::vector<Purpose> list_;
};

}  // namespace schakel
