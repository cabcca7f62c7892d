/// The one door to toml++, for the policy_toml files alone: typed reading of tables.
/// Decides: the sentences about wrong values, with line and column. Refuses to know: any key.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

// Values instead of exceptions.
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <tidegate/judge/policy.hpp>

namespace tidegate::judge {

using Names = std::vector<std::string_view>;

inline std::string joined(const Names& names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

/// Reads one document and remembers the first thing that is wrong.
class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  void complain(const toml::source_region& where, std::string_view sentence, std::string hint,
                ErrorKind kind = ErrorKind::bad_input) {
    if (error_) return;
    const std::string place =
        where.begin ? fmt::format("{}:{}:{}", file_, where.begin.line, where.begin.column) : file_;
    error_ = Error{kind, fmt::format("{}: {}", place, sentence), std::move(hint)};
  }

  Outcome<Policy> result(Policy policy) const {
    if (error_) return tl::unexpected<Error>(*error_);
    return policy;
  }

  /// Every key of `table` must be one of `allowed`.
  void check_keys(const toml::table& table, std::string_view scope, const Names& allowed) {
    for (const auto& member : table) {
      const std::string_view key = member.first.str();
      if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
      complain(member.first.source(), fmt::format("unknown key '{}' in {}", key, scope),
               fmt::format("Allowed here: {}.", joined(allowed)));
    }
  }

  /// The table behind a node, or nullptr with a complaint.
  const toml::table* table(const toml::node& node, std::string_view scope) {
    const toml::table* found = node.as_table();
    if (found == nullptr) {
      complain(node.source(), fmt::format("{} is not a table", scope),
               fmt::format("Write it as [{}].", scope));
    }
    return found;
  }

  /// A number within (low, high), or nothing.
  std::optional<double> number(const toml::table& table, std::string_view key, double low,
                               double high) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const std::optional<double> value = node->value<double>();
    if (!node->is_number() || !value) {
      complain(node->source(), fmt::format("{} is not a number", key),
               fmt::format("Write a number, such as {} = {}.", key, sample_between(low, high)));
      return std::nullopt;
    }
    if (*value > low && *value < high) return value;
    complain(node->source(), fmt::format("{} is {}, not between {} and {}", key, *value, low, high),
             fmt::format("Write a number above {} and below {}.", low, high));
    return std::nullopt;
  }

  std::optional<std::uint32_t> count(const toml::table& table, std::string_view key,
                                     std::int64_t low, std::int64_t high) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const std::optional<std::int64_t> value = node->value_exact<std::int64_t>();
    if (value && *value >= low && *value <= high) return static_cast<std::uint32_t>(*value);
    complain(node->source(), fmt::format("{} is not a whole number from {} to {}", key, low, high),
             fmt::format("Write it as {} = {}.", key, low));
    return std::nullopt;
  }

  /// A text that must be there and say something.
  std::string text(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    const auto value = node == nullptr ? std::nullopt : node->value_exact<std::string>();
    if (value && !value->empty()) return *value;
    complain(node == nullptr ? table.source() : node->source(),
             fmt::format("{} is {}", key, node == nullptr ? "missing" : "not a text"),
             fmt::format("Write it as {} = \"...\".", key));
    return "";
  }

  /// A list of texts, each of which says something; nothing when it is not there.
  std::vector<std::string> texts(const toml::table& table, std::string_view key) {
    std::vector<std::string> found;
    const toml::node* node = table.get(key);
    if (node == nullptr) return found;
    const toml::array* list = node->as_array();
    bool fine = list != nullptr;
    for (std::size_t i = 0; fine && i < list->size(); ++i) {
      const auto value = list->get(i)->value_exact<std::string>();
      fine = value && !value->empty();
      if (fine) found.push_back(*value);
    }
    if (!fine) {
      complain(node->source(), fmt::format("{} is not a list of texts", key),
               fmt::format("Write it as {} = [\"...\", \"...\"].", key));
    }
    return found;
  }

  /// A day that must be there, as `2027-01-31`.
  std::string day(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    const auto value = node == nullptr ? std::nullopt : node->value_exact<toml::date>();
    if (value) return fmt::format("{:04}-{:02}-{:02}", value->year, value->month, value->day);
    complain(node == nullptr ? table.source() : node->source(),
             fmt::format("{} is {}", key, node == nullptr ? "missing" : "not a date"),
             fmt::format("Write it as {} = 2027-01-31, without quotes.", key));
    return "";
  }

  /// A word that must be one of `allowed`; its place in that list.
  std::optional<std::size_t> word(const toml::table& table, std::string_view key,
                                  const Names& allowed) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const std::optional<std::string> value = node->value_exact<std::string>();
    if (value) {
      const auto found = std::find(allowed.begin(), allowed.end(), std::string_view(*value));
      if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
    }
    complain(node->source(), fmt::format("{} is none of: {}", key, joined(allowed)),
             fmt::format("Write it as {} = \"{}\".", key, allowed.front()));
    return std::nullopt;
  }

 private:
  static double sample_between(double low, double high) {
    return high > 2 ? low + 0.1 : (low + high) / 2;
  }

  std::string file_;
  std::optional<Error> error_;
};

/// [baseline]: attempts, stale_after_days, stale_after_commits, on_stale.
void read_baseline(Reader& reader, const toml::table& document, BaselinePolicy& knobs);

/// [record]: reference_class, inner_paths.
void read_record(Reader& reader, const toml::table& document, RecordPolicy& record);

/// [[waiver]]: row, metric, reason, expires.
void read_waivers(Reader& reader, const toml::table& document, Policy& policy);

}  // namespace tidegate::judge
