#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <tidegate/measure/target.hpp>

namespace tidegate::measure {
namespace {

template <class Items, class Name>
std::string listed(const Items& items, const Name& name) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : " ") + name(item);
  return text;
}

tl::unexpected<Error> unknown(const Key& key, std::string_view what, const std::string& there) {
  return fail(ErrorKind::usage, fmt::format("{}: this program has no such {}", key.text(), what),
              fmt::format("It has: {}", there));
}

}  // namespace

Outcome<Target> find_target(const std::vector<CaseDeclaration>& cases, const Key& key) {
  const auto declared = std::find_if(cases.begin(), cases.end(), [&](const CaseDeclaration& one) {
    return one.name == key.case_name;
  });
  if (declared == cases.end()) {
    return unknown(key, "case", listed(cases, [](const auto& one) { return one.name; }));
  }
  const std::vector<Point> points = declared->points();
  const std::string wanted = key.point.canonical();
  const auto point = std::find_if(points.begin(), points.end(),
                                  [&](const Point& one) { return one.canonical() == wanted; });
  if (point == points.end()) {
    return unknown(key, "point", listed(points, [](const Point& one) { return one.text(); }));
  }
  const auto& providers = declared->providers;
  const auto provider =
      std::find_if(providers.begin(), providers.end(), [&](const ProviderDeclaration& one) {
        return one.name == key.provider && one.options.platform == key.platform;
      });
  if (provider == providers.end()) {
    return unknown(key, "provider", listed(providers, [](const ProviderDeclaration& one) {
                     return one.name + '/' + one.options.platform;
                   }));
  }
  return Target{*declared, *provider, *point};
}

Key key_of(const Target& target) {
  return {target.declared.name, target.point, target.provider.name,
          target.provider.options.platform};
}

std::string skip_reason(const Target& target) {
  const ProviderOptions& options = target.provider.options;
  if (!options.missing.empty()) return options.missing;
  if (!options.supports || options.supports(target.point)) return {};
  return fmt::format("{} does not support {}", target.provider.name, target.point.text());
}

}  // namespace tidegate::measure
