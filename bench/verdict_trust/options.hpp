/// What the program is told.
/// Decides: flags and their defaults. Refuses to know: what they are for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>

namespace verdict_trust {

struct Options {
  std::uint64_t suites = 10'000;
  std::uint64_t seed = 1;
  std::string stage;                         ///< only this one; empty: all
  std::vector<std::filesystem::path> paths;  ///< recordings; empty: those of the source tree
  bool help = false;
};

/// Arguments without the program's name. Errors: usage (unknown flag, missing or senseless value).
tidegate::Outcome<Options> parse_options(std::span<const char* const> arguments);

std::string_view help_text();

}  // namespace verdict_trust
