/// What a benchmark function is given: its point, and the few things it may say.
/// Decides: the rules of one attempt (exactly one measure(), check() only after it).
/// Refuses to know: clocks, files, the protocol; a `Measurer` does the timing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/fidelity.hpp>
#include <tidegate/measure/output_sums.hpp>
#include <tidegate/measure/passes.hpp>
#include <tidegate/measure/sampler.hpp>
#include <tidegate/measure/stage_recorder.hpp>
#include <tidegate/measure/subsample.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/case_id.hpp>
#include <tidegate/row/warning.hpp>

namespace tidegate {

namespace measure {

/// Times a batch; how often and when is its own affair.
using Measurer = std::function<Samples(const Batch& batch, const Fence& fence)>;

/// How far an attempt got.
enum class Phase { start, prepare, measure, protocol, fidelity };
std::string_view phase_name(Phase phase);

/// A timed output that waits for the designated provider's.
struct Output {
  std::vector<double> values;
  Tolerance tolerance;
};

/// What a benchmark said and what was measured.
struct Record {
  Phase phase = Phase::prepare;
  std::optional<std::string> skipped;
  std::optional<Samples> samples;
  Work work;
  std::vector<Counter> counters;
  std::optional<measure::Compared> fidelity;  ///< absent when the benchmark never checked
  std::optional<Output> output;               ///< to be compared with the designated provider's
  std::optional<OutputDigest> digest;         ///< of every output that was checked or handed over
  std::string resolved_backend;               ///< what ran instead of the provider; empty: itself
  std::vector<Warning> warnings;              ///< in the order first given
};

}  // namespace measure

/// One attempt as its benchmark function sees it. Breaking a rule throws
/// measure::BenchmarkMistake, which ends the attempt as `crashed` with that sentence.
class State {
 public:
  /// `passes` run behind the measurer, on what it returned.
  State(Point point, std::uint64_t seed, measure::Measurer measurer, measure::Fence fence = {},
        std::vector<measure::Pass> passes = {}, OnFallback on_fallback = OnFallback::warn);

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
  /// A name (letters, digits, `_`, `-`) counts once, a value is finite; `unit` is SI without
  /// prefix. It is the row's metric `counter.<name>`, which the gate can judge where the case says
  /// which way is better: CaseBuilder::counter().
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
    keep_sums_of(out);
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

  /// The same on `count` elements, for outputs too large for a full oracle whose elements do not
  /// hang on each other: one drawn by the seed from each of `count` equal blocks of the indices.
  /// Fewer than 300 of more make the row `fidelity_inconclusive`. `oracle` is a function of the
  /// index.
  template <class Out, class Oracle>
  void check_sample(const Out& out, const Oracle& oracle, std::size_t count,
                    Tolerance tolerance = {}) {
    const auto indices = measure::stratified_indices(out.size(), count, seed_);
    check_these(indices, Subsample::Stratification::equal_blocks, out, oracle, tolerance);
  }

  /// The same on the elements whose indices the benchmark names, such as whole rows.
  template <class Indices, class Out, class Oracle>
  void check_at(const Indices& indices, const Out& out, const Oracle& oracle,
                Tolerance tolerance = {}) {
    const auto named = measure::distinct({std::begin(indices), std::end(indices)});
    check_these(named, Subsample::Stratification::given, out, oracle, tolerance);
  }

  /// Hands over the timed output where nobody can compute an oracle: it is compared with that of
  /// the case's designated provider (CaseBuilder::designated), which runs once behind it, untimed.
  template <class Out>
  void output(const Out& out, Tolerance tolerance = {}) {
    if (is_over()) return;
    begin_check();
    keep_sums_of(out);
    record_.output = measure::Output{{std::begin(out), std::end(out)}, tolerance};
  }

  /// Says that this output cannot be checked, and why: the row is `fidelity_inconclusive`.
  void cannot_check(Fidelity::Reason reason);

  /// Makes `out` recognisably wrong (NaN, or the lowest value) before the first call, and again
  /// behind the last sample, before one more untimed call: a provider that returns without writing,
  /// at once or from some call on, leaves that for check() to find. `out` must outlive measure().
  template <class Out>
  void poison(Out& out) {
    using Value = std::remove_reference_t<decltype(out[0])>;
    using Limits = std::numeric_limits<Value>;
    const Value wrong = Limits::has_quiet_NaN ? Limits::quiet_NaN() : Limits::lowest();
    poison_with([&out, wrong] { std::fill(std::begin(out), std::end(out), wrong); });
  }
  /// The same by a function, for outputs on a device.
  void poison_with(std::function<void()> poison);

  /// The row stands for a path through the code that something counted: `count` is kept as a
  /// counter of that name, with the same rules. A label whose count is 0 is a mistake: the path was
  /// not taken.
  void path(std::string label, double count);

  /// A sentence for whoever reads the row, kept verbatim: a quirk that the numbers depend on,
  /// inputs that were out of range. Given again, its counts add up. An empty text or a count of 0
  /// is a mistake.
  void warn(std::string text, std::uint64_t count = 1);

  /// This provider cannot do this point in its own way, and `backend` runs in its place: the row
  /// names it and warns of it, with why. Where the runner refuses fallbacks the attempt ends here.
  void fell_back(std::string backend, std::string_view why);

  /// Adds to the fence that stands on both sides of every sample, for a provider with a device of
  /// its own; before measure(). The fences of the sessions (Kokkos) stay: a provider that could
  /// take them away would be timed without its work.
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
  template <class Out, class Oracle>
  void check_these(const std::vector<std::size_t>& indices, Subsample::Stratification how,
                   const Out& out, const Oracle& oracle, Tolerance tolerance) {
    if (is_over()) return;
    begin_check();
    keep_sums_of(out);
    measure::FidelityCheck comparison(tolerance, "fp64_subsample");
    const double all = out.size() == 0 ? 1 : static_cast<double>(out.size());
    comparison.of({indices.size(), static_cast<double>(indices.size()) / all, seed_, how});
    for (const std::size_t i : indices) {
      require_inside(i, out.size());
      comparison.add(static_cast<double>(out[i]), static_cast<double>(oracle(i)));
    }
    end_check(comparison);
  }
  /// All of an output, whatever part of it is checked: `tidegate drift` compares runs by it.
  template <class Out>
  void keep_sums_of(const Out& out) {
    using Value = std::remove_cvref_t<decltype(*std::begin(out))>;
    measure::OutputSums sums;
    for (const auto& value : out) sums.add(static_cast<double>(value));
    keep(sums.result(measure::dtype_name<Value>()));
  }
  /// Of an output that promises size() and [index] alone.
  template <class Out>
  requires(!requires(const Out& out) { std::begin(out); }) void keep_sums_of(const Out& out) {
    using Value = std::remove_cvref_t<decltype(out[0])>;
    measure::OutputSums sums;
    const std::size_t count = out.size();
    for (std::size_t i = 0; i < count; ++i) sums.add(static_cast<double>(out[i]));
    keep(sums.result(measure::dtype_name<Value>()));
  }
  void keep(const OutputDigest& output);
  void finish(const measure::Batch& batch);
  void begin_check();
  void end_check(const measure::FidelityCheck& comparison);
  static void require_same_size(std::size_t output, std::size_t oracle);
  static void require_inside(std::size_t index, std::size_t size);

  Point point_;
  std::uint64_t seed_;
  measure::Measurer measurer_;
  measure::Fence fence_;
  std::function<void()> poison_;
  std::vector<measure::Pass> passes_;
  OnFallback on_fallback_;
  measure::StageRecorder stages_;
  measure::Record record_;
};

}  // namespace tidegate
