/// Waivers that a decision adds to tidegate.toml.
/// Decides: which file that is, and that the last day lies ahead. Refuses to know: how a waiver is
/// written (judge/waiver_text).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/render/decision.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// A policy file that is to get waivers, and what it will say then.
struct WaivedPolicy {
  std::filesystem::path file;
  std::string text;
};

/// The last day of --expires: usage where it is missing, no day, or past.
Outcome<std::string> expiry_of(const Arguments& arguments);

/// The file that gets them: that of --config, or tidegate.toml of the source tree. Usage where it
/// would be a new one in a subfolder that nobody named: a verdict on the repository never reads it.
Outcome<std::filesystem::path> waiver_file(const Arguments& arguments);

/// `file` with a waiver for each row of the decision; a new one where there is none and --config
/// does not name it. Nothing is written. Errors: as judge::with_waivers.
Outcome<WaivedPolicy> waived_policy(const Arguments& arguments, const std::filesystem::path& file,
                                    const render::Decision& decision);

/// The waivers alone, as they would stand in the file.
std::string waivers_text(const render::Decision& decision);

}  // namespace tidegate::command
