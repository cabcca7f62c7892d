/// Foreign names as names of ours.
/// Decides: which letters stay, what becomes of a number, how a name with arguments is parted.
/// Refuses to know: any format.
#pragma once

#include <string>
#include <string_view>

#include <tidegate/row/case_id.hpp>

namespace tidegate::foreign {

/// A text as the name of a case, which is also the name of a file and of a test: letters, digits,
/// `.`, `_`, `+` and `-` stay, every run of others becomes one `_`, none at the ends; at most 200
/// bytes; `unnamed` where nothing is left. Two texts may have one name; foreign::checked() finds
/// that.
std::string case_name(std::string_view text);

/// A text as the coordinate that it spells: a whole number, a finite real, else a word, in which
/// what would end a coordinate (`,`, `=`, control characters) is replaced by `;`, `:` and blanks.
/// An empty text is `-`.
AxisValue axis_value(std::string_view text);

/// The same letters as the name of an axis that somebody else named; tidegate::statistic_axis,
/// which is ours, gets a number.
std::string axis_name(std::string_view text);

/// Adds an axis; one whose name is taken gets a number: `n`, `n_2`.
void add_axis(Point& point, const std::string& name, AxisValue value);

/// A text as the name of a counter: letters, digits, `_` and `-`, at most 100.
std::string counter_name(std::string_view text);

}  // namespace tidegate::foreign
