/// A gate report as the two Markdown texts that GitHub limits: a job summary and a comment.
/// Decides: their limits, and the first line by which a comment is found again.
/// Refuses to know: the sections (markdown), and who posts them.
#pragma once

#include <string>
#include <string_view>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/render/several.hpp>

namespace tidegate::render {

/// For $GITHUB_STEP_SUMMARY: at most 1 MiB, above which Actions drops the whole summary of a step.
std::string render_github_summary(const judge::GateReport& report);

/// The same of several gates, in one text.
std::string render_github_summary(const Several& several);

/// The body of one comment that is updated in place: comment_marker() of the report's name on the
/// first line, at most 65,536 bytes (GitHub refuses more characters, which are never more than the
/// bytes).
std::string render_pr_comment(const judge::GateReport& report);

/// The same of several gates, with the marker of the name that they have together.
std::string render_pr_comment(const Several& several);

/// `<!-- tidegate:<name> -->`, which GitHub does not show. Letters, digits, `.`, `_` and single `-`
/// of the name stay; anything else, which could end the comment early, becomes `-`.
std::string comment_marker(std::string_view name);

}  // namespace tidegate::render
