#include <algorithm>

#include <fmt/format.h>
#include <fnmatch.h>

#include <tidegate/run/filter.hpp>

namespace tidegate::run {
namespace {

bool like(const std::string& pattern, const std::string& text) {
  return ::fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

tl::unexpected<Error> wrong(std::string_view text, std::string_view why) {
  return fail(ErrorKind::usage, fmt::format("the filter '{}' {}", text, why),
              "Write CASE/POINT/PROVIDER, such as 'semiring_*/n=512,algebra=log/kokkos'; a leading "
              "'!' leaves out what it matches.");
}

}  // namespace

Outcome<Filter> parse_filter(std::string_view text) {
  Filter filter;
  std::string_view rest = text;
  if (!rest.empty() && rest.front() == '!') {
    filter.meaning = Filter::Meaning::leave_out;
    rest.remove_prefix(1);
  }
  const std::vector<std::string> parts = split(rest, '/');
  if (parts.size() > 3) return wrong(text, "has more than three parts");
  for (const std::string& part : parts) {
    if (part.empty()) return wrong(text, "has an empty part");
  }
  filter.case_name = parts[0];
  if (parts.size() > 2) filter.provider = parts[2];
  if (parts.size() < 2 || parts[1] == "*" || parts[1] == "-") return filter;
  for (const std::string& axis : split(parts[1], ',')) {
    const std::size_t equals = axis.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == axis.size()) {
      return wrong(text, fmt::format("names '{}', which is no axis with a value", axis));
    }
    filter.axes.emplace_back(axis.substr(0, equals), axis.substr(equals + 1));
  }
  return filter;
}

bool Filter::matches(const Key& key) const {
  const auto has = [&key](const std::pair<std::string, std::string>& wanted) {
    const AxisValue* value = key.point.find(wanted.first);
    return value != nullptr && like(wanted.second, axis_text(*value));
  };
  return like(case_name, key.case_name) && like(provider, key.provider) &&
         std::all_of(axes.begin(), axes.end(), has);
}

bool passes(const std::vector<Filter>& filters, const Key& key) {
  bool wanted = true;
  bool named = false;
  for (const Filter& filter : filters) {
    const bool matches = filter.matches(key);
    if (filter.meaning == Filter::Meaning::leave_out) {
      if (matches) return false;
    } else {
      wanted = (named && wanted) || matches;
      named = true;
    }
  }
  return wanted;
}

}  // namespace tidegate::run
