/// A document in sections of items, of which some may have to be left out.
/// Decides: how many items of which section fit, and the sentence that says what is missing.
/// Refuses to know: what an item says.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate::render {

/// Items between a head and a tail. A section that shows none of its items is left out whole.
struct Section {
  std::string_view singular;               ///< `non-same line`, as counted() takes it
  std::string head;                        ///< text before the items
  std::vector<std::string> items;          ///< each a whole piece of Markdown
  std::string middle = {};                 ///< between the items and their comments
  std::vector<std::string> comments = {};  ///< none, or one an item, behind all items
  std::string tail = {};
  int rank = 0;           ///< what is left out last has the smallest
  std::size_t shown = 0;  ///< items shown: the first ones
};

/// Shows every item.
void show_all(std::span<Section> sections);

/// Shows as many of the first items as fit into `most` bytes, section by section by rank. An item
/// that does not fit ends its section.
void show_what_fits(std::span<Section> sections, std::size_t most);

/// The sections in their order.
std::string text_of(std::span<const Section> sections);

/// `480 of 500 non-same lines, 1 of 1 note`; empty when everything is shown.
std::string left_out(std::span<const Section> sections);

}  // namespace tidegate::render
