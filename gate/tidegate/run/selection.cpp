#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/run/filter.hpp>
#include <tidegate/run/selection.hpp>

namespace tidegate::run {
namespace {

bool passes(const std::vector<std::string>& alternatives, const std::string& value) {
  return alternatives.empty() ||
         std::find(alternatives.begin(), alternatives.end(), value) != alternatives.end();
}

/// Values agree when their texts do: `scale=2` also means the real number 2.
bool has_axis(const Point& point, const Axis& wanted) {
  const AxisValue* value = point.find(wanted.name);
  return value != nullptr && axis_text(*value) == axis_text(wanted.value);
}

bool point_passes(const Point& point, const std::string& filter) {
  const auto wanted = parse_point(filter);
  return wanted && std::all_of(wanted->axes.begin(), wanted->axes.end(),
                               [&point](const Axis& axis) { return has_axis(point, axis); });
}

bool filters_pass(const std::vector<std::string>& texts, const Key& key) {
  std::vector<Filter> filters;
  for (const std::string& text : texts) {
    auto filter = parse_filter(text);
    if (!filter) return false;
    filters.push_back(std::move(*filter));
  }
  return passes(filters, key);
}

/// The names that somebody asked for and nobody has.
Outcome<void> all_known(const std::vector<std::string>& wanted, std::string_view what,
                        const std::set<std::string>& there) {
  for (const std::string& name : wanted) {
    if (there.count(name) > 0) continue;
    return fail(
        ErrorKind::usage,
        fmt::format("there is no {} '{}'; there is: {}", what, name, fmt::join(there, ", ")),
        "Mend the name, or list everything with `tidegate run --list`.");
  }
  return {};
}

Outcome<void> names_known(const std::vector<CaseListing>& listings, const Selection& selection) {
  std::set<std::string> cases;
  std::set<std::string> providers;
  std::set<std::string> platforms;
  for (const CaseListing& listing : listings) {
    cases.insert(listing.key.case_name);
    providers.insert(listing.key.provider);
    platforms.insert(listing.key.platform);
  }
  if (auto known = all_known(selection.cases, "case", cases); !known) return known;
  if (auto known = all_known(selection.providers, "provider", providers); !known) return known;
  return all_known(selection.platforms, "platform", platforms);
}

void add_text(std::vector<std::string>& parts, const char* name,
              const std::vector<std::string>& alternatives) {
  if (!alternatives.empty())
    parts.push_back(fmt::format("{}={}", name, fmt::join(alternatives, "|")));
}

/// The first few listings and how many more there are.
std::string what_exists(const std::vector<CaseListing>& listings) {
  constexpr std::size_t shown = 12;
  std::vector<std::string> names;
  for (const CaseListing& listing : listings) {
    if (names.size() < shown) names.push_back(listing.key.text());
  }
  const std::size_t more = listings.size() - names.size();
  return fmt::format("{}{}", fmt::join(names, ", "),
                     more == 0 ? "" : fmt::format(" and {} more", more));
}

}  // namespace

std::string Selection::text() const {
  std::vector<std::string> parts;
  add_text(parts, "case", cases);
  add_text(parts, "point", points);
  add_text(parts, "provider", providers);
  add_text(parts, "platform", platforms);
  add_text(parts, "filter", filters);
  if (representative_only) parts.emplace_back("representative");
  return parts.empty() ? "everything" : fmt::format("{}", fmt::join(parts, " "));
}

bool Selection::matches(const Key& key, bool representative) const {
  const bool point = points.empty() ||
                     std::any_of(points.begin(), points.end(), [&key](const std::string& filter) {
                       return point_passes(key.point, filter);
                     });
  return point && filters_pass(filters, key) && passes(cases, key.case_name) &&
         passes(providers, key.provider) && passes(platforms, key.platform) &&
         (!representative_only || representative);
}

Outcome<std::vector<CaseListing>> select(const std::vector<CaseListing>& listings,
                                         const Selection& selection) {
  for (const std::string& filter : selection.points) {
    const auto point = parse_point(filter);
    if (point) continue;
    return fail(ErrorKind::usage, point.error().what, point.error().hint);
  }
  for (const std::string& text : selection.filters) {
    if (const auto filter = parse_filter(text); !filter) return pass_on(filter);
  }
  if (const auto known = names_known(listings, selection); !known) return pass_on(known);
  std::vector<CaseListing> selected;
  for (const CaseListing& listing : listings) {
    if (selection.matches(listing)) selected.push_back(listing);
  }
  if (!selected.empty()) return selected;
  return fail(
      ErrorKind::usage,
      fmt::format("nothing matches {}; there is: {}", selection.text(), what_exists(listings)),
      "Loosen the filters, or list everything with `tidegate run --list`.");
}

}  // namespace tidegate::run
