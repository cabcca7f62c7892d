#include <charconv>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include <tidegate/import/naming.hpp>
#include <tidegate/row/imported.hpp>

namespace tidegate::foreign {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// `text` with every run of letters that neither is_letter nor `more` allows made one `_`.
std::string squeezed(std::string_view text, std::string_view more, std::size_t longest) {
  std::string name;
  for (const char c : text) {
    if (is_letter(c) || more.find(c) != std::string_view::npos) {
      name += c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (!name.empty() && name.back() == '_' && text.back() != '_') name.pop_back();
  if (name.size() > longest) name.resize(longest);
  return name;
}

template <class Number>
bool is_number(std::string_view text, Number& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc{} && end == text.data() + text.size();
}

std::string word(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c == ',') {
      kept += ';';
    } else if (c == '=') {
      kept += ':';
    } else {
      kept += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
    }
  }
  return kept.empty() ? "-" : kept;
}

}  // namespace

std::string case_name(std::string_view text) {
  std::string name = squeezed(text, "._+-", 200);
  name.erase(0, name.find_first_not_of('.'));  // a dot in front would hide the file
  return name.empty() ? "unnamed" : name;
}

AxisValue axis_value(std::string_view text) {
  std::int64_t whole = 0;
  if (is_number(text, whole)) return whole;
  double real = 0;
  if (is_number(text, real) && std::isfinite(real)) return real;
  return word(text);
}

std::string axis_name(std::string_view text) {
  // Whoever reads such a row would take its samples for means of samples that nobody kept.
  return text == statistic_axis ? fmt::format("{}_2", statistic_axis) : word(text);
}

void add_axis(Point& point, const std::string& name, AxisValue value) {
  std::string free = name;
  for (int i = 2; point.find(free) != nullptr; ++i) free = fmt::format("{}_{}", name, i);
  point.axes.push_back({std::move(free), std::move(value)});
}

std::string counter_name(std::string_view text) {
  const std::string name = squeezed(text, "_-", 100);
  return name.empty() ? "unnamed" : name;
}

}  // namespace tidegate::foreign
