#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {
namespace {

struct Prefix {
  double factor;
  std::string_view text;
};

constexpr std::array<Prefix, 4> second_prefixes{Prefix{1, "s"}, Prefix{1e-3, "ms"},
                                                Prefix{1e-6, "µs"}, Prefix{1e-9, "ns"}};
constexpr std::array<Prefix, 5> byte_prefixes{Prefix{1099511627776.0, "TiB"},
                                              Prefix{1073741824.0, "GiB"}, Prefix{1048576.0, "MiB"},
                                              Prefix{1024.0, "KiB"}, Prefix{1, "B"}};
constexpr std::array<Prefix, 6> rate_prefixes{Prefix{1e15, "P"}, Prefix{1e12, "T"},
                                              Prefix{1e9, "G"},  Prefix{1e6, "M"},
                                              Prefix{1e3, "k"},  Prefix{1, ""}};
constexpr std::string_view nothing = "n/a";
constexpr int ratio_decimals = 3;

/// Rounded to four significant digits, so that 999.96 us picks the prefix of 1 ms.
double four_digits(double value) {
  if (value == 0) return 0;
  const double exponent = std::floor(std::log10(std::abs(value)));
  const double unit = std::pow(10, exponent - 3);
  return std::round(value / unit) * unit;
}

/// The largest prefix not above the value; the last one for whatever is smaller.
const Prefix& prefix_for(double value, std::span<const Prefix> prefixes) {
  // The tolerance absorbs the last bit of four_digits(), far below a displayed digit.
  const double magnitude = std::abs(value) * (1 + 1e-9);
  for (const Prefix& prefix : prefixes) {
    if (magnitude >= prefix.factor) return prefix;
  }
  return prefixes.back();
}

/// Four significant digits without an exponent: `1.234`, `123.4`, `12345`.
std::string digits(double value) {
  if (value == 0) return "0";
  const double magnitude = std::abs(four_digits(value)) * (1 + 1e-9);
  const int before = static_cast<int>(std::floor(std::log10(magnitude))) + 1;
  return fmt::format("{:.{}f}", value, std::clamp(4 - before, 0, 9));
}

std::string scaled(double value, std::span<const Prefix> prefixes) {
  const Prefix& prefix = prefix_for(four_digits(value), prefixes);
  return fmt::format("{} {}", digits(value / prefix.factor), prefix.text);
}

double percent_of(double ratio) { return (ratio - 1) * 100; }

int percent_decimals(double percent) { return std::abs(percent) < 999.95 ? 1 : 0; }

/// Signed percentage without its sign of unit; a change that rounds to nothing has no sign.
std::string signed_percent(double ratio) {
  const double percent = percent_of(ratio);
  if (std::abs(percent) < 0.05) return "0.0";
  return fmt::format("{:+.{}f}", percent, percent_decimals(percent));
}

/// Nearer to its limit than this a value is the limit: quotients of times lose their last bits.
constexpr double on_the_limit = 1e-9;

int side_of(double value, double limit) {
  if (std::abs(value - limit) <= on_the_limit * std::abs(limit)) return 0;
  return value < limit ? -1 : 1;
}

/// The text of a value, with decimals added until it is on the value's own side of each limit.
template <typename Text>
std::string beside(std::string usual, int decimals, double value, std::span<const double> limits,
                   Text text_of) {
  constexpr int most_decimals = 6;
  std::string text = std::move(usual);
  const auto misleads = [&text, value](double limit) {
    return side_of(std::strtod(text.c_str(), nullptr), limit) != side_of(value, limit);
  };
  while (std::any_of(limits.begin(), limits.end(), misleads) && decimals < most_decimals) {
    text = text_of(value, ++decimals);
  }
  return text;
}

/// signed_percent beside limits on the ratio.
std::string signed_percent_beside(double ratio, std::initializer_list<double> limits) {
  std::vector<double> percents;
  for (const double limit : limits) percents.push_back(percent_of(limit));
  const double percent = percent_of(ratio);
  return beside(
      signed_percent(ratio), percent_decimals(percent), percent, percents,
      [](double value, int decimals) { return fmt::format("{:+.{}f}", value, decimals); });
}

/// `text_of` a bound makes its text, if it is finite.
template <typename Text>
std::string interval_of(double low_ratio, double high_ratio, Text text_of) {
  if (std::isnan(low_ratio) || std::isnan(high_ratio)) return std::string{nothing};
  const std::string low = std::isinf(low_ratio) ? "-inf" : text_of(low_ratio);
  const std::string high = std::isinf(high_ratio) ? "+inf" : text_of(high_ratio);
  return fmt::format("[{}, {}] %", low, high);
}

}  // namespace

std::string seconds_text(double seconds) {
  if (!std::isfinite(seconds)) return std::string{nothing};
  if (seconds == 0) return "0 s";
  return scaled(seconds, second_prefixes);
}

