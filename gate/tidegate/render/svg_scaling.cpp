#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_picture.hpp>
#include <tidegate/render/svg_scaling.hpp>

namespace tidegate::render {
namespace {

using judge::Scaling;
using judge::ScalingPoint;
using judge::ScalingSeries;

constexpr double left = 90;
constexpr double right = 540;
constexpr double top = 44;
constexpr double bottom = 284;
constexpr double legend = right + 24;
constexpr std::size_t most_listed = 14;  // the table below the picture has them all

/// A linear map of logarithms.
struct LogScale {
  Scale scale;

  double at(double value) const { return scale.at(std::log10(value)); }
};

struct Scales {
  LogScale x;
  LogScale y;
  double largest_time = 0;
};

/// Of logarithms: a single point or two close ones still get an axis with marks on it.
void at_least_a_decade(Range& range) {
  const double missing = 1 - (range.high - range.low);
  if (missing > 0) {
    range.low -= missing / 2;
    range.high += missing / 2;
  }
  range.widen(0.06);
}

Scales scales_of(const Scaling& scaling) {
  Range sizes;
  Range times;
  double largest = 0;
  for (const ScalingSeries& series : scaling.series) {
    for (const ScalingPoint& point : series.points) {
      sizes.include(std::log10(point.size));
      times.include(std::log10(point.time));
      largest = std::max(largest, point.time);
    }
    for (const double size : series.out_of_memory) sizes.include(std::log10(size));
  }
  at_least_a_decade(sizes);
  at_least_a_decade(times);
  return {{Scale{sizes.low, sizes.high, left, right}},
          {Scale{times.low, times.high, bottom, top}},
          largest};
}

std::string axes(const Scales& scales) {
  std::string out;
  const Scale& x = scales.x.scale;
  const Scale& y = scales.y.scale;
  for (const double size : log_ticks(std::pow(10, x.low), std::pow(10, x.high))) {
    const double at = scales.x.at(size);
    out += line_between("grid", at, top, at, bottom);
    out += text_at(at, bottom + 16, "small", "middle", size_text(size));
  }
  for (const double time : log_ticks(std::pow(10, y.low), std::pow(10, y.high))) {
    const double at = scales.y.at(time);
    const AxisUnit unit = axis_unit(time * (1 + 1e-9), "s");
    const double shown = time * unit.factor;
    out += line_between("grid", left, at, right, at);
    out += text_at(left - 8, at + 4, "small", "end",
                   fmt::format("{} {}", tick_text(shown, shown), unit.name));
  }
  return out + line_between("axis", left, top, left, bottom) +
         line_between("axis", left, bottom, right, bottom);
}

/// A shape a series, four of them in turn.
std::string mark_at(std::size_t number, double x, double y) {
  const std::string_view kind = number % 2 == 0 ? "side0" : "side1";
  switch (number % 4) {
    case 0:
      return dot_at(kind, x, y, 4.5);
    case 1:
      return box_at(kind, x - 4, y - 4, 8, 8);
    case 2:
      return pointer_at(kind, x, y - 5);
    default:
      return dots_at(kind, {{x - 3, y}, {x + 3, y}, {x, y - 3}, {x, y + 3}});
  }
}

std::string line_of(const ScalingSeries& series, const Scales& scales) {
  const ScalingPoint& first = series.points.front();
  const ScalingPoint& last = series.points.back();
  if (series.law) {
    return line_between("tail", scales.x.at(first.size), scales.y.at(series.law->at(first.size)),
                        scales.x.at(last.size), scales.y.at(series.law->at(last.size)));
  }
  std::string out;
  for (std::size_t i = 1; i < series.points.size(); ++i) {
    const ScalingPoint& a = series.points[i - 1];
    const ScalingPoint& b = series.points[i];
    out += line_between("axis", scales.x.at(a.size), scales.y.at(a.time), scales.x.at(b.size),
                        scales.y.at(b.time));
  }
  return out;
}

std::string series_marks(const ScalingSeries& series, std::size_t number, const Scales& scales) {
  std::string out;
  const std::string letter = series_letter(number);
  for (const double size : series.out_of_memory) {
    out += text_at(scales.x.at(size), top - 4, "side", "middle", "× " + letter);
  }
  if (series.points.empty()) return out;
  out += line_of(series, scales);
  for (const ScalingPoint& point : series.points) {
    out += mark_at(number, scales.x.at(point.size), scales.y.at(point.time));
  }
  const ScalingPoint& last = series.points.back();
  return out +
         text_at(scales.x.at(last.size) + 9, scales.y.at(last.time) + 4, "side", "start", letter);
}

/// At most 20 characters, whole code points.
std::string shortened(const std::string& text) {
  constexpr std::size_t most = 20;
  std::string out;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && display_width(out) >= most) return out + "…";
    out += c;
  }
  return out;
}

std::string legend_of(const Scaling& scaling) {
  std::string out;
  double y = top + 12;
  for (std::size_t i = 0; i < std::min(most_listed, scaling.series.size()); ++i, y += 17) {
    const ScalingSeries& series = scaling.series[i];
    const std::string name = plain_line(series.provider + "/" + series.platform);
    out += mark_at(i, legend, y - 4);
    out += text_at(legend + 12, y, "small", "start",
                   fmt::format("{} {}", series_letter(i), shortened(name)));
  }
  if (scaling.series.size() > most_listed) {
    out += text_at(legend, y, "small", "start",
                   fmt::format("and {} more", scaling.series.size() - most_listed));
  }
  return out;
}

}  // namespace

std::string series_letter(std::size_t number) {
  std::string out;
  for (std::size_t rest = number + 1; rest > 0; rest = (rest - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('a' + (rest - 1) % 26));
  }
  return out;
}

std::vector<double> log_ticks(double low, double high) {
  const bool few = std::log10(high / low) < 2.5;
  std::vector<double> out;
  const auto begin = static_cast<int>(std::floor(std::log10(low)));
  const auto end = static_cast<int>(std::ceil(std::log10(high)));
  const int every = std::max(1, (end - begin) / 8);
  for (int power = begin; power <= end; ++power) {
    for (const double lead : {1.0, 2.0, 5.0}) {
      if (lead > 1 && !few) continue;
      if (!few && (power - begin) % every != 0) continue;
      const double tick = lead * std::pow(10, power);
      if (tick >= low && tick <= high) out.push_back(tick);
    }
  }
  return out;
}

std::string scaling_title(const Scaling& scaling) {
  const std::string fixed = scaling.fixed.empty() ? "" : " [" + scaling.fixed + "]";
  return plain_line(scaling.case_name + fixed + ", time over size");
}

std::string scaling_svg(const Scaling& scaling) {
  const bool empty = std::all_of(scaling.series.begin(), scaling.series.end(),
                                 [](const ScalingSeries& series) { return series.points.empty(); });
  const std::string description =
      "Warm time of each provider over the size, on logarithmic axes: a straight line is a power.";
  if (empty) {
    return picture(80, scaling_title(scaling), description,
                   text_at(16, 56, "small", "start", "no size has a time that can be drawn"));
  }
  const Scales scales = scales_of(scaling);
  std::string body = axes(scales) + legend_of(scaling);
  for (std::size_t i = 0; i < scaling.series.size(); ++i) {
    body += series_marks(scaling.series[i], i, scales);
  }
  body += text_at(left, bottom + 34, "small", "start",
                  "dashed: the power law of three sizes or more · solid: fewer, provisional · "
                  "×: out of memory");
  return picture(bottom + 46, scaling_title(scaling), description, body);
}

}  // namespace tidegate::render
