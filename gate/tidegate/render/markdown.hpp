/// A gate report as GitHub-flavoured Markdown, for a file, a job summary or a comment.
/// Decides: the sections, and what goes first where there is room for a part only. Refuses to know:
/// PERFORMANCE.md.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// The verdict, what asks for attention first and in full, `same` lines folded away.
std::string render_markdown(const judge::GateReport& report);

/// The same in at most `most` bytes of UTF-8, `most` being 4096 at least. What does not fit is left
/// out whole, row by row, `same` lines first and problems last; a sentence below the verdict says
/// how much of what is missing and where all of it is. `title`, which is Markdown already, stands
/// before the verdict in the heading.
std::string render_markdown_within(const judge::GateReport& report, std::size_t most,
                                   std::string_view title = "tidegate");

}  // namespace tidegate::render