std::string rough_time_text(double seconds) {
  constexpr double longest = 1e9;  // 30 years; keeps the numbers whole
  if (!(seconds < longest)) return "a very long time";
  const auto whole = static_cast<std::uint64_t>(std::ceil(std::max(seconds, 0.0)));
  if (whole < 100) return fmt::format("{} s", whole);
  const std::uint64_t minutes = (whole + 59) / 60;
  if (minutes < 100) return fmt::format("{} min", minutes);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string bytes_text(double bytes) {
  if (!std::isfinite(bytes)) return std::string{nothing};
  if (std::abs(bytes) < 1024) return fmt::format("{:.0f} B", bytes);
  return scaled(bytes, byte_prefixes);
}

std::string rate_text(double per_second, std::string_view unit) {
  if (!std::isfinite(per_second)) return std::string{nothing};
  std::string_view name = unit;
  if (unit == "flop/s") name = "FLOP/s";
  if (unit == "1/s") name = "/s";
  return scaled(per_second, rate_prefixes) + std::string{name};
}

std::string value_text(double value, std::string_view unit) {
  if (!std::isfinite(value)) return std::string{nothing};
  if (unit == "s") return seconds_text(value);
  if (unit == "B") return bytes_text(value);
  if (unit.size() > 2 && unit.substr(unit.size() - 2) == "/s") return rate_text(value, unit);
  return unit.empty() || unit == "1" ? digits(value) : fmt::format("{} {}", digits(value), unit);
}

std::string ratio_text(double ratio) {
  if (!std::isfinite(ratio)) return std::string{nothing};
  return fmt::format("{:.{}f}", ratio, ratio_decimals);
}

std::string ratio_text(double ratio, double limit) {
  if (!std::isfinite(ratio)) return std::string{nothing};
  return beside(ratio_text(ratio), ratio_decimals, ratio, std::array{limit},
                [](double value, int decimals) { return fmt::format("{:.{}f}", value, decimals); });
}

std::string exponent_text(double exponent) {
  return std::isfinite(exponent) ? fmt::format("{:.2f}", exponent) : std::string{nothing};
}

std::string change_text(double ratio) {
  return std::isfinite(ratio) ? signed_percent(ratio) + " %" : std::string{nothing};
}

std::string change_text(double ratio, double limit) { return change_text(ratio, limit, limit); }

std::string change_text(double ratio, double limit, double other_limit) {
  if (!std::isfinite(ratio)) return std::string{nothing};
  return signed_percent_beside(ratio, {limit, other_limit}) + " %";
}

std::string interval_text(double low_ratio, double high_ratio) {
  return interval_of(low_ratio, high_ratio, signed_percent);
}

std::string interval_text(double low_ratio, double high_ratio, double limit) {
  return interval_of(low_ratio, high_ratio,
                     [limit](double bound) { return signed_percent_beside(bound, {limit}); });
}

std::string percent_text(double excess) {
  return std::isfinite(excess) ? fmt::format("{:.1f} %", excess * 100) : std::string{nothing};
}

std::string p_value_text(double p) {
  if (!std::isfinite(p)) return std::string{nothing};
  if (p < 0.0001) return "<0.0001";
  return fmt::format("{:.2g}", p);
}

std::string count_text(std::uint64_t count) {
  std::string text = fmt::format("{}", count);
  for (std::size_t from_end = 3; from_end < text.size(); from_end += 4) {
    text.insert(text.size() - from_end, ",");
  }
  return text;
}

std::string size_text(double size) {
  constexpr double million = 1e6;
  if (!(size >= 0) || std::isinf(size)) return std::string{nothing};
  if (size < million) return count_text(static_cast<std::uint64_t>(std::llround(size)));
  return scaled(size, rate_prefixes);
}

std::string counted(std::uint64_t count, std::string_view singular) {
  return fmt::format("{} {}{}", count_text(count), singular, count == 1 ? "" : "s");
}

std::string exact_text(double value) {
  return std::isfinite(value) ? fmt::format("{}", value) : std::string{"nan"};
}

std::string coordinate_text(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

AxisUnit axis_unit(double largest, std::string_view unit) {
  if (unit == "s" && largest > 0) {
    const Prefix& prefix = prefix_for(largest, second_prefixes);
    return {1 / prefix.factor, std::string{prefix.text}};
  }
  if (unit == "B" && largest > 0) {
    const Prefix& prefix = prefix_for(largest, byte_prefixes);
    return {1 / prefix.factor, std::string{prefix.text}};
  }
  return {1, std::string{unit}};
}

std::string tick_text(double value, double step) {
  const int decimals = step > 0 ? static_cast<int>(std::ceil(-std::log10(step) - 1e-9)) : 0;
  const std::string text = fmt::format("{:.{}f}", value, std::clamp(decimals, 0, 12));
  return text.find_first_not_of("-0.") == std::string::npos ? "0" : text;
}

}  // namespace tidegate::render
