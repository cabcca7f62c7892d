#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <tidegate/render/flame_graph.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_picture.hpp>

namespace tidegate::render {
namespace {

constexpr double left = 16;
constexpr double width = picture_width - 2 * left;
constexpr double top = 58;
constexpr double row_height = 18;
constexpr double narrowest = 0.5;  ///< pixels; a narrower box shows nothing
constexpr double letter = 6.4;     ///< mean width of one in the small font

/// Warm on any ground, with dark letters; neighbours differ so that boxes do not run together.
constexpr std::string_view own_style =
    "<style>\n"
    ".flame0 { fill: #f2b26b; }\n"
    ".flame1 { fill: #e8935a; }\n"
    ".flame { fill: #1f2328; font-size: 11px; }\n"
    "</style>\n";

/// A function as called by its parents.
struct Frame {
  std::uint64_t samples = 0;
  std::map<std::string, std::unique_ptr<Frame>> callees;
};

void add(Frame& root, const std::vector<std::string>& stack, std::uint64_t samples) {
  Frame* frame = &root;
  frame->samples += samples;
  for (const std::string& name : stack) {
    std::unique_ptr<Frame>& callee = frame->callees[name];
    if (!callee) callee = std::make_unique<Frame>();
    frame = callee.get();
    frame->samples += samples;
  }
}

/// Without template arguments and parameters, which are longer than any box.
std::string short_name(const std::string& name) {
  std::string text;
  int depth = 0;
  for (const char c : name) {
    if (c == '<' || c == '(' || c == '{') ++depth;
    if (depth == 0) text += c;
    if ((c == '>' || c == ')' || c == '}') && depth > 0) --depth;
  }
  return text.empty() ? name : text;
}

std::string fitting(const std::string& name, double pixels) {
  const std::string text = plain_line(short_name(name));
  const auto room = static_cast<std::size_t>(std::max(0.0, (pixels - 6) / letter));
  if (display_width(text) <= room) return text;
  if (room < 4) return "";
  std::string cut;
  for (const char c : text) {  // never in the middle of a letter of several bytes
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && display_width(cut) + 1 >= room) break;
    cut += c;
  }
  return cut + "…";
}

class Drawing {
 public:
  explicit Drawing(const FlameGraph& graph) {
    for (const auto& [stack, samples] : graph.stacks) add(root_, stack, samples);
    depth_ = depth_of(root_);
  }

  std::uint64_t samples() const { return root_.samples; }
  double bottom() const { return top + static_cast<double>(depth_ + 1) * row_height; }

  std::string boxes() const { return boxes_of(root_, "all", left, 0); }

 private:
  double pixels(std::uint64_t samples) const {
    return width * static_cast<double>(samples) / static_cast<double>(root_.samples);
  }

  std::size_t depth_of(const Frame& frame) const {
    std::size_t deepest = 0;
    for (const auto& [name, callee] : frame.callees) {
      if (pixels(callee->samples) < narrowest) continue;
      deepest = std::max(deepest, 1 + depth_of(*callee));
    }
    return deepest;
  }

  std::string boxes_of(const Frame& frame, const std::string& name, double x,
                       std::size_t level) const {
    const double wide = pixels(frame.samples);
    const double y = bottom() - static_cast<double>(level + 1) * row_height;
    const double share = static_cast<double>(frame.samples) / static_cast<double>(root_.samples);
    std::string out = fmt::format("<g><title>{}: {}, {}</title>\n", xml_text(plain_line(name)),
                                  counted(frame.samples, "sample"), percent_text(share));
    out += box_at(level % 2 == 0 ? "flame0" : "flame1", x, y, wide, row_height - 1);
    if (const std::string text = fitting(name, wide); !text.empty()) {
      out += text_at(x + 3, y + 13, "flame", "start", text);
    }
    out += "</g>\n";
    for (const auto& [callee_name, callee] : frame.callees) {
      const double callee_wide = pixels(callee->samples);
      if (callee_wide >= narrowest) out += boxes_of(*callee, callee_name, x, level + 1);
      x += callee_wide;
    }
    return out;
  }

  Frame root_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string flame_svg(const FlameGraph& graph) {
  const Drawing drawing(graph);
  std::string notes = counted(drawing.samples(), "sample");
  if (graph.outside > 0) {
    notes += fmt::format("; {} that were not below the timed loop are left out",
                         count_text(graph.outside));
  }
  const std::string body =
      std::string(own_style) + text_at(left, 44, "small", "start", notes) + drawing.boxes() +
      text_at(left, drawing.bottom() + 18, "small", "start",
              "width: share of the samples · upon: called by · from left to right: by name");
  return picture(drawing.bottom() + 30, graph.title,
                 "Flame graph: which functions were running, and who had called them.", body);
}

}  // namespace tidegate::render
