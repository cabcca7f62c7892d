#include <array>

#include <fmt/format.h>

#include <tidegate/row/key_json.hpp>
#include <tidegate/row/row_head.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate {
namespace {

/// Walks over JSON text without making values of it. A step that finds something else than JSON
/// gives an empty view, and so does every later one.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  bool take(char wanted) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  /// A string with its quotes.
  std::string_view string() {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != '"') return stop();
    const std::size_t begin = at_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '"') {
        ++at_;
        return text_.substr(begin, at_ - begin);
      }
    }
    return stop();
  }

  /// Any value.
  std::string_view value() {
    skip_blanks();
    if (at_ >= text_.size()) return stop();
    if (text_[at_] == '"') return string();
    const bool nested = text_[at_] == '{' || text_[at_] == '[';
    return nested ? object_or_array() : word();
  }

 private:
  std::string_view stop() {
    at_ = text_.size();
    return {};
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) {
      ++at_;
    }
  }

  std::string_view object_or_array() {
    const std::size_t begin = at_;
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (string().empty()) return {};
        continue;
      }
      ++at_;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) return text_.substr(begin, at_ - begin);
    }
    return stop();
  }

  /// A number, true, false or null.
  std::string_view word() {
    const std::size_t begin = at_;
    const std::size_t end = text_.find_first_of(",}] \t\r", at_);
    if (end == std::string_view::npos || end == begin) return stop();
    at_ = end;
    return text_.substr(begin, end - begin);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

struct WantedField {
  std::string_view name;  ///< with its quotes
  std::string_view RawHead::*place;
};

/// In the order of our writer.
constexpr std::array<WantedField, 7> wanted{{{"\"run_id\"", &RawHead::run_id},
                                             {"\"case\"", &RawHead::case_name},
                                             {"\"point\"", &RawHead::point},
                                             {"\"provider\"", &RawHead::provider},
                                             {"\"platform\"", &RawHead::platform},
                                             {"\"machine_class\"", &RawHead::machine_class},
                                             {"\"coverage\"", &RawHead::coverage}}};

/// Puts the value in its place; whether it was wanted for the first time.
bool keep(RawHead& head, std::string_view name, std::string_view value) {
  for (const WantedField& field : wanted) {
    if (field.name != name) continue;
    const bool first = (head.*field.place).empty();
    head.*field.place = value;
    return first;
  }
  return false;
}

/// What makes a row of the fields of a head, and no more of it than they need.
Outcome<RowHead> head_of(const Json& json, const TextSource& source) {
  FirstProblem problem(source);
  ObjectReader row(json.get_object(), problem);
  RowHead head;
  head.run_id = read_name(row, "run_id");
  head.key = read_key(row);
  head.machine_class = row.text_or("machine_class", "");
  head.coverage = read_coverage(row);
  return problem.or_else(std::move(head));
}

bool is_complete(const RawHead& raw) {
  for (const WantedField& field : wanted) {
    if ((raw.*field.place).empty() && field.place != &RawHead::coverage) return false;
  }
  return raw.machine_class != "\"\"" && raw.machine_class != "null";
}

}  // namespace

RawHead raw_head(std::string_view line) {
  RawHead head;
  Walker walker(line);
  std::size_t missing = wanted.size();
  if (!walker.take('{')) return head;
  while (missing > 0) {
    const std::string_view name = walker.string();
    if (name.empty() || !walker.take(':')) break;
    const std::string_view value = walker.value();
    if (value.empty()) break;
    if (keep(head, name, value)) --missing;
    if (!walker.take(',')) break;
  }
  return head;
}

Outcome<RowHead> read_head(const RawHead& raw, std::string_view line, const TextSource& source) {
  if (!is_complete(raw)) {
    const auto json = parse_json(line, source);
    if (!json) return pass_on(json);
    auto row = attempt_from_json(*json, source);
    if (!row) return pass_on(row);
    return RowHead{std::move(row->run_id), std::move(row->key), std::move(row->machine_class),
                   row->coverage};
  }
  std::string text = "{";
  for (const WantedField& field : wanted) {
    const std::string_view value = raw.*field.place;
    if (!value.empty()) text += fmt::format("{}{}:{}", text == "{" ? "" : ",", field.name, value);
  }
  const auto json = parse_json(text + '}', source);
  if (!json) return pass_on(json);
  return head_of(*json, source);
}

}  // namespace tidegate
