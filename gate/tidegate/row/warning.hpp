/// What an attempt warned of, and what it did when it could not run as it was asked to.
/// Decides: the words. Refuses to know: JSON (warning_json) and who warns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidegate {

/// A sentence of the benchmark or of what it measured, verbatim, and how often it applied.
struct Warning {
  std::string text;
  std::uint64_t count = 1;

  bool operator==(const Warning&) const = default;
};

/// What becomes of a provider that cannot do a point in its own way and takes another.
enum class OnFallback {
  warn,    ///< it goes on; the row names what ran instead and warns of it
  refuse,  ///< the attempt fails: what would be timed is not what was asked for
  quiet    ///< it goes on; the row names what ran instead and does not warn
};

std::string_view on_fallback_name(OnFallback choice);  ///< `warn`, `refuse`, `quiet`
std::optional<OnFallback> on_fallback_from(std::string_view name);

}  // namespace tidegate
