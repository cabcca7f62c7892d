/// The time that a whole sweep may take.
/// Decides: that an attempt which would begin after the end is not begun, and the reason that its
/// row gives. Refuses to know: how attempts are ended that have begun (each has its own limit).
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace tidegate::run {

class SuiteBudget {
 public:
  /// Seconds since some fixed moment, monotonic.
  using Seconds = std::function<double()>;

  /// Counts from here on. Without a limit there is always time.
  explicit SuiteBudget(std::optional<double> limit_s, Seconds now = steady_seconds);

  /// Why nothing more may begin; empty while there is time.
  std::string spent() const;

  static double steady_seconds();

 private:
  std::optional<double> limit_s_;
  Seconds now_;
  double start_s_;
};

}  // namespace tidegate::run
