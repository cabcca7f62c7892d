/// From stated work and a time to a rate: the one place where this is decided.
/// Decides: which amount a rate is of, and that no work and no time make no rate.
/// Refuses to know: which time of a row counts (judge/rates).
#pragma once

#include <optional>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate {

/// The stated amount per call: elements, bytes or flops. Nothing when the author stated none or
/// stated 0 of it, and for `none`.
std::optional<double> amount_of(const Work& work, RateOf rate);

/// amount / seconds, in amounts per second. Nothing without an amount, and for a time that is none.
std::optional<double> work_rate(const Work& work, RateOf rate, double seconds);

}  // namespace tidegate
