/// Waivers as the text of a tidegate.toml.
/// Decides: how a waiver is written, and that one is only ever added at the end of a file, of which
/// every other byte stays. Refuses to know: files, today, and who may waive what.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/policy.hpp>

namespace tidegate::judge {

/// `[[waiver]]` with its row, metric, reason and last day, a line each.
std::string waiver_toml(const Waiver& waiver);

/// The same with an empty reason and no day: a form, which no policy accepts before somebody has
/// filled it in.
std::string waiver_form(std::string_view row, std::string_view metric);

/// The text with these waivers behind it, in its own line ends (CRLF where it has one). What it
/// said before is still said: errors are those of parse_policy, `incompatible` where a row is
/// waived already, `bad_input` where the text would not mean what it meant plus these waivers.
/// `name` stands in the errors.
Outcome<std::string> with_waivers(std::string_view text, const std::vector<Waiver>& waivers,
                                  const std::string& name);

}  // namespace tidegate::judge
