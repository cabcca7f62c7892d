/// A gate report for people at a terminal.
/// Decides: the layout of 80 columns. Refuses to know: whether stdout is a terminal.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/render/text_table.hpp>

namespace tidegate::render {

/// Problems, who was compared with whom, one block a line, notes, and as the last line the verdict,
/// where the eye is when it scrolls. A block is the row's name in full, its numbers in columns, how
/// they were found, and unless it is `same` why and what next, ending with one command. No line is
/// wider than 80 columns: what is longer goes on in the next one, a command so that a shell reads
/// it back when it is copied.
std::string render_terminal(const judge::GateReport& report, Colour colour);

}  // namespace tidegate::render
