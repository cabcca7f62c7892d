#include <fmt/format.h>

#include <tidegate/render/html_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {

std::string html_text(std::string_view text) { return xml_text(plain_line(text)); }

std::string html_cell(std::string_view text) { return fmt::format("<td>{}</td>", html_text(text)); }

std::string html_number(const std::optional<double>& value, std::string_view text) {
  if (!value) return "<td class=\"number\"></td>";
  return fmt::format("<td class=\"number\" data-value=\"{}\">{}</td>", exact_text(*value),
                     html_text(text));
}

std::string row_anchor(std::size_t row) { return fmt::format("row-{}", row + 1); }

std::string case_anchor(std::size_t number) { return fmt::format("case-{}", number + 1); }

}  // namespace tidegate::render
