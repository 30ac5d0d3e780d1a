#include "index/text/text_query.h"

#include <algorithm>
#include <utility>

#include "index/text/words.h"

namespace schakel {
namespace {

// Small words are in no index: they say nothing by themselves and hold everywhere.
bool is_small(const QueryNode& node) {
  return node.kind == QueryNode::Kind::kAtom && !node.atom.wildcard &&
         std::ranges::all_of(node.atom.words, [](const QueryWord& word) { return is_small_word(word.word); });
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_operator(std::string_view chunk) { return chunk == "AND" || chunk == "OR" || chunk == "NOT"; }

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::optional<TextField> field_named(std::string_view name) {
  std::string lower;
  for (const char c : name) lower.push_back(static_cast<char>(c | 0x20));
  for (const TextField field : kAllTextFields) {
    const auto& names = kTextFieldNames[static_cast<std::size_t>(field)];
    if (lower == names.english || lower == names.dutch) return field;
  }
  return std::nullopt;
}

std::string field_list() {
  std::string list;
  for (const auto& names : kTextFieldNames) list.append(list.empty() ? "" : ", ").append(names.english);
  return list;
}

// Recursive descent over the query. Depth is bounded by kLongestQuery.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<QueryNode> whole() {
    auto node = any();
    if (!node) return node;
    if (at_ < text_.size()) return bad("a closing parenthesis without an opening one");
    return node;
  }

 private:
  static std::unexpected<Error> bad(const std::string& what) {
    return fail(ErrorCode::kBadInput, "the query has " + what);
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  [[nodiscard]] bool at_end() const { return at_ == text_.size() || text_[at_] == ')'; }

  // The run of bytes up to a space, quote or parenthesis.
  [[nodiscard]] std::string_view peek_chunk() const {
    std::size_t end = at_;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '"' && text_[end] != '(' && text_[end] != ')') {
      ++end;
    }
    return text_.substr(at_, end - at_);
  }
  bool take_operator(std::string_view name) {
    if (peek_chunk() != name) return false;
    at_ += name.size();
    skip_space();
    return true;
  }

  Result<QueryNode> any();
  Result<QueryNode> all();
  Result<std::optional<QueryNode>> unit();
  Result<std::optional<QueryNode>> group();
  Result<std::optional<QueryNode>> quoted(std::optional<TextField> field);
  Result<std::optional<QueryNode>> chunk();
  Result<std::optional<TextField>> field_before(std::string_view& chunk);
  [[nodiscard]] std::vector<QueryWord> words(std::size_t begin, std::size_t end) const;

