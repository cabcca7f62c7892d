/// The cases of this program: axes, points, providers, filled before main.
/// Decides: how a case is declared, from one file or from several in any order, and that mistakes
/// are found when the cases are asked for (validated_cases) and not while registering.
/// Refuses to know: measuring.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/case_id.hpp>
#include <tidegate/row/conduct.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/source_place.hpp>

namespace tidegate {

class State;
using BenchmarkFunction = void (*)(State&);

struct ProviderOptions {
  std::string platform = "serial";
  bool reference = false;  ///< ratios of this case are stored against this provider
  std::function<bool(const Point&)> supports = {};  ///< points to list; empty: every one
  std::string missing = {};  ///< not empty: why this provider cannot run here
  /// What the timed region covers; ratios across different answers are refused.
  std::optional<Includes> includes = {};
};

namespace measure {

struct AxisDeclaration {
  std::string name;
  std::vector<AxisValue> values;
};

struct ProviderDeclaration {
  std::string name;
  BenchmarkFunction function = nullptr;
  ProviderOptions options;
  SourcePlace source = {};  ///< unknown where it stands with its case
};

/// Where a macro of this header stands, as the compiler names the file. The number of the line lies
/// in a section of its own, which no digest of the machine code counts (run/code_identity): a
/// comment above a case must not make another program of it.
struct Declared {
  const char* file = nullptr;
  const volatile unsigned* line = nullptr;

  SourcePlace place() const;
};

/// What is said of a counter beforehand, so that it can be judged.
struct CounterDeclaration {
  std::string name;
  Better better = Better::unstated;
  std::string unit = "1";  ///< SI without prefix
};

/// A case as declared. After validation exactly one provider name is the reference.
struct CaseDeclaration {
  std::string name;
  std::string compiler;  ///< of the file that declares the case
  SourcePlace source;    ///< may be unknown
  std::vector<AxisDeclaration> axes;
  std::string representative;        ///< point text; empty: the first point
  std::string designated;            ///< provider whose output is right; empty: none
  std::vector<std::string> stages;   ///< names that every ok row of the case must have timed
  std::vector<std::string> metrics;  ///< ids that every ok row of the case must have
  std::vector<CounterDeclaration> counters;
  std::vector<ProviderDeclaration> providers;

  /// The cross product of the axes, in declared order, the last axis fastest.
  std::vector<Point> points() const;
  /// The point that stands for the case.
  bool is_representative(const Point& point) const;
};

/// Everything that was registered, in order, unchecked. Programs have one (`registry()`); tests
/// make their own.
class Registry {
 public:
  std::size_t add_case(std::string name, std::string_view compiler, SourcePlace source = {});
  CaseDeclaration& at(std::size_t index) { return cases_[index]; }
  void add_provider(std::string case_name, ProviderDeclaration provider);

  /// Cases with their providers, in order of declaration. Errors (usage) name the case: declared
  /// twice, an axis twice or without values or with text that cannot be read back, a
  /// representative that is no point, a provider twice on one platform, a provider of an
  /// undeclared case, an unknown metric, a counter or stage whose name makes no id, a designated
  /// provider that is none, no provider, more than one reference, no reference among several
  /// providers (a single provider is its own reference).
  Outcome<std::vector<CaseDeclaration>> validated() const;

 private:
  std::vector<CaseDeclaration> cases_;
  std::vector<std::pair<std::string, ProviderDeclaration>> strays_;  ///< from other files
};

/// The registry of this program.
Registry& registry();

}  // namespace measure

#if defined(__clang__)
#define TIDEGATE_COMPILER "clang " __clang_version__
#else
#define TIDEGATE_COMPILER "gcc " __VERSION__
#endif

/// Adds to a declared case; each call registers at once.
class CaseBuilder {
 public:
  CaseBuilder(measure::Registry& registry, std::size_t index)
      : registry_(&registry), index_(index) {}

  /// An axis with its values: `axis("n", {128, 256})`, `axis("algebra", {"real", "log"})`.
  CaseBuilder& axis(std::string name, std::vector<AxisValue> values);
  template <class T>
  CaseBuilder& axis(std::string name, std::initializer_list<T> values) {
    std::vector<AxisValue> list;
    list.reserve(values.size());
    for (const T& value : values) list.push_back(axis_value(value));
    return axis(std::move(name), std::move(list));
  }

  /// The point that stands for the case, such as `n=512,algebra=log`. Without it, the first point.
  CaseBuilder& representative(std::string point_text);

  /// Metrics that every ok row of this case has, such as `throughput`. An id that row/metric does
  /// not know is a mistake of the declaration; a row without one of them is `crashed`.
  CaseBuilder& metrics(std::vector<std::string> ids);

  /// Which way a counter is better, see State::counter(): without this it is shown in reports and
  /// never judged. A unit other than the one it is counted in makes the row `crashed`.
  CaseBuilder& counter(std::string name, Better better, std::string unit = "1");

  /// The provider whose output counts as right where no fp64 oracle can be computed; see
  /// State::output(). Its own rows are unchecked.
  CaseBuilder& designated(std::string provider);

  /// Stages that every provider of this case goes through, see State::stage(). A row in which one
  /// of them recorded nothing is `crashed`: it would carry a name for something that did not run.
  CaseBuilder& stages(std::vector<std::string> names);

  CaseBuilder& provider(std::string name, BenchmarkFunction function, ProviderOptions options = {});

 private:
  template <class T>
  static AxisValue axis_value(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      return value;
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<std::int64_t>(value);
    } else if constexpr (std::is_floating_point_v<T>) {
      return static_cast<double>(value);
    } else {
      return AxisValue(value);
    }
  }

  measure::Registry* registry_;
  std::size_t index_;
};

/// Declares a case of this program. The compiler is that of the calling file.
CaseBuilder declare_case(std::string name, std::string_view compiler = TIDEGATE_COMPILER,
                         measure::Declared declared = {});

/// Registers a provider from another file than the case's; the order of the files does not matter.
struct ProviderRegistration {
  ProviderRegistration(std::string case_name, std::string provider, BenchmarkFunction function,
                       ProviderOptions options = {});
  ProviderRegistration(measure::Declared declared, std::string case_name, std::string provider,
                       BenchmarkFunction function, ProviderOptions options = {});
};

}  // namespace tidegate

/// The number of this line, in the section that no digest of the machine code counts.
#define TIDEGATE_LINE(name) \
  [[gnu::section("tidegate_lines")]] static const volatile unsigned name = __LINE__;

/// TIDEGATE_PROVIDER("sum", "openblas", sum_openblas, {.platform = "openmp"});
#define TIDEGATE_PROVIDER(case_name, provider, function, ...) \
  TIDEGATE_PROVIDER_AT(__COUNTER__, case_name, provider, function __VA_OPT__(, ) __VA_ARGS__)
#define TIDEGATE_PROVIDER_AT(counter, ...) TIDEGATE_PROVIDER_NAMED(counter, __VA_ARGS__)
#define TIDEGATE_PROVIDER_NAMED(counter, ...)                                                  \
  TIDEGATE_LINE(tidegate_provider_line_##counter)                                              \
  [[maybe_unused]] static const ::tidegate::ProviderRegistration tidegate_provider_##counter { \
    ::tidegate::measure::Declared{__FILE__, &tidegate_provider_line_##counter}, __VA_ARGS__    \
  }
