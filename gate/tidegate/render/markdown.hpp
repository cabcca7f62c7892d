/// A gate report as GitHub-flavoured Markdown: job summary, pull-request comment, file.
/// Decides: headings, tables, what is folded away. Refuses to know: where the text is sent.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// The verdict first, then problems, what asks for attention with its reason and next step, the
/// `same` lines folded, notes, and the command that repeats it.
std::string render_markdown(const judge::GateReport& report);

}  // namespace tidegate::render
