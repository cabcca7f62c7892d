#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_picture.hpp>
#include <tidegate/render/svg_samples.hpp>

namespace tidegate::render {
namespace {

constexpr double left = plot_left;
constexpr double right = plot_right;

/// Up to `most_dots` values, evenly picked in the order taken.
std::vector<double> picked(const std::vector<double>& values, std::size_t most_dots) {
  if (values.size() <= most_dots) return values;
  std::vector<double> out;
  for (std::size_t i = 0; i < most_dots; ++i) {
    out.push_back(values[i * values.size() / most_dots]);
  }
  return out;
}

/// A number in [0, 1) that looks random and follows from the index alone.
double scatter(std::size_t index) {
  auto mixed = static_cast<std::uint32_t>(index + 1) * 0x9E3779B1U;
  mixed = (mixed ^ (mixed >> 15U)) * 0x85EBCA6BU;  // else equal steps draw a lattice
  mixed ^= mixed >> 13U;
  return static_cast<double>(mixed >> 8U) / 16777216.0;
}

/// All values, cut off well above the larger p95.
Range drawn_range(std::span<const SampleStrip> strips) {
  Range all;
  Range core;
  for (const SampleStrip& strip : strips) {
    for (const double value : strip.values) all.include(value);
    for (const std::optional<double>& mark : {strip.min, strip.median, strip.p95}) {
      all.include(mark);
      core.include(mark);
    }
  }
  const bool every_p95 = std::all_of(strips.begin(), strips.end(),
                                     [](const SampleStrip& s) { return s.p95.has_value(); });
  if (every_p95 && core.found && core.high > core.low) {
    all.high = std::min(all.high, core.high + (core.high - core.low) * 0.75);
  }
  all.widen(0.03);
  return all;
}

std::string strip_numbers(const SampleStrip& strip, const std::string& unit, double top,
                          std::size_t most_dots) {
  std::string out = text_at(16, top + 14, "side", "start", strip.label);
  std::string n = fmt::format("n={}", count_text(strip.values.size()));
  if (strip.values.size() > most_dots) n += fmt::format(", {} drawn", count_text(most_dots));
  out += text_at(16, top + 29, "small", "start", n);
  const auto row = [&](std::string_view name, const std::optional<double>& value, double y) {
    if (!value) return;
    out += text_at(16, y, "small", "start", fmt::format("{} {}", name, value_text(*value, unit)));
  };
  row("min", strip.min, top + 43);
  row("median", strip.median, top + 57);
  row("p95", strip.p95, top + 71);
  return out;
}

std::string strip_marks(const SampleStrip& strip, const Scale& x, double top) {
  std::string out;
  if (strip.median) {
    out += line_between("mark", x.at(*strip.median), top + 6, x.at(*strip.median), top + 66);
  }
  if (strip.p95) {
    out += line_between("tail", x.at(*strip.p95), top + 6, x.at(*strip.p95), top + 66);
  }
  if (strip.min) out += pointer_at("floor", x.at(*strip.min), top + 67);
  return out;
}

std::string strip_body(const SampleStrip& strip, std::size_t side, const std::string& unit,
                       const Scale& x, double top, std::size_t most_dots) {
  std::string out = strip_numbers(strip, unit, top, most_dots);
  const std::vector<double> values = picked(strip.values, most_dots);
  const std::string kind = fmt::format("side{}", side % 2);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] <= x.high) {
      out += dot_at(kind, x.at(values[i]), top + 12 + scatter(i) * 48, 2.4);
    }
  }
  const auto beyond = std::count_if(strip.values.begin(), strip.values.end(),
                                    [&x](double v) { return v > x.high; });
  if (beyond > 0) {
    out +=
        text_at(right, top + 4, "small", "end",
                fmt::format("{} beyond →", counted(static_cast<std::uint64_t>(beyond), "sample")));
  }
  return out + strip_marks(strip, x, top);
}

std::string x_axis(const Scale& x, const AxisUnit& unit, double top, double bottom) {
  std::string out;
  const double step = tick_step((x.high - x.low) * unit.factor);
  for (const double tick : ticks(x.low * unit.factor, x.high * unit.factor, step)) {
    const double at = x.at(tick / unit.factor);
    out += line_between("grid", at, top, at, bottom);
    out += text_at(at, bottom + 16, "small", "middle", tick_text(tick, step));
  }
  out += line_between("axis", left, bottom, right, bottom);
  return out + text_at(right, bottom + 32, "small", "end", unit.name);
}

}  // namespace

std::string samples_svg(const std::string& title, const std::string& unit,
                        std::span<const SampleStrip> strips, std::size_t most_dots) {
  constexpr double top = 44;
  constexpr double strip_height = 84;
  std::vector<SampleStrip> clean{strips.begin(), strips.end()};
  for (SampleStrip& strip : clean) strip.values = finite_only(strip.values);
  const Range range = drawn_range(clean);
  const Scale x{range.low, range.high, left, right};
  const double bottom = top + strip_height * static_cast<double>(clean.size());
  std::string body = x_axis(x, axis_unit(range.high, unit), top, bottom);
  for (std::size_t i = 0; i < clean.size(); ++i) {
    body +=
        strip_body(clean[i], i, unit, x, top + strip_height * static_cast<double>(i), most_dots);
  }
  body +=
      text_at(left, bottom + 32, "small", "start",
              "each dot one sample (height is scatter only) · ▲ min · line median · dashed p95");
  return picture(bottom + 44, title,
                 clean.size() == 1 ? "Samples on one axis." : "Samples of both sides on one axis.",
                 body);
}

}  // namespace tidegate::render
