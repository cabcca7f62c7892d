/// A gate report for people at a terminal.
/// Decides: the layout of 100 columns. Refuses to know: whether stdout is a terminal.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/render/text_table.hpp>

namespace tidegate::render {

/// Problems, who was compared with whom, one block a line (name; numbers in columns; why and what
/// next unless `same`), notes, and as the last line the verdict, where the eye is when it scrolls.
std::string render_terminal(const judge::GateReport& report, Colour colour);

}  // namespace tidegate::render
