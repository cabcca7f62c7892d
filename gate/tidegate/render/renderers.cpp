#include <array>

#include <tidegate/judge/report_json.hpp>
#include <tidegate/render/badge.hpp>
#include <tidegate/render/ctest_measurements.hpp>
#include <tidegate/render/github_annotations.hpp>
#include <tidegate/render/github_comments.hpp>
#include <tidegate/render/junit_xml.hpp>
#include <tidegate/render/markdown.hpp>
#include <tidegate/render/renderers.hpp>
#include <tidegate/render/report_svg.hpp>
#include <tidegate/render/sarif.hpp>
#include <tidegate/render/terminal.hpp>

namespace tidegate::render {
namespace {

std::string render_text(const judge::GateReport& report) {
  return render_terminal(report, Colour::off);
}

constexpr std::array table{
    Renderer{"text", "report.txt", "plain text for a terminal or a log", render_text},
    Renderer{"markdown", "report.md", "GitHub-flavoured Markdown, however long", render_markdown},
    Renderer{"junit", "junit.xml", "JUnit XML for CI systems that show tests", render_junit},
    Renderer{"ctest", "ctest-measurements.txt", "CTest measurement lines for Test.xml and CDash",
             render_ctest_measurements},
    Renderer{"github-annotations", "github-annotations.txt",
             "workflow commands: print them in a job, and Actions shows them beside the code",
             render_github_annotations, "github", render_github_annotations},
    Renderer{"github-summary",
             "github-summary.md",
             "Markdown of at most 1 MiB, to be appended to $GITHUB_STEP_SUMMARY",
             render_github_summary,
             {},
             render_github_summary},
    Renderer{"pr-comment",
             "pr-comment.md",
             "Markdown of at most 65,536 bytes, its first line the marker to find it by",
             render_pr_comment,
             {},
             render_pr_comment},
    Renderer{"sarif", "report.sarif", "SARIF 2.1.0 for code scanning", render_sarif},
    Renderer{"badge", "badge.json", "JSON of a shields.io endpoint badge", render_badge},
    Renderer{"svg", "report.svg", "a picture of all verdicts, for a README or a slide",
             render_report_svg},
    Renderer{"json", "verdict.json", "everything, for programs; any other format comes from it",
             judge::to_json_text},
};

}  // namespace

std::span<const Renderer> all_renderers() { return table; }

const Renderer* find_renderer(std::string_view name) {
  for (const Renderer& renderer : table) {
    if (renderer.name == name || (!name.empty() && renderer.former == name)) return &renderer;
  }
  return nullptr;
}

}  // namespace tidegate::render
