/// What may be declared: every mistake of a declaration, found before anything runs.
/// Decides: the rules and their sentences. Refuses to know: how cases were registered.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <tidegate/measure/case_registry.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::measure {
namespace {

tl::unexpected<Error> mistake(std::string what, std::string hint) {
  return fail(ErrorKind::usage, std::move(what), std::move(hint));
}

/// Not empty, and without the control characters that separate names in keys and rows in files.
bool is_name(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](unsigned char letter) {
    return letter < ' ' || letter == 0x7f;
  });
}

/// Names and values must survive the text `n=512,algebra=log`.
bool reads_back(const Axis& axis) {
  const Point point{{axis}};
  if (!is_name(point.text())) return false;
  const auto parsed = parse_point(point.text());
  return parsed && parsed->axes.size() == 1 && parsed->canonical() == point.canonical();
}

Outcome<void> check_values(const CaseDeclaration& declared, const AxisDeclaration& axis) {
  if (axis.values.empty()) {
    return mistake(
        fmt::format("the case '{}' has no values on its axis '{}'", declared.name, axis.name),
        "Give the axis at least one value.");
  }
  std::set<std::string> seen;
  for (const AxisValue& value : axis.values) {
    const std::string text = axis_text(value);
    if (!reads_back({axis.name, value})) {
      return mistake(fmt::format("the case '{}' has the axis '{}' with the value '{}', which would "
                                 "read back as something else",
                                 declared.name, axis.name, text),
                     "Use names and words without '=', ',' and control characters.");
    }
    if (!seen.insert(text).second) {
      return mistake(fmt::format("the case '{}' has the value '{}' twice on its axis '{}'",
                                 declared.name, text, axis.name),
                     "Remove one of the two.");
    }
  }
  return {};
}

Outcome<void> check_axes(const CaseDeclaration& declared) {
  std::set<std::string> seen;
  for (const AxisDeclaration& axis : declared.axes) {
    if (!seen.insert(axis.name).second) {
      return mistake(
          fmt::format("the case '{}' declares the axis '{}' twice", declared.name, axis.name),
          "Give all values of an axis in one call.");
    }
    if (auto values = check_values(declared, axis); !values) return values;
  }
  return {};
}

Outcome<void> check_representative(const CaseDeclaration& declared) {
  const std::vector<Point> points = declared.points();
  const bool found = std::any_of(points.begin(), points.end(), [&](const Point& point) {
    return declared.is_representative(point);
  });
  if (found) return {};
  return mistake(fmt::format("the representative '{}' is not a point of the case '{}'",
                             declared.representative, declared.name),
                 fmt::format("Name one of its points, such as {}.", points.front().text()));
}

Outcome<void> check_metrics(const CaseDeclaration& declared) {
  for (const std::string& id : declared.metrics) {
    if (metric_info(id)) continue;
    return mistake(
        fmt::format("the case '{}' names the metric '{}', which nobody knows", declared.name, id),
        "Known metrics: " + known_metrics() +
            ". What only this case counts is a counter: state.counter().");
  }
  return {};
}

constexpr std::string_view name_hint =
    "Use letters, digits, '_' and '-', at most 100: the name stands in metric ids.";

Outcome<void> check_stages(const CaseDeclaration& declared) {
  for (const std::string& name : declared.stages) {
    if (is_member_name(name)) continue;
    return mistake(fmt::format("the case '{}' names the stage '{}', which makes no metric id",
                               declared.name, name),
                   std::string(name_hint));
  }
  return {};
}

Outcome<void> check_counters(const CaseDeclaration& declared) {
  std::set<std::string> seen;
  for (const CounterDeclaration& counter : declared.counters) {
    const auto wrong = [&](std::string_view what, std::string_view hint) {
      return mistake(fmt::format("the case '{}' declares the counter '{}', {}", declared.name,
                                 counter.name, what),
                     std::string(hint));
    };
    if (!is_member_name(counter.name)) return wrong("which makes no metric id", name_hint);
    if (counter.name.starts_with(ceiling_prefix)) {
      return wrong("whose beginning is kept for the machine's ceilings", "Choose another name.");
    }
    if (!seen.insert(counter.name).second) return wrong("twice", "Remove one of the two.");
    if (counter.better == Better::unstated) {
      return wrong("without a direction",
                   "Say Better::lower or Better::higher, or nothing at all.");
    }
  }
  return {};
}

