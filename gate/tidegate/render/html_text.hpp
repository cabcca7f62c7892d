/// The words of a page: foreign text made safe, cells that can be sorted.
/// Decides: how text and numbers stand in HTML. Refuses to know: what a page consists of.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tidegate::render {

/// Text of unknown origin, in elements and in quoted attributes: one line, nothing in it is markup.
std::string html_text(std::string_view text);

/// `<td>text</td>`; `text` is foreign.
std::string html_cell(std::string_view text);

/// A cell that sorts by `value` and shows `text`; an empty one, which sorts last, without a value.
std::string html_number(const std::optional<double>& value, std::string_view text);

/// `<li>text</li>` for each, within `<ul class="notes">`; nothing for none.
std::string html_list(const auto& texts) {
  std::string out;
  for (const auto& text : texts) out += "<li>" + html_text(text) + "</li>\n";
  return out.empty() ? out : "<ul class=\"notes\">\n" + out + "</ul>\n";
}

/// The part of a page that a link leads to: `row-12`. Names of rows are foreign, numbers are not.
std::string row_anchor(std::size_t row);
std::string case_anchor(std::size_t number);

}  // namespace tidegate::render
