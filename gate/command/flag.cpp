#include "flag.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace tidegate::command {

std::optional<std::string> Arguments::text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::string Arguments::text_or(std::string_view name, std::string fallback) const {
  return text(name).value_or(std::move(fallback));
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::vector<std::filesystem::path> Arguments::paths(std::string_view name) const {
  const std::vector<std::string> texts = all(name);
  return {texts.begin(), texts.end()};
}

Outcome<std::optional<double>> Arguments::number(std::string_view name) const {
  const std::optional<std::string> given = text(name);
  if (!given) return std::optional<double>{};
  double value = 0;
  const auto [end, code] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (code != std::errc{} || end != given->data() + given->size() || !std::isfinite(value)) {
    return fail(ErrorKind::usage, fmt::format("--{} is '{}', not a number", name, *given),
                fmt::format("Give a plain number, such as --{} 1.05.", name));
  }
  return std::optional<double>{value};
}

Outcome<std::optional<std::uint64_t>> Arguments::whole(std::string_view name, std::uint64_t low,
                                                       std::uint64_t high) const {
  const std::optional<std::string> given = text(name);
  if (!given) return std::optional<std::uint64_t>{};
  std::uint64_t value = 0;
  const auto [end, code] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (code != std::errc{} || end != given->data() + given->size() || value < low || value > high) {
    return fail(
        ErrorKind::usage,
        fmt::format("--{} is '{}', not a whole number from {} to {}", name, *given, low, high),
        fmt::format("Give a number in that range, such as --{} {}.", name, low));
  }
  return std::optional<std::uint64_t>{value};
}

}  // namespace tidegate::command
