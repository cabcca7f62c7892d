/// Who answers for what a person decides: an accepted baseline, a decision about a verdict.
/// Decides: that it is --author, else who git says you are, and never nobody.
/// Refuses to know: what was decided.
#pragma once

#include <string>

#include <tidegate/base/error.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// Without the white space around it: a blank name or reason is none.
std::string trimmed(const std::string& text);

/// usage where --author is blank, or where neither it nor git names anybody.
Outcome<std::string> author_of(const Arguments& arguments);

}  // namespace tidegate::command
