/// The table of renderers: everything that turns a gate report into one text.
/// Decides: names of renderers and of the files they make. A new renderer is one file and one row
/// here. Refuses to know: which of them a command wants, and where the text goes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/render/several.hpp>

namespace tidegate::render {

struct Renderer {
  std::string_view name;   ///< as `--format` takes it
  std::string_view file;   ///< in the folder of a gate's reports: `report.md`
  std::string_view title;  ///< one line for the help text
  std::string (*render)(const judge::GateReport&);
  std::string_view former = {};  ///< a name that it had, which is still understood
  std::string (*render_several)(const Several&) = nullptr;  ///< where many gates make one text
};

std::span<const Renderer> all_renderers();

/// The renderer of that name, or of that former name; nullptr for any other word.
const Renderer* find_renderer(std::string_view name);

}  // namespace tidegate::render
