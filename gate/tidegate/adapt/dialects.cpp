#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <tidegate/adapt/command_line.hpp>
#include <tidegate/adapt/dialects.hpp>
#include <tidegate/adapt/google_benchmark_program.hpp>

namespace tidegate::adapt {
namespace {

constexpr std::array table{
    Dialect{"google-benchmark", "programs of google-benchmark 1.5 and newer",
            google_benchmark_cases, take_google_benchmark},
    Dialect{"command", "any program: a sample is one run of it from start to end", command_cases,
            take_command},
};

}  // namespace

std::span<const Dialect> dialects() { return table; }

Outcome<const Dialect*> dialect_of(std::string_view name) {
  const auto* found = std::find_if(table.begin(), table.end(),
                                   [name](const Dialect& dialect) { return dialect.name == name; });
  if (found != table.end()) return found;
  std::string names;
  for (const Dialect& dialect : table) names.append(names.empty() ? "" : ", ").append(dialect.name);
  return fail(ErrorKind::usage, fmt::format("programs of the format '{}' cannot be run", name),
              fmt::format("Formats of programs are: {}. Result files of others: `tidegate import "
                          "--list`.",
                          names));
}

}  // namespace tidegate::adapt