  std::string_view text_;
  std::size_t at_ = 0;
};

QueryNode join(QueryNode::Kind kind, std::vector<QueryNode> children, std::vector<QueryNode> refused = {}) {
  if (children.size() == 1 && refused.empty()) return std::move(children.front());
  return {.kind = kind, .atom = {}, .children = std::move(children), .refused = std::move(refused)};
}

Result<QueryNode> Parser::any() {
  std::vector<QueryNode> children;
  do {
    auto child = all();
    if (!child) return child;
    children.push_back(std::move(*child));
  } while (take_operator("OR"));
  return join(QueryNode::Kind::kAny, std::move(children));
}

Result<QueryNode> Parser::all() {
  std::vector<QueryNode> wanted;
  bool small = false;
  std::vector<QueryNode> refused;
  const char* owed = nullptr;  // the operator that waits for what comes after it
  for (skip_space(); !at_end(); skip_space()) {
    if (peek_chunk() == "OR") break;
    if (take_operator("AND")) {
      if (owed != nullptr || (wanted.empty() && !small)) return bad("an AND without something on both sides");
      owed = "AND";
      continue;
    }
    const bool minus = text_[at_] == '-' && at_ + 1 < text_.size() && !is_space(text_[at_ + 1]);
    if (minus) ++at_;
    const bool no = minus || take_operator("NOT");
    if (at_end() || (no && is_operator(peek_chunk()))) return bad("a NOT without something after it");
    auto node = unit();
    if (!node) return std::unexpected(node.error());
    if (!*node) continue;
    owed = nullptr;
    small = small || is_small(**node);
    if (!is_small(**node)) (no ? refused : wanted).push_back(std::move(**node));
  }
  if (owed != nullptr) return bad("an AND without something on both sides");
  if (wanted.empty() && !refused.empty()) return bad("only words that must not be found");
  if (wanted.empty() && small) return bad("only words that stand everywhere, such as \"de\" and \"in\"");
  if (wanted.empty()) return bad("no word to look for");
  return join(QueryNode::Kind::kAll, std::move(wanted), std::move(refused));
}

Result<std::optional<QueryNode>> Parser::unit() {
  if (text_[at_] == '(') return group();
  if (text_[at_] == '"') return quoted(std::nullopt);
  return chunk();
}

Result<std::optional<QueryNode>> Parser::group() {
  ++at_;
  auto node = any();
  if (!node) return std::unexpected(node.error());
  if (at_ == text_.size()) return bad("an opening parenthesis without a closing one");
  ++at_;
  return std::move(*node);
}

std::vector<QueryWord> Parser::words(std::size_t begin, std::size_t end) const {
  std::vector<QueryWord> found;
  for (WordReader reader(text_.substr(begin, end - begin)); reader.next();) {
    found.push_back({std::string(reader.word()), begin + reader.begin(), begin + reader.end()});
  }
  return found;
}

Result<std::optional<QueryNode>> Parser::quoted(std::optional<TextField> field) {
  const std::size_t close = text_.find('"', at_ + 1);
  if (close == std::string_view::npos) return bad("a quotation mark that is not closed");
  QueryNode node;
  node.atom = {.field = field, .words = words(at_ + 1, close), .wildcard = false};
  at_ = close + 1;
  if (node.atom.words.empty()) return std::nullopt;
  return node;
}

// Takes "title:" off the front. A name with a colon that is no field is an error only where a field must be meant.
Result<std::optional<TextField>> Parser::field_before(std::string_view& chunk) {
  const std::size_t colon = chunk.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto name = chunk.substr(0, colon);
  if (!std::ranges::all_of(name, is_letter)) return std::nullopt;
  const std::size_t after = at_ + colon + 1;
  const bool followed = after < text_.size() && !is_space(text_[after]) && text_[after] != '/' && text_[after] != ')';
  const auto field = field_named(name);
  if (!followed && field) return bad("nothing after " + in_quotes(chunk.substr(0, colon + 1)));
  if (!followed) return std::nullopt;
  if (!field) return bad("an unknown field " + in_quotes(name) + "; the fields are " + field_list());
  chunk.remove_prefix(colon + 1);
  at_ = after;
  return field;
}

Result<std::optional<QueryNode>> Parser::chunk() {
  auto chunk = peek_chunk();
  const auto field = field_before(chunk);
  if (!field) return std::unexpected(field.error());
  if (chunk.empty() && text_[at_] == '"') return quoted(*field);
  if (chunk.empty()) return bad("a field before a parenthesis; a field belongs before a word or a phrase");
  QueryNode node;
  node.atom = {.field = *field, .words = words(at_, at_ + chunk.size()), .wildcard = chunk.back() == '*'};
  at_ += chunk.size();
  if (node.atom.words.empty()) return std::nullopt;
  if (node.atom.wildcard && node.atom.words.size() > 1) return bad("a * after more than one word: " + in_quotes(chunk));
  return node;
}

}  // namespace

Result<QueryNode> parse_text_query(std::string_view text) {
  if (text.size() > kLongestQuery) {
    return fail(ErrorCode::kBadInput, "the query is longer than " + std::to_string(kLongestQuery) + " bytes");
  }
  if (!is_utf8(text)) return fail(ErrorCode::kBadInput, "the query is not in UTF-8");
  return Parser(text).whole();
}

}  // namespace schakel
