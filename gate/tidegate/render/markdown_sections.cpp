#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/markdown_sections.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {
namespace {

std::size_t size_of_item(const Section& section, std::size_t i) {
  return section.items[i].size() + (section.comments.empty() ? 0 : section.comments[i].size());
}

/// Takes from `left` what the shown items of the section cost.
void fill(Section& section, std::size_t& left) {
  section.shown = 0;
  std::size_t cost = section.head.size() + section.middle.size() + section.tail.size();
  for (; section.shown < section.items.size(); ++section.shown) {
    const std::size_t item = size_of_item(section, section.shown);
    if (cost + item > left) break;
    cost += item;
  }
  if (section.shown > 0) left -= cost;
}

void append(std::string& out, const std::vector<std::string>& texts, std::size_t first) {
  for (std::size_t i = 0; i < std::min(first, texts.size()); ++i) out += texts[i];
}

}  // namespace

void show_all(std::span<Section> sections) {
  for (Section& section : sections) section.shown = section.items.size();
}

void show_what_fits(std::span<Section> sections, std::size_t most) {
  std::vector<Section*> order;
  order.reserve(sections.size());
  for (Section& section : sections) order.push_back(&section);
  std::stable_sort(order.begin(), order.end(),
                   [](const Section* a, const Section* b) { return a->rank < b->rank; });
  for (Section* section : order) fill(*section, most);
}

std::string text_of(std::span<const Section> sections) {
  std::string out;
  for (const Section& section : sections) {
    if (section.shown == 0) continue;
    out += section.head;
    append(out, section.items, section.shown);
    out += section.middle;
    append(out, section.comments, section.shown);
    out += section.tail;
  }
  return out;
}

std::string left_out(std::span<const Section> sections) {
  std::string out;
  for (const Section& section : sections) {
    const std::size_t missing = section.items.size() - section.shown;
    if (missing == 0) continue;
    out += fmt::format("{}{} of {}", out.empty() ? "" : ", ", count_text(missing),
                       counted(section.items.size(), section.singular));
  }
  return out;
}

}  // namespace tidegate::render
