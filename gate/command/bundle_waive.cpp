#include "bundle_waive.hpp"

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/duration.hpp>
#include <tidegate/judge/waiver_text.hpp>
#include <tidegate/run/git.hpp>

#include "common_flags.hpp"
#include "gate_settings.hpp"
#include "read_rows.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// A day of the calendar: 2027-02-30 is none.
bool is_day(const std::string& text) { return parse_iso_time(text + "T00:00:00Z").has_value(); }

std::vector<judge::Waiver> waivers_of(const render::Decision& decision) {
  std::vector<judge::Waiver> waivers;
  for (const render::DecidedRow& row : decision.rows) {
    waivers.push_back({row.row, row.metric, decision.reason, decision.expires});
  }
  return waivers;
}

}  // namespace

Outcome<std::string> expiry_of(const Arguments& arguments) {
  const std::string day = arguments.text_or("expires", "");
  const std::string today = iso_date(now());
  if (!is_day(day)) {
    return fail(ErrorKind::usage,
                day.empty() ? "a waiver needs --expires" : fmt::format("'{}' is no day", day),
                "Say until when the rows may pass, as --expires 2027-01-31.");
  }
  if (day < today) {  // ISO days sort as text
    return fail(ErrorKind::usage, fmt::format("{} is past: today is {}", day, today),
                "Name a day that lies ahead.");
  }
  return day;
}

Outcome<fs::path> waiver_file(const Arguments& arguments) {
  if (const auto named = arguments.text("config")) return fs::path(*named);
  const fs::path source = source_dir(arguments);
  const fs::path file = source / "tidegate.toml";
  if (arguments.has("source-dir") || is_there(file)) return file;
  const auto below = run::path_below_top(source);
  if (!below || below->empty()) return file;  // outside of a repository every folder is a top
  const auto top = run::top_level(source);
  if (!top) return pass_on(top);
  return fail(ErrorKind::usage,
              fmt::format("{} is a subfolder without a tidegate.toml", below->string()),
              fmt::format("Say --source-dir {} for the whole repository, or --source-dir . for "
                          "this folder.",
                          shell_word(top->string())));
}

Outcome<WaivedPolicy> waived_policy(const Arguments& arguments, const fs::path& file,
                                    const render::Decision& decision) {
  // A file that was named is meant to be there.
  Outcome<std::string> text = std::string("version = 1\n");
  if (arguments.has("config") || is_there(file)) text = read_file(file);
  if (!text) return pass_on(text);
  auto after = judge::with_waivers(*text, waivers_of(decision), file.string());
  if (!after) return pass_on(after);
  return WaivedPolicy{file, std::move(*after)};
}

std::string waivers_text(const render::Decision& decision) {
  std::string text;
  for (const judge::Waiver& waiver : waivers_of(decision)) {
    text += (text.empty() ? "" : "\n") + judge::waiver_toml(waiver);
  }
  return text;
}

}  // namespace tidegate::command
