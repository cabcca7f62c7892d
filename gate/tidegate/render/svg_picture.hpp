/// What both plots are drawn with: scales, ticks, lines, text, and the frame with its colours.
/// Decides: the look, on light and dark ground. Refuses to know: what is plotted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidegate::render {

/// All lengths in pixels of the picture's own coordinates.
inline constexpr double picture_width = 760;
inline constexpr double plot_left = 170;   ///< of the drawing area; names stand before it
inline constexpr double plot_right = 740;  ///< of the drawing area

/// A linear map from values to pixels; `low` and `high` differ.
struct Scale {
  double low = 0;
  double high = 1;
  double from = 0;
  double to = 1;

  double at(double value) const;
};

/// The smallest and largest of the finite values shown to it.
struct Range {
  double low = 0;
  double high = 0;
  bool found = false;

  void include(double value);
  void include(const std::optional<double>& value);
  /// Wider by a share of itself at both ends, and never empty afterwards.
  void widen(double share);
};

std::vector<double> finite_only(const std::vector<double>& values);

/// The distance of ticks: 1, 2 or 5 times a power of ten, about five of them in the range.
double tick_step(double range);

/// Multiples of `step` within [low, high], 20 at most.
std::vector<double> ticks(double low, double high, double step);

/// Elements, a line of SVG each. `kind` is a class of the picture's style sheet.
std::string text_at(double x, double y, std::string_view kind, std::string_view anchor,
                    std::string_view text);
std::string line_between(std::string_view kind, double x1, double y1, double x2, double y2);
std::string dot_at(std::string_view kind, double x, double y, double radius);
std::string box_at(std::string_view kind, double x, double y, double width, double height);
/// A triangle that points at (x, y) from below.
std::string pointer_at(std::string_view kind, double x, double y);

/// Many dots of one kind, square ones, as one element, each around an (x, y): a page of 200
/// pictures of 500 dots must open at once.
std::string dots_at(std::string_view kind, const std::vector<std::pair<double, double>>& places);

/// The whole document around `body`, readable by screen readers and on any ground.
std::string picture(double height, const std::string& title, const std::string& description,
                    const std::string& body);

/// A picture() for inside an HTML page: without the style sheet, which the page carries once
/// (picture_style), and with the ids `<id>-title` and `<id>-desc`, since those of a page must
/// differ. `id` is the page's own, not a foreign text.
std::string embedded(std::string document, std::string_view id);

/// The rules of every picture's style sheet, without their tags.
std::string_view picture_style();

}  // namespace tidegate::render
