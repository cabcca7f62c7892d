/// A compared output in a few numbers, gathered element by element.
/// Decides: that only finite pairs count. Refuses to know: tolerances (fidelity).
#pragma once

#include <cstdint>
#include <optional>

#include <tidegate/row/attempt_row.hpp>

namespace tidegate::measure {

/// Means and co-moments by the update of Welford (Technometrics 4, 1962, 419) and its extension to
/// two variables, so that a large mean does not cancel the spread away.
class EchoSums {
 public:
  void add(double out, double reference);
  /// As if the elements of both had been added to this one: Chan, Golub and LeVeque, "Updating
  /// Formulae and a Pairwise Algorithm for Computing Sample Variances" (Stanford STAN-CS-79-773,
  /// 1979), equation 2.1, for both variables and their product.
  void add(const EchoSums& other);
  /// Nothing when no pair was finite.
  std::optional<Echo> result() const;

 private:
  std::uint64_t count_ = 0;
  double mean_out_ = 0;
  double mean_reference_ = 0;
  double spread_out_ = 0;        ///< sum of squared deviations
  double spread_reference_ = 0;  ///< the same of the reference
  double joint_ = 0;             ///< sum of products of deviations
  double max_ = 0;
  double max_abs_ = 0;
};

}  // namespace tidegate::measure
