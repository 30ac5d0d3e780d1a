#include "server/access/purposes.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "index/seal/seal.h"
#include "server/access/config_lines.h"
#include "server/access/names.h"

namespace schakel {
namespace {

// A base is named where it is known; the others are for whoever is responsible for the processing to fill in.
constexpr std::string_view kStandard =
    R"({"code":"vacaturevervulling","nl":"Kandidaten voordragen voor een vacature","en":"Presenting candidates for a vacancy","basis":"Besluit SUWI, artikel 2.5","roles":["wsp-adviser"],"persons":true}
{"code":"arbeidsbemiddeling","nl":"Een werkzoekende bemiddelen naar werk","en":"Helping a jobseeker to work","basis":"","roles":["wsp-adviser","werkcoach"],"persons":true}
{"code":"arbeidsmarktinformatie","nl":"Inzicht in de arbeidsmarkt, zonder personen","en":"Insight into the labour market, without persons","basis":"","roles":["wsp-adviser","werkcoach","batch"],"persons":false}
{"code":"gegevenslevering","nl":"Gegevens aanleveren en verwerken","en":"Delivering and processing records","basis":"","roles":["batch"],"persons":true}
{"code":"betrokkene","nl":"Een verzoek van een betrokkene: inzage, wissen, uitleg","en":"A request of the person concerned: access, erasure, explanation","basis":"AVG, artikelen 15, 17 en 22","roles":["werkcoach","batch","auditor"],"persons":true}
{"code":"toezicht","nl":"Toezicht en verantwoording","en":"Supervision and accountability","basis":"BIO2 8.15.01","roles":["auditor"],"persons":true}
{"code":"beheer","nl":"Technisch beheer, zonder personen","en":"Running the machinery, without persons","basis":"","roles":["batch","auditor","admin"],"persons":false}
)";

std::string take_purpose(JsonFields& fields, Purpose& purpose) {
  purpose.code = fields.text("code");
  purpose.dutch = fields.text("nl");
  purpose.english = fields.text("en");
  purpose.basis = fields.text("basis", false);
  purpose.persons = fields.truth("persons");
  for (const std::string& name : fields.texts("roles")) {
    if (const std::optional<Role> role = role_of(name))
      purpose.roles.push_back(*role);
    else
      fields.object("roles", name, list_of_roles());
  }
  if (!is_name(purpose.code)) fields.object("code", purpose.code, kNameWords);
  return "";
}

}  // namespace

const Purposes& Purposes::standard() {
  static const Purposes kPurposes = [] {
    auto purposes = parse(kStandard, "the standard purposes");
    assert(purposes);
    return *std::move(purposes);
  }();
  return kPurposes;
}

Result<Purposes> Purposes::parse(std::string_view text, std::string_view name) {
  Purposes purposes;
  const auto read = read_config_lines(text, name, [&](JsonFields& fields) -> std::string {
    Purpose purpose;
    std::string wrong = take_purpose(fields, purpose);
    if (wrong.empty() && purposes.find(purpose.code) != nullptr)
      wrong = "field code: \"" + purpose.code + "\" stands there twice";
    purposes.list_.push_back(std::move(purpose));
    return wrong;
  });
  if (!read) return std::unexpected(read.error());
  if (purposes.list_.empty()) return fail(ErrorCode::kBadInput, std::string(name) + " has no purposes, expected one");
  return purposes;
}

Result<Purposes> Purposes::load(const std::filesystem::path& file) {
  const auto text = read_whole_file(file);
  if (!text && text.error().code == ErrorCode::kNotFound) return standard();
  if (!text) return std::unexpected(text.error());
  return parse(*text, file.string());
}

std::string Purposes::text() const {
  std::string lines;
  for (const Purpose& purpose : list_) {
    std::string line = "{";
    append_text_field("code", purpose.code, line);
    append_text_field("nl", purpose.dutch, line);
    append_text_field("en", purpose.english, line);
    append_text_field("basis", purpose.basis, line);
    std::vector<std::string> roles;
    roles.reserve(purpose.roles.size());
    for (const Role role : purpose.roles) roles.emplace_back(role_name(role));
    append_texts_field("roles", roles, line);
    lines += line + (purpose.persons ? ",\"persons\":true}\n" : ",\"persons\":false}\n");
  }
  return lines;
}

const Purpose* Purposes::find(std::string_view code) const {
  const auto found = std::ranges::find(list_, code, &Purpose::code);
  return found == list_.end() ? nullptr : &*found;
}

std::vector<std::string> Purposes::codes_for(Role role) const {
  std::vector<std::string> codes;
  for (const Purpose& purpose : list_)
    if (std::ranges::find(purpose.roles, role) != purpose.roles.end()) codes.push_back(purpose.code);
  return codes;
}

}  // namespace schakel
