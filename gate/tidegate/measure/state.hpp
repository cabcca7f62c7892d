/// What a benchmark function is given: its point, and the few things it may say.
/// Decides: the rules of one attempt (exactly one measure(), check() only after it).
/// Refuses to know: clocks, files, the protocol; a `Measurer` does the timing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/fidelity.hpp>
#include <tidegate/measure/passes.hpp>
#include <tidegate/measure/sampler.hpp>
#include <tidegate/measure/stage_recorder.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/case_id.hpp>

namespace tidegate {

namespace measure {

/// Times a batch; how often and when is its own affair.
using Measurer = std::function<Samples(const Batch& batch, const Fence& fence)>;

/// How far an attempt got.
enum class Phase { start, prepare, measure, protocol, fidelity };
std::string_view phase_name(Phase phase);

/// What a benchmark said and what was measured.
struct Record {
  Phase phase = Phase::prepare;
  std::optional<std::string> skipped;
  std::optional<Samples> samples;
  Work work;
  std::vector<Counter> counters;
  std::optional<Fidelity> fidelity;  ///< absent when the benchmark never checked
};

}  // namespace measure

/// One attempt as its benchmark function sees it. Breaking a rule throws
/// measure::BenchmarkMistake, which ends the attempt as `crashed` with that sentence.
class State {
 public:
  /// `passes` run behind the measurer, on what it returned.
  State(Point point, std::uint64_t seed, measure::Measurer measurer, measure::Fence fence = {},
        std::vector<measure::Pass> passes = {});

  /// The value of an axis. A wrong name or a wrong type is a mistake of the benchmark.
  std::int64_t integer(std::string_view axis) const;
  double real(std::string_view axis) const;  ///< whole numbers count as real
  const std::string& word(std::string_view axis) const;
  bool flag(std::string_view axis) const;
  const Point& point() const { return point_; }

  /// Seed of the inputs: equal seeds must give equal inputs.
  std::uint64_t seed() const { return seed_; }

  /// What one call does: bytes read and written, floating-point operations.
  void work(double bytes, double flops);
  /// Elements of output that one call makes: the row gets a throughput.
  void elements(double per_call);
  /// Something that the benchmark counted, such as residual evaluations: kept in the row by name.
  /// A name counts once, a value is finite; `unit` is SI without prefix.
  void counter(std::string name, double value, std::string unit = "1");

  /// Measures `call()`: exactly once an attempt. A result is consumed, so that the work that made
  /// it is not optimised away.
  template <class F>
  void measure(F&& call) {
    if (record_.skipped) return;
    run(measure::batch_of(call));
  }

  /// A named part of the call, inside the callable that measure() gets; returns what `part`
  /// returns. Stages are timed apart from the samples, in calls of their own, and must add up to
  /// the total; they may not nest.
  template <class F>
  decltype(auto) stage(std::string_view name, F&& part) {
    stages_.enter(name);
    if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
      part();
      stages_.leave();
    } else {
      decltype(auto) result = part();
      stages_.leave();
      return result;
    }
  }

  /// This point cannot be measured, for a reason that people read. The row is `skipped`; anything
  /// said afterwards is ignored.
  void skip(std::string reason);

  /// Compares every element of the timed output with its fp64 oracle: either a function of the
  /// index, or values of the same number. `out` is anything with size() and [index] whose elements
  /// convert to double. Several checks of one attempt add up to the worst of them.
  /// A benchmark that never checks has no `fidelity` in its row: recorded as unchecked.
  template <class Out, class Oracle>
  void check(const Out& out, const Oracle& oracle, Tolerance tolerance = {}) {
    if (is_over()) return;
    begin_check();
    measure::FidelityCheck comparison(tolerance, "fp64_full");
    const std::size_t count = out.size();
    if constexpr (requires { oracle.size(); }) {
      require_same_size(count, oracle.size());
      for (std::size_t i = 0; i < count; ++i) {
        comparison.add(static_cast<double>(out[i]), static_cast<double>(oracle[i]));
      }
    } else {
      for (std::size_t i = 0; i < count; ++i) {
        comparison.add(static_cast<double>(out[i]), static_cast<double>(oracle(i)));
      }
    }
    end_check(comparison);
  }

  /// The same on the elements whose indices are given, for outputs too large for a full oracle.
  template <class Indices, class Out, class Oracle>
  void check_at(const Indices& indices, const Out& out, const Oracle& oracle,
                Tolerance tolerance = {}) {
    if (is_over()) return;
    begin_check();
    measure::FidelityCheck comparison(tolerance, "fp64_subsample");
    for (const std::size_t i : indices) {
      require_inside(i, out.size());
      comparison.add(static_cast<double>(out[i]), static_cast<double>(oracle(i)));
    }
    end_check(comparison);
  }

  /// Replaces the fence that stands on both sides of every sample. A session (Kokkos) installs its
  /// own; a provider with a device of its own calls this before measure().
  void fence_with(std::function<void()> fence);

  /// For the rest of this room: everything said so far.
  const measure::Record& record() const { return record_; }

 private:
  const AxisValue& value(std::string_view axis) const;
  void run(const measure::Batch& batch);
  /// Whether nothing said from here on counts: skipped, or cut short by the hard budget.
  bool is_over() const {
    return record_.skipped || (record_.samples && record_.samples->cut_short());
  }
  void begin_check();
  void end_check(const measure::FidelityCheck& comparison);
  static void require_same_size(std::size_t output, std::size_t oracle);
  static void require_inside(std::size_t index, std::size_t size);

  Point point_;
  std::uint64_t seed_;
  measure::Measurer measurer_;
  measure::Fence fence_;
  std::vector<measure::Pass> passes_;
  measure::StageRecorder stages_;
  measure::Record record_;
};

}  // namespace tidegate