Outcome<void> check_provider(const CaseDeclaration& declared, const ProviderDeclaration& provider) {
  if (!is_name(provider.name) || !is_name(provider.options.platform)) {
    return mistake(
        fmt::format("the case '{}' has a provider whose name or platform is empty or has control "
                    "characters",
                    declared.name),
        "Name the provider, and the platform on which it runs.");
  }
  if (provider.function != nullptr || !provider.options.missing.empty()) return {};
  return mistake(fmt::format("the provider '{}' of the case '{}' has no function", provider.name,
                             declared.name),
                 "Give it a function, or say in `missing` why it cannot run here.");
}

Outcome<void> check_providers(const CaseDeclaration& declared) {
  std::set<std::string> seen;
  for (const ProviderDeclaration& provider : declared.providers) {
    if (auto checked = check_provider(declared, provider); !checked) return checked;
    if (!seen.insert(provider.name + '/' + provider.options.platform).second) {
      return mistake(fmt::format("the case '{}' has the provider '{}' twice on the platform '{}'",
                                 declared.name, provider.name, provider.options.platform),
                     "Give each provider of a platform its own name.");
    }
  }
  if (!declared.providers.empty()) return {};
  return mistake(fmt::format("the case '{}' has no provider", declared.name),
                 "Add .provider(\"name\", function), or link the file that registers one.");
}

Outcome<void> check_designated(const CaseDeclaration& declared) {
  const std::string& name = declared.designated;
  const bool known = std::any_of(declared.providers.begin(), declared.providers.end(),
                                 [&](const ProviderDeclaration& one) { return one.name == name; });
  if (name.empty() || known) return {};
  return mistake(fmt::format("the case '{}' designates the provider '{}', which it does not have",
                             declared.name, name),
                 "Name one of its providers: its output is what the others' are compared with.");
}

/// Marks the one reference; a single provider is its own.
Outcome<void> settle_reference(CaseDeclaration& declared) {
  std::set<std::string> names;
  std::set<std::string> references;
  for (const ProviderDeclaration& provider : declared.providers) {
    names.insert(provider.name);
    if (provider.options.reference) references.insert(provider.name);
  }
  if (references.empty() && names.size() == 1) references = names;
  if (references.size() != 1) {
    return mistake(fmt::format("the case '{}' has {} reference providers among {}", declared.name,
                               references.size(), names.size()),
                   "Set .reference = true on exactly one provider: ratios are stored against it.");
  }
  for (ProviderDeclaration& provider : declared.providers) {
    provider.options.reference = references.count(provider.name) == 1;
  }
  return {};
}

Outcome<void> settle(CaseDeclaration& declared) {
  if (auto axes = check_axes(declared); !axes) return axes;
  if (auto representative = check_representative(declared); !representative) return representative;
  if (auto metrics = check_metrics(declared); !metrics) return metrics;
  if (auto stages = check_stages(declared); !stages) return stages;
  if (auto counters = check_counters(declared); !counters) return counters;
  if (auto providers = check_providers(declared); !providers) return providers;
  if (auto designated = check_designated(declared); !designated) return designated;
  return settle_reference(declared);
}

Outcome<void> check_names(const std::vector<CaseDeclaration>& cases) {
  std::set<std::string> seen;
  for (const CaseDeclaration& declared : cases) {
    if (!is_name(declared.name)) {
      return mistake("a case is declared whose name is empty or has control characters",
                     "Name it after the operation.");
    }
    if (!seen.insert(declared.name).second) {
      return mistake(fmt::format("the case '{}' is declared twice", declared.name),
                     "Declare it in one file; other files add TIDEGATE_PROVIDER to it.");
    }
  }
  return {};
}

}  // namespace

Outcome<std::vector<CaseDeclaration>> Registry::validated() const {
  if (auto names = check_names(cases_); !names) return pass_on(names);
  std::vector<CaseDeclaration> result = cases_;
  for (const auto& [case_name, provider] : strays_) {
    const std::string& wanted = case_name;
    const auto declared = std::find_if(
        result.begin(), result.end(),
        [&wanted](const CaseDeclaration& candidate) { return candidate.name == wanted; });
    if (declared == result.end()) {
      return mistake(fmt::format("the provider '{}' belongs to the case '{}', which no file of "
                                 "this program declares",
                                 provider.name, case_name),
                     "Check the spelling, and that the file with TIDEGATE_CASE is linked.");
    }
    declared->providers.push_back(provider);
  }
  for (CaseDeclaration& declared : result) {
    if (auto settled = settle(declared); !settled) return pass_on(settled);
  }
  return result;
}

}  // namespace tidegate::measure
