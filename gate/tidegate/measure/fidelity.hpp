/// How far an output is from its oracle, as one number in units of the tolerance.
/// Formula: max over elements of |out - ref| / (atol + rtol * |ref|); it passes when <= 1.
/// Decides: what NaN, infinities and an empty output mean. Refuses to know: who computed either.
///
/// NaN on both sides agrees, on one side it is a mismatch. Equal infinities agree, unequal ones do
/// not. An output without elements is inconclusive: nothing was compared. So is a subsample that is
/// too small to stand for the rest, unless one of its elements is wrong: wrong is wrong.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tidegate/measure/echo.hpp>
#include <tidegate/row/attempt_row.hpp>

namespace tidegate {

/// Relative and absolute tolerance of a check; neither may be negative or NaN.
struct Tolerance {
  double rtol = 1e-3;
  double atol = 1e-4;
};

}  // namespace tidegate

namespace tidegate::measure {

/// A fidelity to which that of another check can be added: an echo alone cannot be.
struct Compared : Fidelity {
  EchoSums sums;  ///< of all elements compared; `echo` is its result
};

/// One comparison of an output with its oracle, element by element.
class FidelityCheck {
 public:
  /// Throws BenchmarkMistake when the tolerance is negative, NaN or infinite.
  FidelityCheck(Tolerance tolerance, std::string_view oracle);

  /// The elements are a part of all. Fewer than least_subsample of them, and not all, prove
  /// nothing.
  void of(const Subsample& subsample) { subsample_ = subsample; }

  void add(double out, double reference);
  /// What the elements so far amount to. `rel_to_tol` and `max_abs` are absent when they are not
  /// finite numbers.
  Compared result() const;

 private:
  Tolerance tolerance_;
  std::string_view oracle_;
  std::optional<Subsample> subsample_;
  std::uint64_t checked_ = 0;
  std::uint64_t mismatched_ = 0;
  double rel_to_tol_ = 0;  ///< infinite once an element has no finite distance
  double max_abs_ = 0;
  EchoSums echo_;
};

/// Several checks of one attempt as one: the worse verdict with its tolerance, counts added up, one
/// echo over the elements of both.
Compared worse_of(const Compared& first, const Compared& second);

/// A fidelity that nothing can be said about.
Compared uncheckable(Fidelity::Reason reason);

/// `no oracle ...`: one sentence for each reason.
std::string_view reason_text(Fidelity::Reason reason);

/// For people: `pass 0.12`, `fail 3.4 (2 of 100 elements)`.
std::string fidelity_text(const Fidelity& fidelity);

}  // namespace tidegate::measure
