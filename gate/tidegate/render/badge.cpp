#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/badge.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {
namespace {

struct Face {
  std::string message;
  std::string_view color;
};

std::size_t undecided(const judge::GateReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.lines.begin(), report.lines.end(), [](const judge::GateLine& line) {
        return line.verdict == judge::Verdict::undecided && line.waived.empty();
      }));
}

std::size_t waived(const judge::GateReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.lines.begin(), report.lines.end(),
                    [](const judge::GateLine& line) { return !line.waived.empty(); }));
}

/// Failing lines that the data decided.
std::size_t regressions(const judge::GateReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.lines.begin(), report.lines.end(), [&report](const auto& line) {
        return judge::is_failing(report, line) && line.verdict != judge::Verdict::undecided;
      }));
}

/// `, 1 undecided`; nothing where there are none.
std::string also(std::size_t count, std::string_view what) {
  return count == 0 ? std::string{} : fmt::format(", {} {}", count_text(count), what);
}

Face passing(const judge::GateReport& report) {
  const std::string doubts = also(undecided(report), "undecided") + also(waived(report), "waived");
  return {fmt::format("pass, {} compared{}", count_text(report.compared), doubts),
          doubts.empty() ? "brightgreen" : "yellowgreen"};
}

/// A policy may let the undecided fail, which makes no regression of them.
Face failing(const judge::GateReport& report) {
  const bool by_policy = report.policy.on_undecided == judge::OnUndecided::fail;
  const std::size_t doubts = by_policy ? undecided(report) : 0;
  const std::size_t crossed = regressions(report);
  const std::string message = crossed == 0
                                  ? fmt::format("{} undecided", count_text(doubts))
                                  : counted(crossed, "regression") + also(doubts, "undecided");
  return {message + also(waived(report), "waived"), "red"};
}

Face face_of(const judge::GateReport& report) {
  switch (judge::exit_code(report)) {
    case ExitCode::ok:
      return passing(report);
    case ExitCode::regression:
      return failing(report);
    case ExitCode::first_run:
      return {"first run", "blue"};
    default:
      return {"could not say", "orange"};
  }
}

Json text_json(std::string_view text) { return Json(boost::json::string_view(text)); }

}  // namespace

std::string render_badge(const judge::GateReport& report) {
  const Face face = face_of(report);
  JsonObject badge;
  badge["schemaVersion"] = 1;
  badge["label"] = text_json(plain_line(report.name));
  badge["message"] = text_json(face.message);
  badge["color"] = text_json(face.color);
  if (face.color == "orange") badge["isError"] = true;
  return json_pretty(badge);
}

}  // namespace tidegate::render
