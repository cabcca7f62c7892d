/// What of the listed work was ever measured, case by case, and what lags behind.
/// Decides: when a case counts as measured on a kind of processor, which comparison it has, and
/// what makes a laggard. Refuses to know: times, verdicts, and why nobody measured something.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tidegate/row/case_id.hpp>
#include <tidegate/row/status.hpp>

namespace tidegate::judge {

/// Where a case has an ok row.
enum class Reach { unmeasured, cpu_only, gpu_only, multiplatform };

/// The best that a case was measured beside. Names alone do not tell a strong rival from a plain
/// loop: whoever asks names both.
enum class Yardstick {
  none,      ///< one provider at most was measured
  internal,  ///< two or more, none of them named
  floor,     ///< one named as what anybody would write: the least to beat
  strong     ///< one named as the best there is elsewhere
};

enum class Priority { high, medium };

std::string_view reach_name(Reach reach);              ///< `cpu_only`
std::string_view yardstick_name(Yardstick yardstick);  ///< `floor`
std::string_view priority_name(Priority priority);     ///< `high`

/// Providers that are more than the project's own, by name.
struct Rivals {
  std::set<std::string> floor;
  std::set<std::string> strong;
};

/// Something that a listing or a row names.
struct Sighting {
  Key key;
  bool representative = false;
  bool measured = false;  ///< an ok row
};

struct CaseCoverage {
  std::string case_name;
  Reach reach = Reach::unmeasured;
  Yardstick yardstick = Yardstick::none;
  std::size_t known = 0;     ///< combinations of point, provider and platform
  std::size_t measured = 0;  ///< of those
  // Known, and without an ok row; points as people read them.
  std::vector<std::string> providers_never;
  std::vector<std::string> platforms_never;
  std::vector<std::string> points_never;
};

struct Laggard {
  std::string case_name;
  Priority priority = Priority::medium;
  std::vector<std::string> reasons;  ///< sentences without a full stop; never empty
};

struct CoverageReport {
  std::vector<CaseCoverage> cases;  ///< by name
  std::vector<Laggard> laggards;    ///< high ones first, then by name
};

/// Takes sightings in any order and any number, and keeps a name for each combination, no rows.
class CoverageCount {
 public:
  void add(const Sighting& sighting);
  bool empty() const { return cases_.empty(); }

  /// A laggard is high when nobody measured the case or its representative point, or there is
  /// nothing beside it; medium when a listed kind of processor, provider, platform or point was
  /// never measured.
  CoverageReport result(const Rivals& rivals) const;

 private:
  /// Names of one sort, and which of them have an ok row.
  using Seen = std::map<std::string, bool>;
  struct Case {
    Seen keys;
    Seen providers;
    Seen platforms;
    std::map<std::string, std::pair<std::string, bool>> points;  ///< canonical: text, measured
    Seen representatives;
  };
  static CaseCoverage coverage_of(const std::string& name, const Case& seen, const Rivals& rivals);
  static std::vector<std::string> high_reasons(const CaseCoverage& found, const Case& seen);
  static std::vector<std::string> medium_reasons(const CaseCoverage& found, const Case& seen);

  std::map<std::string, Case> cases_;
};

}  // namespace tidegate::judge
