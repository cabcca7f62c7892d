/// What happens to queries whose 4 x 4 x 4 neighbourhood leaves the grid, and what a run of many
/// batches remembers of it.
/// Decides: the policies, the acceptance rules, the switch for interpolation, the one warning.
/// Refuses to know: how queries are counted or computed, threads: an implementation counts first
/// and asks then, so that the answer never depends on which thread came first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tricubic/batch.hpp>
#include <tricubic/grid.hpp>

namespace tricubic {

enum class OutOfRange {
  /// nanoBragg's PyTorch port: one query out of range gives the whole batch the default value and
  /// switches interpolation off for the rest of the run; later batches take the nearest neighbour.
  sticky,
  /// nanoBragg's C code with its shared flag taken out, whose outcome hung on the order of threads:
  /// a query out of range takes the nearest neighbour, the others are interpolated. (There the
  /// default value is assigned first and always overwritten.)
  per_query
};

/// Which coordinates x of an axis first .. last are interpolated. NaN and infinities never are.
enum class Acceptance {
  neighbourhood,  ///< the port: first + 1 <= x < last - 1, where all four neighbours exist
  two_inside      ///< the C code: first + 2 <= x <= last - 2, although it needs no more than above
};

struct Settings {
  OutOfRange policy = OutOfRange::sticky;
  Acceptance acceptance = Acceptance::neighbourhood;
  double default_value = 0.0;  ///< where there is no table or no neighbour
  bool interpolate = true;     ///< false: the nearest neighbour from the start
};

/// What a user asked for on the command line of such a simulator.
enum class Override { none, on, off };

/// nanoBragg's rule: small crystals blur the peaks, so interpolation is on when a crystal has two
/// cells or fewer along any axis. An explicit word wins.
bool interpolation_enabled(int cells_a, int cells_b, int cells_c, Override asked);

/// What is done with a batch.
enum class Treatment {
  interpolate,   ///< every query for which Acceptance says so; nearest neighbour for the others
  nearest,       ///< nearest neighbour, the default value outside the grid
  default_value  ///< the default value for all
};

/// A text for people and how many queries it is about.
struct Warning {
  std::string text;
  std::uint64_t count;
};

/// One run: its settings and its switch. For each batch an implementation calls decide(), with the
/// number of queries that are out of range where counts_first() says so, else with 0; a Treatment
/// of `interpolate` ends with note() of the queries out of range that were not counted before.
class RunState {
 public:
  explicit RunState(Settings settings)
      : settings_(settings), interpolating_(settings.interpolate) {}

  const Settings& settings() const { return settings_; }
  bool interpolating() const { return interpolating_; }
  bool counts_first() const { return interpolating_ && settings_.policy == OutOfRange::sticky; }

  Treatment decide(bool has_table, std::uint64_t out_of_range);
  void note(std::uint64_t out_of_range) { out_of_range_ += out_of_range; }

  /// Queries found out of range so far. Batches are not searched while interpolation is off.
  std::uint64_t out_of_range() const { return out_of_range_; }
  /// The first time that there is something to warn of: two lines. Never again after that.
  std::optional<Warning> take_warning();

 private:
  Settings settings_;
  bool interpolating_;
  bool warned_ = false;
  std::uint64_t out_of_range_ = 0;
};

/// What became of one batch. On a fault nothing else is set and nothing was written.
struct Report {
  Fault fault = Fault::none;
  Treatment treatment = Treatment::default_value;
  std::uint64_t out_of_range = 0;
};

/// The walk of every implementation through one batch. `engine.count()` gives the queries out of
/// range; `engine.apply(treatment, is_known)` writes all results and gives the same number, or 0
/// where `is_known` says that nobody asks for it any more.
template <class Engine>
Report walk(RunState& run, bool has_table, Engine&& engine) {
  const bool counts = has_table && run.counts_first();
  const std::uint64_t counted = counts ? engine.count() : 0;
  const Treatment treatment = run.decide(has_table, counted);
  const bool is_known = counts || treatment != Treatment::interpolate;
  const std::uint64_t met = engine.apply(treatment, is_known);
  if (!is_known) run.note(met);
  return {Fault::none, treatment, is_known ? counted : met};
}

}  // namespace tricubic
