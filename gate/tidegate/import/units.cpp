#include <array>
#include <charconv>
#include <utility>

#include <tidegate/import/units.hpp>

namespace tidegate::foreign {
namespace {

constexpr std::array time_units{
    std::pair<std::string_view, double>{"ns", 1e-9},
    std::pair<std::string_view, double>{"us", 1e-6},
    std::pair<std::string_view, double>{"\xC2\xB5s", 1e-6},  // micro sign
    std::pair<std::string_view, double>{"\xCE\xBCs", 1e-6},  // Greek mu
    std::pair<std::string_view, double>{"ms", 1e-3},
    std::pair<std::string_view, double>{"s", 1.0},
    std::pair<std::string_view, double>{"sec", 1.0},
    std::pair<std::string_view, double>{"seconds", 1.0},
    std::pair<std::string_view, double>{"min", 60.0},
};

/// The number of two digits at `at`, or -1.
int two_digits(std::string_view text, std::size_t at) {
  int number = -1;
  if (at + 2 > text.size()) return -1;
  const auto [end, code] = std::from_chars(text.data() + at, text.data() + at + 2, number);
  return code == std::errc{} && end == text.data() + at + 2 ? number : -1;
}

}  // namespace

std::optional<double> seconds_in(std::string_view unit) {
  for (const auto& [name, seconds] : time_units) {
    if (name == unit) return seconds;
  }
  return std::nullopt;
}

std::optional<WallTime> foreign_time(std::string_view text) {
  constexpr std::size_t plain = 19;  // 2026-11-21T01:30:00
  if (text.size() < plain) return std::nullopt;
  std::string local(text.substr(0, plain));
  if (local[10] == ' ') local[10] = 'T';
  const auto time = parse_iso_time(local + 'Z');
  if (!time) return std::nullopt;
  const std::size_t sign = text.find_first_of("+-", plain);
  if (sign == std::string_view::npos) return *time;
  const int hours = two_digits(text, sign + 1);
  const std::size_t colon = sign + 3 < text.size() && text[sign + 3] == ':' ? 1 : 0;
  const int minutes = two_digits(text, sign + 3 + colon);
  if (hours < 0) return *time;
  const auto offset = std::chrono::minutes(60 * hours + (minutes < 0 ? 0 : minutes));
  return text[sign] == '+' ? *time - offset : *time + offset;
}

}  // namespace tidegate::foreign
