#include "bundle_waive.hpp"

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/duration.hpp>
#include <tidegate/judge/waiver_text.hpp>

#include "common_flags.hpp"
#include "read_rows.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

bool is_day(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == 'd' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

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

Outcome<WaivedPolicy> waived_policy(const Arguments& arguments, const render::Decision& decision) {
  const auto named = arguments.text("config");
  const fs::path file = named ? fs::path(*named) : source_dir(arguments) / "tidegate.toml";
  // A file that was named is meant to be there.
  Outcome<std::string> text = std::string("version = 1\n");
  if (named || is_there(file)) text = read_file(file);
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
