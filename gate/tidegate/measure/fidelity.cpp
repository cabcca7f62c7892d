#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <tidegate/base/finite.hpp>
#include <tidegate/measure/fidelity.hpp>
#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/subsample.hpp>

namespace tidegate::measure {
namespace {

bool is_tolerance(double value) { return is_finite(value) && value >= 0; }

bool agree_exactly(double out, double reference) {
  return out == reference || (is_nan(out) && is_nan(reference));
}

/// Distance in units of the tolerance; infinite where there is no finite one.
double in_tolerances(double distance, double allowed) {
  const double ratio = distance / allowed;
  return is_nan(ratio) ? std::numeric_limits<double>::infinity() : ratio;
}

std::optional<double> finite(double value) {
  return is_finite(value) ? std::optional(value) : std::nullopt;
}

/// Larger is worse.
int badness(Fidelity::Verdict verdict) {
  switch (verdict) {
    case Fidelity::Verdict::pass:
      return 0;
    case Fidelity::Verdict::inconclusive:
      return 1;
    case Fidelity::Verdict::fail:
      return 2;
  }
  return 2;
}

/// Of two distances, of which an absent one is not finite.
std::optional<double> larger(std::optional<double> a, std::optional<double> b) {
  if (!a || !b) return std::nullopt;
  return std::max(*a, *b);
}

bool is_worse(const Fidelity& candidate, const Fidelity& than) {
  if (candidate.verdict != than.verdict) return badness(candidate.verdict) > badness(than.verdict);
  if (!than.rel_to_tol) return false;
  return !candidate.rel_to_tol || *candidate.rel_to_tol > *than.rel_to_tol;
}

}  // namespace

FidelityCheck::FidelityCheck(Tolerance tolerance, std::string_view oracle)
    : tolerance_(tolerance), oracle_(oracle) {
  if (is_tolerance(tolerance.rtol) && is_tolerance(tolerance.atol)) return;
  throw BenchmarkMistake(
      fmt::format("check() was given the tolerance rtol {}, atol {}; both must "
                  "be finite and not negative",
                  tolerance.rtol, tolerance.atol));
}

void FidelityCheck::add(double out, double reference) {
  ++checked_;
  echo_.add(out, reference);
  if (agree_exactly(out, reference)) return;
  const double distance = std::abs(out - reference);
  const double allowed = tolerance_.atol + tolerance_.rtol * std::abs(reference);
  const double ratio = in_tolerances(distance, allowed);
  rel_to_tol_ = std::max(rel_to_tol_, ratio);
  max_abs_ = std::max(max_abs_, is_nan(distance) ? ratio : distance);
  if (ratio > 1) ++mismatched_;
}

Compared FidelityCheck::result() const {
  Compared result;
  result.sums = echo_;
  result.oracle = std::string(oracle_);
  result.rtol = tolerance_.rtol;
  result.atol = tolerance_.atol;
  result.checked = checked_;
  result.mismatched = mismatched_;
  result.subsample = subsample_;
  result.echo = echo_.result();
  result.reason = Fidelity::Reason::nothing_compared;
  if (checked_ == 0) return result;
  const bool partial = subsample_ && subsample_->fraction < 1 && checked_ < least_subsample;
  result.reason = Fidelity::Reason::none;
  result.verdict = mismatched_ == 0 ? Fidelity::Verdict::pass : Fidelity::Verdict::fail;
  if (partial && mismatched_ == 0) {
    result.verdict = Fidelity::Verdict::inconclusive;
    result.reason = Fidelity::Reason::subsample_too_small;
  }
  result.rel_to_tol = finite(rel_to_tol_);
  result.max_abs = finite(max_abs_);
  return result;
}

Compared worse_of(const Compared& first, const Compared& second) {
  Compared result = is_worse(second, first) ? second : first;
  result.rel_to_tol = larger(first.rel_to_tol, second.rel_to_tol);
  result.max_abs = larger(first.max_abs, second.max_abs);
  result.checked = first.checked + second.checked;
  result.mismatched = first.mismatched + second.mismatched;
  result.sums = first.sums;
  result.sums.add(second.sums);
  result.echo = result.sums.result();
  return result;
}

Compared uncheckable(Fidelity::Reason reason) {
  Compared result;
  result.oracle = "none";
  result.reason = reason;
  return result;
}

std::string_view reason_text(Fidelity::Reason reason) {
  switch (reason) {
    case Fidelity::Reason::none:
    case Fidelity::Reason::nothing_compared:
      break;
    case Fidelity::Reason::subsample_too_small:
      return "subsample_too_small: too few elements were compared to stand for the others";
    case Fidelity::Reason::no_oracle:
      return "no_oracle: nobody here can compute what is right";
    case Fidelity::Reason::coupled:
      return "coupled: each element hangs on all others, and no oracle in fp64 is feasible";
  }
  return "check() was given an output without elements";
}

std::string fidelity_text(const Fidelity& fidelity) {
  if (fidelity.verdict == Fidelity::Verdict::inconclusive) {
    const bool nothing = fidelity.reason == Fidelity::Reason::none ||
                         fidelity.reason == Fidelity::Reason::nothing_compared;
    const std::string_view words = reason_text(fidelity.reason);
    return fmt::format("inconclusive: {}",
                       nothing ? "nothing compared" : words.substr(0, words.find(':')));
  }
  const std::string distance = fidelity.rel_to_tol
                                   ? fmt::format("{:.2g} x tolerance", *fidelity.rel_to_tol)
                                   : std::string("no finite distance");
  if (fidelity.verdict == Fidelity::Verdict::pass) return "pass, " + distance;
  return fmt::format("fail, {}, {} of {} elements", distance, fidelity.mismatched,
                     fidelity.checked);
}

}  // namespace tidegate::measure
