#include "loaders/records/recognise.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <tuple>
#include <utility>

#include "loaders/format/byte_input.h"
#include "loaders/records/esco.h"
#include "loaders/records/ndjson.h"
#include "loaders/records/postcodes.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kNames{"seekers", "vacancies", "concepts", "places", "esco", "postcodes"};
constexpr std::size_t kStartBytes = std::size_t{256} << 10;
constexpr std::string_view kKinds =
    "NDJSON of seekers, vacancies, concepts or places, a folder with ESCO's CSV files, or a table of postcodes";

// Concepts and places first: what is loaded after them can be looked up in them.
int rank(InputKind kind) {
  switch (kind) {
    case InputKind::kEsco:
    case InputKind::kConcepts:
      return 0;
    case InputKind::kPostcodes:
    case InputKind::kPlaces:
      return 1;
    case InputKind::kVacancies:
      return 2;
    default:
      return 3;
  }
}

// Enough of a file to tell its kind. A damaged .zst may still give that much: loading it then says what is wrong.
Result<std::string> start_of(const fs::path& file) {
  Result<ByteInput> input = ByteInput::open(file);
  if (!input) return std::unexpected(input.error());
  std::string start;
  while (start.size() < kStartBytes) {
    const Result<std::size_t> got = input->read(start, kStartBytes - start.size());
    if (!got && start.empty()) return std::unexpected(got.error());
    if (!got || *got == 0) break;
  }
  return start;
}

Result<InputKind> kind_of_file(const fs::path& file) {
  const Result<std::string> start = start_of(file);
  if (!start) return std::unexpected(start.error());
  if (const std::optional<RecordType> type = recognise_ndjson(*start)) return static_cast<InputKind>(*type);
  if (is_postcode_heading(*start)) return InputKind::kPostcodes;
  const std::string seen = start->empty() ? " is empty" : " is of no known kind";
  return fail(ErrorCode::kBadInput, file.string() + seen + ", expected " + std::string(kKinds));
}

Input file_input(const fs::path& file, InputKind kind) { return {file, kind, {file}}; }

Inputs esco_input(const fs::path& folder) { return {{{folder, InputKind::kEsco, esco_files(folder)}}, {}}; }

Result<Inputs> recognise_folder(const fs::path& folder) {
  if (is_esco_folder(folder)) return esco_input(folder);
  std::error_code error;
  Inputs inputs;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (!entry.is_regular_file()) continue;
    const Result<InputKind> kind = kind_of_file(entry.path());
    if (kind)
      inputs.inputs.push_back(file_input(entry.path(), *kind));
    else
      inputs.skipped.push_back(kind.error().message);
  }
  if (error == std::errc::permission_denied)
    return fail(ErrorCode::kNoPermission, folder.string() + ": " + error.message());
  if (error) return fail(ErrorCode::kIo, folder.string() + ": " + error.message());
  if (inputs.inputs.empty())
    return fail(ErrorCode::kBadInput,
                folder.string() + " holds nothing of a known kind, expected " + std::string(kKinds));
  std::ranges::sort(inputs.inputs, {}, [](const Input& input) { return std::tuple(rank(input.kind), input.path); });
  std::ranges::sort(inputs.skipped);
  return inputs;
}

}  // namespace

std::string_view input_kind_name(InputKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<InputKind> input_kind_by_name(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<InputKind>(found - kNames.begin());
}

Result<Inputs> recognise(const fs::path& path, std::optional<InputKind> as) {
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  if (folder && as && *as != InputKind::kEsco)
    return fail(ErrorCode::kBadUsage,
                path.string() + " is a folder, expected a file of " + std::string(input_kind_name(*as)));
  if (folder) return as ? esco_input(path) : recognise_folder(path);
  if (as == InputKind::kEsco)
    return fail(ErrorCode::kBadUsage, path.string() + " is not a folder, expected one of ESCO's CSV files");
  const Result<InputKind> kind = as ? Result<InputKind>(*as) : kind_of_file(path);
  if (!kind) return std::unexpected(kind.error());
  return Inputs{{file_input(path, *kind)}, {}};
}

Result<std::unique_ptr<Source>> open_input(const Input& input) {
  switch (input.kind) {
    case InputKind::kEsco:
      return open_esco(input.path);
    case InputKind::kPostcodes:
      return open_postcodes(input.path);
    default:
      return open_ndjson(input.path, static_cast<RecordType>(input.kind));
  }
}

}  // namespace schakel
