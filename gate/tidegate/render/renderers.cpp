#include <array>

#include <tidegate/judge/report_json.hpp>
#include <tidegate/render/ctest_measurements.hpp>
#include <tidegate/render/github_annotations.hpp>
#include <tidegate/render/junit_xml.hpp>
#include <tidegate/render/markdown.hpp>
#include <tidegate/render/renderers.hpp>
#include <tidegate/render/report_svg.hpp>
#include <tidegate/render/terminal.hpp>

namespace tidegate::render {
namespace {

std::string render_text(const judge::GateReport& report) {
  return render_terminal(report, Colour::off);
}

constexpr std::array<Renderer, 7> table{
    Renderer{"text", ".txt", "plain text for a terminal or a log", render_text},
    Renderer{"markdown", ".md", "GitHub-flavoured Markdown for a summary or a comment",
             render_markdown},
    Renderer{"junit", ".xml", "JUnit XML for CI systems that show tests", render_junit},
    Renderer{"ctest", ".ctest.txt", "CTest measurement lines for Test.xml and CDash",
             render_ctest_measurements},
    Renderer{"github", ".github.txt", "workflow commands that GitHub Actions shows as annotations",
             render_github_annotations},
    Renderer{"svg", ".svg", "a picture of all verdicts, for a README or a slide",
             render_report_svg},
    Renderer{"json", ".json", "everything, for programs; any other format comes from it",
             judge::to_json_text},
};

}  // namespace

std::span<const Renderer> all_renderers() { return table; }

const Renderer* find_renderer(std::string_view name) {
  for (const Renderer& renderer : table) {
    if (renderer.name == name) return &renderer;
  }
  return nullptr;
}

}  // namespace tidegate::render
