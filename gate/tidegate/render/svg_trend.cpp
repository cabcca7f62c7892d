#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_picture.hpp>
#include <tidegate/render/svg_trend.hpp>
#include <tidegate/render/trend_text.hpp>

namespace tidegate::render {
namespace {

using judge::History;
using judge::HistoryChange;
using judge::HistoryPoint;

constexpr double left = plot_left;
constexpr double right = plot_right;
constexpr double top = 58;  // sizes of changes stand above
constexpr double bottom = 258;

struct Scales {
  Scale x;
  Scale y;
};

Scales scales_of(const History& history) {
  Range values;
  for (const HistoryPoint& point : history.points) values.include(point.value);
  values.widen(0.08);
  const double last = std::max(1.0, static_cast<double>(history.points.size()) - 1);
  return {Scale{0, last, left + 8, right - 8}, Scale{values.low, values.high, bottom, top}};
}

std::string value_axis(const History& history, const Scale& y) {
  const AxisUnit unit = axis_unit(std::max(std::abs(y.low), std::abs(y.high)), history.unit);
  const double step = tick_step((y.high - y.low) * unit.factor);
  std::string out;
  for (const double tick : ticks(y.low * unit.factor, y.high * unit.factor, step)) {
    const double at = y.at(tick / unit.factor);
    out += line_between("grid", left, at, right, at);
    out += text_at(left - 8, at + 4, "small", "end",
                   fmt::format("{} {}", tick_text(tick, step), unit.name));
  }
  return out + line_between("axis", left, top, left, bottom) +
         line_between("axis", left, bottom, right, bottom);
}

std::string commit_axis(const History& history) {
  const HistoryPoint& first = history.points.front();
  const HistoryPoint& last = history.points.back();
  std::string out = text_at(left, bottom + 16, "small", "start", short_commit(first.commit)) +
                    text_at(left, bottom + 30, "small", "start", first.date);
  if (history.points.size() == 1) return out;
  return out + text_at(right, bottom + 16, "small", "end", short_commit(last.commit)) +
         text_at(right, bottom + 30, "small", "end", last.date) +
         text_at((left + right) / 2, bottom + 16, "small", "middle",
                 counted(history.points.size(), "commit") +
                     (history.unplaced == history.points.size() ? ", in the order of measuring"
                                                                : ", parents first"));
}

/// The level between two places, half a commit wider at both ends, within the plot.
std::string level_line(const Scales& scales, std::size_t begin, std::size_t end, double level) {
  const double y = scales.y.at(level);
  return line_between("mark", std::max(left, scales.x.at(static_cast<double>(begin) - 0.5)), y,
                      std::min(right, scales.x.at(static_cast<double>(end) - 0.5)), y);
}

std::string changes(const History& history, const Scales& scales) {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < history.changes.size(); ++i) {
    const HistoryChange& change = history.changes[i];
    const bool last = i + 1 == history.changes.size();
    const std::size_t end = last ? history.points.size() : history.changes[i + 1].at;
    if (begin == 0) out += level_line(scales, 0, change.at, change.before);
    out += level_line(scales, change.at, end, change.after);
    const double x = scales.x.at(static_cast<double>(change.at) - 0.5);
    out += line_between("tail", x, top - 4, x, bottom);
    // Neighbouring labels take turns in two rows: they would cover each other.
    out += text_at(x, top - (i % 2 == 0 ? 8 : 20), "small", "middle", size_of(change));
    begin = change.at;
  }
  return out;
}

std::string numbers(const History& history) {
  std::string out = text_at(16, 72, "side", "start", counted(history.points.size(), "commit"));
  out += text_at(16, 90, "small", "start", counted(history.changes.size(), "change"));
  double y = 105;              // seven digits of the commit: values of the axis stand beside them
  const std::size_t most = 8;  // all of them are in the table
  for (std::size_t i = 0; i < std::min(most, history.changes.size()); ++i, y += 15) {
    const HistoryChange& change = history.changes[i];
    out += text_at(
        16, y, "small", "start",
        fmt::format("{} {}", size_of(change), history.points[change.at].commit.substr(0, 7)));
  }
  return out;
}

/// Commits in a row of which two are drawn.
std::size_t stretch_of(std::size_t count, std::size_t most_dots) {
  const std::size_t stretches = std::max<std::size_t>(1, most_dots / 2);
  return (count + stretches - 1) / stretches;
}

/// Few as an element each, so that two pictures can be compared line by line; many as one.
std::string dots(const History& history, const Scales& scales, std::size_t most_dots) {
  constexpr std::size_t few = 100;
  std::vector<std::pair<double, double>> places;
  for (const std::size_t i : drawn_points(history, most_dots)) {
    places.emplace_back(scales.x.at(static_cast<double>(i)), scales.y.at(history.points[i].value));
  }
  if (places.size() > few) return dots_at("dot", places);
  std::string out;
  for (const auto& [x, y] : places) out += dot_at("dot", x, y, 3);
  return out;
}

std::string thinned_note(const History& history, std::size_t most_dots) {
  const std::size_t count = history.points.size();
  if (count <= most_dots) return {};
  return fmt::format(" · lowest and highest of each {}", stretch_of(count, most_dots));
}

}  // namespace

std::vector<std::size_t> drawn_points(const History& history, std::size_t most_dots) {
  const std::size_t count = history.points.size();
  std::vector<std::size_t> drawn;
  if (count <= most_dots) {
    for (std::size_t i = 0; i < count; ++i) drawn.push_back(i);
    return drawn;
  }
  const std::size_t length = stretch_of(count, most_dots);
  for (std::size_t begin = 0; begin < count; begin += length) {
    std::size_t low = begin;
    std::size_t high = begin;
    for (std::size_t i = begin; i < std::min(count, begin + length); ++i) {
      if (history.points[i].value < history.points[low].value) low = i;
      if (history.points[i].value > history.points[high].value) high = i;
    }
    drawn.push_back(std::min(low, high));
    if (low != high) drawn.push_back(std::max(low, high));
  }
  return drawn;
}

std::string trend_svg(const History& history, std::size_t most_dots) {
  const std::string order = order_sentence(history);
  const std::string description =
      fmt::format("The value of each commit, with the changes that were detected{}{}.",
                  order.empty() ? "" : "; ", order);
  if (history.points.empty()) {
    return picture(80, trend_title(history), description,
                   text_at(16, 56, "small", "start", "no commit was measured"));
  }
  const Scales scales = scales_of(history);
  std::string body = value_axis(history, scales.y) + commit_axis(history) + numbers(history) +
                     changes(history, scales);
  body += dots(history, scales, most_dots);
  body += text_at(left, bottom + 48, "small", "start",
                  "each dot one commit · dashed a detected change, with its size · line the level "
                  "beside it" +
                      thinned_note(history, most_dots));
  return picture(bottom + 60, trend_title(history), description, body);
}

}  // namespace tidegate::render
