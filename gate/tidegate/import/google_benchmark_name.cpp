#include <algorithm>
#include <string>

#include <fmt/format.h>

#include <tidegate/import/google_benchmark_name.hpp>
#include <tidegate/import/naming.hpp>

namespace tidegate::foreign {
namespace {

/// Cuts the next part off, up to a slash outside of `<>`; a lone `>` or `<` (operators) is no
/// bracket.
std::string_view next_part(std::string_view& rest) {
  std::size_t depth = 0;
  std::size_t end = 0;
  const bool balanced =
      std::count(rest.begin(), rest.end(), '<') == std::count(rest.begin(), rest.end(), '>');
  for (; end < rest.size(); ++end) {
    if (balanced && rest[end] == '<') ++depth;
    if (balanced && rest[end] == '>' && depth > 0) --depth;
    if (rest[end] == '/' && depth == 0) break;
  }
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

bool is_time_mode(std::string_view part) {
  return part == "real_time" || part == "manual_time" || part == "process_time";
}

/// The family, which may be a template, as the case and its first axes.
void take_family(std::string_view part, Key& key) {
  const std::size_t bracket = part.back() == '>' ? part.find('<') : std::string_view::npos;
  const std::string_view family = part.substr(0, bracket);
  key.case_name = case_name(family);
  if (key.case_name != family) add_axis(key.point, "name", axis_value(family));
  if (bracket == std::string_view::npos) return;
  const std::string_view arguments = part.substr(bracket + 1, part.size() - bracket - 2);
  add_axis(key.point, "template", axis_value(arguments));
}

}  // namespace

Key google_benchmark_key(std::string_view name) {
  Key key;
  key.platform = "serial";
  std::string_view rest = name;
  const std::string_view family = next_part(rest);
  if (family.empty()) {
    key.case_name = case_name(name);
    add_axis(key.point, "name", axis_value(name));
    return key;
  }
  take_family(family, key);
  std::string modes;
  for (std::size_t index = 0; !rest.empty(); ++index) {
    const std::string_view part = next_part(rest);
    const std::size_t colon = part.find(':');
    if (is_time_mode(part)) {
      if (part == "process_time") key.platform = "threads";
      modes.append(modes.empty() ? "" : "+").append(part);
    } else if (colon != std::string_view::npos && colon > 0) {
      const AxisValue value = axis_value(part.substr(colon + 1));
      if (part.starts_with("threads:") && value != AxisValue(std::int64_t{1})) {
        key.platform = "threads";
      }
      add_axis(key.point, axis_name(part.substr(0, colon)), value);
    } else {
      add_axis(key.point, fmt::format("arg{}", index), axis_value(part));
    }
  }
  if (!modes.empty()) add_axis(key.point, "time", std::move(modes));
  return key;
}

}  // namespace tidegate::foreign
