/// The only place where a number becomes text.
/// Decides: significant digits, SI prefixes, signs and how "nothing" is written.
/// Refuses to know: where a number stands and what it means for a verdict.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tidegate::render {

/// Four significant digits with an SI prefix: `1.234 ms`, `12.34 µs`, `0 s`; not finite: `n/a`.
std::string seconds_text(double seconds);

/// A length of time that nobody needs exactly, rounded up: `40 s`, `12 min`, `3 h 5 min`.
std::string rough_time_text(double seconds);

/// Four significant digits with a binary prefix, whole bytes below 1 KiB: `512 B`, `411.0 MiB`.
std::string bytes_text(double bytes);

/// Four significant digits with a decimal prefix: `12.34 GB/s` (unit `B/s`), `1.500 GFLOP/s`
/// (unit `flop/s`), `2.000 M/s` (unit `1/s`).
std::string rate_text(double per_second, std::string_view unit);

/// A value in a registry unit: seconds, bytes, rates; any other unit follows four digits.
std::string value_text(double value, std::string_view unit);

/// A quotient of two like values, three decimals: `1.034`.
std::string ratio_text(double ratio);

/// The same beside a limit on it, with as many decimals (6 at most) as it takes to lie on its own
/// side of the limit: 1.0999 against 1.1 is `1.0999`, not `1.100`.
std::string ratio_text(double ratio, double limit);

/// The exponent of a power law, two decimals: `2.98`.
std::string exponent_text(double exponent);

/// A ratio as signed change: 1.034 is `+3.4 %`, 0.5 is `-50.0 %`, 1 is `0.0 %`.
std::string change_text(double ratio);

/// The same beside a limit on the ratio, as of ratio_text: 1.0999 against 1.1 is `+9.99 %`. A
/// change that reads as the limit, under a verdict that says otherwise, makes the verdict look
/// wrong.
std::string change_text(double ratio, double limit);

/// The same beside two limits: a tail has one of its own, and stands beside the min and its limit.
std::string change_text(double ratio, double limit, double other_limit);

/// An interval of a ratio as signed changes: `[+1.2, +4.5] %`.
std::string interval_text(double low_ratio, double high_ratio);

/// The same beside a limit on the ratio, each bound as change_text has it: an estimate that lies in
/// its interval is read in it, `+9.99 %` in `[+9.99, +10.01] %`.
std::string interval_text(double low_ratio, double high_ratio, double limit);

/// An excess (0.024) as an unsigned percentage: `2.4 %`.
std::string percent_text(double excess);

/// Two significant digits, `<0.0001` below that: `0.012`.
std::string p_value_text(double p);

/// Thousands in groups: `14,760`.
std::string count_text(std::uint64_t count);

/// A size that may be huge: whole below a million (`65,536`), else four digits and a decimal prefix
/// (`16.78 M`).
std::string size_text(double size);

/// `1 pair`, `12 pairs`.
std::string counted(std::uint64_t count, std::string_view singular);

/// Shortest exact form, for machines: `0.001234`. Not finite: `nan`.
std::string exact_text(double value);

/// A coordinate in a drawing, two decimals at most and never `-0`: `12.5`.
std::string coordinate_text(double value);

/// Axis labels: the unit chosen for `largest`, applied to all of an axis.
struct AxisUnit {
  double factor = 1;  ///< value * factor is what the label shows
  std::string name;   ///< `ms`, `MiB`
};
AxisUnit axis_unit(double largest, std::string_view unit);

/// A label of an axis, with as many decimals as the distance of its ticks needs.
std::string tick_text(double value, double step);

}  // namespace tidegate::render
