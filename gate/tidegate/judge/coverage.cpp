#include <algorithm>

#include <fmt/format.h>

#include <tidegate/judge/coverage.hpp>
#include <tidegate/row/device_platform.hpp>

namespace tidegate::judge {
namespace {

/// Measured once is measured, whatever came of it later.
void see(std::map<std::string, bool>& seen, const std::string& name, bool measured) {
  bool& known = seen[name];
  known = known || measured;
}

std::size_t measured_of(const std::map<std::string, bool>& seen) {
  return static_cast<std::size_t>(
      std::count_if(seen.begin(), seen.end(), [](const auto& entry) { return entry.second; }));
}

std::vector<std::string> never_of(const std::map<std::string, bool>& seen) {
  std::vector<std::string> never;
  for (const auto& [name, measured] : seen) {
    if (!measured) never.push_back(name);
  }
  return never;
}

/// Whether a platform of that kind has an ok row.
bool measured_on(const std::map<std::string, bool>& platforms, bool device) {
  return std::any_of(platforms.begin(), platforms.end(), [device](const auto& entry) {
    return entry.second && is_device_platform(entry.first) == device;
  });
}

Reach reach_of(const std::map<std::string, bool>& platforms) {
  const bool cpu = measured_on(platforms, false);
  const bool gpu = measured_on(platforms, true);
  if (cpu && gpu) return Reach::multiplatform;
  if (cpu) return Reach::cpu_only;
  return gpu ? Reach::gpu_only : Reach::unmeasured;
}

Yardstick yardstick_of(const std::map<std::string, bool>& providers, const Rivals& rivals) {
  const auto any_of = [&providers](const std::set<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&providers](const std::string& name) {
      const auto found = providers.find(name);
      return found != providers.end() && found->second;
    });
  };
  if (measured_of(providers) < 2) return Yardstick::none;
  if (any_of(rivals.strong)) return Yardstick::strong;
  return any_of(rivals.floor) ? Yardstick::floor : Yardstick::internal;
}

}  // namespace

std::string_view reach_name(Reach reach) {
  switch (reach) {
    case Reach::unmeasured:
      return "unmeasured";
    case Reach::cpu_only:
      return "cpu_only";
    case Reach::gpu_only:
      return "gpu_only";
    case Reach::multiplatform:
      break;
  }
  return "multiplatform";
}

std::string_view yardstick_name(Yardstick yardstick) {
  switch (yardstick) {
    case Yardstick::none:
      return "none";
    case Yardstick::internal:
      return "internal";
    case Yardstick::floor:
      return "floor";
    case Yardstick::strong:
      break;
  }
  return "strong";
}

std::string_view priority_name(Priority priority) {
  return priority == Priority::high ? "high" : "medium";
}

void CoverageCount::add(const Sighting& sighting) {
  const Key& key = sighting.key;
  Case& seen = cases_[key.case_name];
  see(seen.keys, key.canonical(), sighting.measured);
  see(seen.providers, key.provider, sighting.measured);
  see(seen.platforms, key.platform, sighting.measured);
  const std::string point = key.point.canonical();
  auto& known = seen.points.try_emplace(point, key.point.text(), false).first->second;
  known.second = known.second || sighting.measured;
  if (sighting.representative) see(seen.representatives, point, sighting.measured);
}

CaseCoverage CoverageCount::coverage_of(const std::string& name, const Case& seen,
                                        const Rivals& rivals) {
  CaseCoverage found;
  found.case_name = name;
  found.reach = reach_of(seen.platforms);
  found.yardstick = yardstick_of(seen.providers, rivals);
  found.known = seen.keys.size();
  found.measured = measured_of(seen.keys);
  found.providers_never = never_of(seen.providers);
  found.platforms_never = never_of(seen.platforms);
  for (const auto& [canonical, point] : seen.points) {
    if (!point.second) found.points_never.push_back(point.first);
  }
  return found;
}

std::vector<std::string> CoverageCount::high_reasons(const CaseCoverage& found, const Case& seen) {
  if (found.reach == Reach::unmeasured) return {"nobody measured it"};
  std::vector<std::string> reasons;
  if (!seen.representatives.empty() && measured_of(seen.representatives) == 0) {
    reasons.emplace_back("its representative point was never measured");
  }
  if (found.yardstick == Yardstick::none) {
    reasons.emplace_back("one provider alone was measured, beside nothing");
  }
  return reasons;
}

std::vector<std::string> CoverageCount::medium_reasons(const CaseCoverage& found,
                                                       const Case& seen) {
  std::vector<std::string> reasons;
  const auto listed_on = [&seen](bool device) {
    return std::any_of(seen.platforms.begin(), seen.platforms.end(), [device](const auto& entry) {
      return is_device_platform(entry.first) == device;
    });
  };
  if (found.reach == Reach::cpu_only && listed_on(true)) {
    reasons.emplace_back("it is listed for a GPU and was measured on none");
  }
  if (found.reach == Reach::gpu_only && listed_on(false)) {
    reasons.emplace_back("it is listed for a CPU and was measured on none");
  }
  const auto add = [&reasons](std::size_t never, std::size_t all, std::string_view what) {
    if (never > 0) reasons.push_back(fmt::format("{} of {} {} never measured", never, all, what));
  };
  add(found.providers_never.size(), seen.providers.size(), "providers");
  add(found.platforms_never.size(), seen.platforms.size(), "platforms");
  add(found.points_never.size(), seen.points.size(), "points");
  return reasons;
}

CoverageReport CoverageCount::result(const Rivals& rivals) const {
  CoverageReport report;
  for (const auto& [name, seen] : cases_) {
    report.cases.push_back(coverage_of(name, seen, rivals));
    const CaseCoverage& found = report.cases.back();
    Laggard laggard{name, Priority::high, high_reasons(found, seen)};
    if (laggard.reasons.empty()) laggard.priority = Priority::medium;
    // What nobody measured at all needs no list of its parts.
    if (found.reach != Reach::unmeasured) {
      for (std::string& reason : medium_reasons(found, seen)) {
        laggard.reasons.push_back(std::move(reason));
      }
    }
    if (!laggard.reasons.empty()) report.laggards.push_back(std::move(laggard));
  }
  std::stable_sort(report.laggards.begin(), report.laggards.end(),
                   [](const Laggard& a, const Laggard& b) { return a.priority < b.priority; });
  return report;
}

}  // namespace tidegate::judge
