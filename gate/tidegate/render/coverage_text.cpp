#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/coverage_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/text_table.hpp>

namespace tidegate::render {
namespace {

using judge::CaseCoverage;
using judge::Laggard;
using judge::Priority;
using judge::Reach;

/// The first names with blanks between; how many more there are.
std::string names_text(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(shown, names.size()); ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : "  ", plain_line(names[i]));
  }
  if (names.size() > shown) text += fmt::format("  and {} more", count_text(names.size() - shown));
  return text;
}

std::string never_text(const CaseCoverage& found) {
  std::string text;
  const auto add = [&text](std::string_view what, const std::vector<std::string>& names) {
    if (!names.empty()) text += fmt::format("      never {}: {}\n", what, names_text(names));
  };
  add("provider", found.providers_never);
  add("platform", found.platforms_never);
  add("point", found.points_never);
  return text;
}

std::string laggards_text(const std::vector<Laggard>& laggards) {
  if (laggards.empty()) return "\nno laggards\n";
  std::string text = "\nlaggards, by priority:\n";
  for (const Laggard& laggard : laggards) {
    text += fmt::format("  {:<6}  {}: {}\n", priority_name(laggard.priority),
                        plain_line(laggard.case_name),
                        plain_line(fmt::format("{}", fmt::join(laggard.reasons, "; "))));
  }
  return text;
}

/// `3 cases: 1 unmeasured, 2 cpu_only; 1 laggard of high priority, 2 of medium`.
std::string summary_of(const judge::CoverageReport& report) {
  std::string text = counted(report.cases.size(), "case") + ":";
  const char* between = " ";
  for (const Reach reach :
       {Reach::unmeasured, Reach::cpu_only, Reach::gpu_only, Reach::multiplatform}) {
    const auto count = std::count_if(report.cases.begin(), report.cases.end(),
                                     [reach](const auto& found) { return found.reach == reach; });
    if (count == 0) continue;
    text += fmt::format("{}{} {}", between, count, reach_name(reach));
    between = ", ";
  }
  const auto high = static_cast<std::size_t>(
      std::count_if(report.laggards.begin(), report.laggards.end(),
                    [](const Laggard& laggard) { return laggard.priority == Priority::high; }));
  return fmt::format("{}; {} of high priority, {} of medium\n", text, counted(high, "laggard"),
                     report.laggards.size() - high);
}

JsonArray array_of(const std::vector<std::string>& texts) {
  JsonArray array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

}  // namespace

std::string coverage_text(const judge::CoverageReport& report) {
  TextTable table({{"case", Align::left},
                   {"measured", Align::right},
                   {"where", Align::left},
                   {"reference", Align::left}});
  for (const CaseCoverage& found : report.cases) {
    table.add({{plain_line(found.case_name)},
               {fmt::format("{} of {}", count_text(found.measured), count_text(found.known))},
               {std::string(reach_name(found.reach))},
               {std::string(yardstick_name(found.yardstick))}});
  }
  const std::vector<std::string> lines = table.lines(Colour::off);
  std::string text = "  " + lines.front() + "\n";
  for (std::size_t i = 0; i < report.cases.size(); ++i) {
    text += "  " + lines[i + 1] + "\n" + never_text(report.cases[i]);
  }
  return text + laggards_text(report.laggards) + "\n" + summary_of(report);
}

JsonObject coverage_json(const judge::CoverageReport& report) {
  JsonArray cases;
  for (const CaseCoverage& found : report.cases) {
    const JsonObject never{{"providers", array_of(found.providers_never)},
                           {"platforms", array_of(found.platforms_never)},
                           {"points", array_of(found.points_never)}};
    cases.push_back(JsonObject{{"case", found.case_name},
                               {"reach", reach_name(found.reach)},
                               {"reference", yardstick_name(found.yardstick)},
                               {"known", found.known},
                               {"measured", found.measured},
                               {"never", never}});
  }
  JsonArray laggards;
  for (const Laggard& laggard : report.laggards) {
    laggards.push_back(JsonObject{{"case", laggard.case_name},
                                  {"priority", priority_name(laggard.priority)},
                                  {"reasons", array_of(laggard.reasons)}});
  }
  return JsonObject{{"cases", std::move(cases)}, {"laggards", std::move(laggards)}};
}

}  // namespace tidegate::render
