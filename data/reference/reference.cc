#include "data/reference/reference.h"

#include <array>
#include <cassert>

// Every table of data/reference, in order of file name.
#define SCHAKEL_TABLES(TABLE)                       \
  TABLE(abbreviations, "abbreviations.tsv")         \
  TABLE(competence_groups, "competence_groups.tsv") \
  TABLE(competences, "competences.tsv")             \
  TABLE(education_fields, "education_fields.tsv")   \
  TABLE(isco, "isco.tsv")                           \
  TABLE(languages, "languages.tsv")                 \
  TABLE(licences, "licences.tsv")                   \
  TABLE(municipalities, "municipalities.tsv")       \
  TABLE(occupation_traits, "occupation_traits.tsv") \
  TABLE(occupations, "occupations.tsv")             \
  TABLE(refused, "refused.tsv")                     \
  TABLE(regions, "regions.tsv")                     \
  TABLE(sectors, "sectors.tsv")                     \
  TABLE(strategy, "strategy.textproto")             \
  TABLE(title_noise, "title_noise.tsv")

// One table, assembled into the program under a symbol of its own.
#define SCHAKEL_EMBED(symbol, file)                                           \
  asm(".section .rodata\n"                                                    \
      "schakel_table_" #symbol ":\n.incbin \"" SCHAKEL_REFERENCE_DIR "/" file \
      "\"\n"                                                                  \
      "schakel_table_" #symbol "_end:\n.byte 0\n.previous\n");                \
  extern "C" const char schakel_table_##symbol[];                             \
  extern "C" const char schakel_table_##symbol##_end[];

SCHAKEL_TABLES(SCHAKEL_EMBED)

namespace schakel {
namespace {

std::string_view text(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

#define SCHAKEL_ENTRY(symbol, file) ReferenceFile{file, text(schakel_table_##symbol, schakel_table_##symbol##_end)},

const std::array kFiles{SCHAKEL_TABLES(SCHAKEL_ENTRY)};

}  // namespace

std::span<const ReferenceFile> reference_files() { return kFiles; }

std::string_view reference_text(std::string_view name) {
  for (const ReferenceFile& file : kFiles)
    if (file.name == name) return file.text;
  assert(false && "no such reference table");
  return {};
}

}  // namespace schakel
