/// How the time of a case grows with its size, and what that says of sizes nobody measured.
/// Decides: what a size is, which rows are one series, when an exponent is told, when a guess at a
/// larger size can be believed, and what is a risk. Refuses to know: files and pictures.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tidegate/row/result_row.hpp>
#include <tidegate/stats/power_law.hpp>

namespace tidegate::judge {

/// One measured point.
struct ScalingPoint {
  double size = 0;               ///< product of the integers of its point, `seed` left out
  double time = 0;               ///< s, min of the warm time
  std::optional<double> memory;  ///< B, peak: of the device where there is one, else of the process
  std::optional<double> ratio;   ///< to the reference provider
  std::optional<double> work;    ///< stated flops, else bytes, else elements of a call
};

/// Whether a law foretold the largest size that was measured.
enum class Anchor {
  provisional,  ///< nothing to try it on: it takes three sizes below the largest
  validated,    ///< within twice, either way
  off           ///< further away than that
};

/// One provider on one platform, by size.
struct ScalingSeries {
  std::string provider;
  std::string platform;
  bool reference = false;
  std::vector<ScalingPoint> points;    ///< smallest size first
  std::vector<double> out_of_memory;   ///< sizes at which it died so, smallest first
  std::size_t sizes = 0;               ///< different ones
  std::optional<stats::PowerLaw> law;  ///< unset below stats::sizes_for_law: provisional
  std::optional<double> stated;        ///< exponent of the work that the author states
  bool off_stated = false;             ///< further from it than exponent_slack
  Anchor anchor = Anchor::provisional;
  std::optional<double> anchor_ratio;  ///< largest size: measured over foretold by the others
  std::optional<double> far_time;      ///< s, by the law, at far_factor times the largest size
  std::size_t wins = 0;                ///< points faster than the reference provider
  std::size_t losses = 0;              ///< and slower
  bool loses_largest = false;          ///< slower at the largest size that both have
  std::optional<double> memory_ratio;  ///< to the reference's memory at that size
  /// The size at which memory_budget is full, by the power law of memory over size: only where
  /// that law is told, fits (memory_r2) and grows (memory_growth). The memory that a process has
  /// anyway flattens the law, so the true size is smaller.
  std::optional<double> size_in_budget;
  bool at_risk = false;  ///< loses_largest, or 1 / memory_ratio is below least_headroom
};

/// All providers of a case over its sizes, all else being equal.
struct Scaling {
  std::string case_name;
  std::string fixed;  ///< the axes that are no size, `algebra=log,dtype=fp32`; may be empty
  std::string machine_class;
  std::vector<ScalingSeries> series;  ///< by provider, then platform
};

inline constexpr double exponent_slack = 0.3;  ///< |exponent - stated| above it is called off
inline constexpr double anchor_slack = 2;      ///< times
inline constexpr double far_factor = 100;      ///< times the largest size
inline constexpr double memory_budget = 24e9;  ///< B
inline constexpr double memory_r2 = 0.9;       ///< of a law of memory that is used, at least
inline constexpr double memory_growth = 0.5;   ///< its exponent, at least
inline constexpr double least_headroom = 0.5;  ///< reference's memory over this one's

/// Of the rows that are ok, faithful and possible and have a warm time and a size; of the others
/// only deaths for lack of memory count. By case, fixed axes and machine class.
std::vector<Scaling> scalings(std::span<const ResultRow> rows);

/// The axes of a point that are no size, as text: rows over which a case is one series share them.
std::string fixed_axes(const Point& point);

/// The size of a point; nothing where it has no integer axis but `seed`, or one below 1.
std::optional<double> size_of(const Point& point);

}  // namespace tidegate::judge
