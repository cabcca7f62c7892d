#include <fmt/format.h>

#include <tidegate/judge/toml_text.hpp>
#include <tidegate/judge/waiver_text.hpp>

namespace tidegate::judge {
namespace {

std::string block(std::string_view row, std::string_view metric, std::string_view reason,
                  std::string_view expires) {
  return fmt::format("[[waiver]]\nrow = {}\nmetric = {}\nreason = {}\nexpires = {}\n",
                     toml_string(row), toml_string(metric), toml_string(reason), expires);
}

std::string with_line_ends(std::string_view text, std::string_view line_end) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\n') {
      out += line_end;
    } else {
      out += letter;
    }
  }
  return out;
}

Outcome<void> check_new(const std::vector<Waiver>& before, const Waiver& added,
                        const std::string& name) {
  for (const Waiver& old : before) {
    if (old.row != added.row || old.metric != added.metric) continue;
    return fail(
        ErrorKind::incompatible,
        fmt::format("{}: {} is waived already, until {}", name, old.row, old.expires),
        "Change the reason and the last day of that [[waiver]]: to renew one is a change that "
        "somebody reviews.");
  }
  return {};
}

}  // namespace

std::string waiver_toml(const Waiver& waiver) {
  return block(waiver.row, waiver.metric, waiver.reason, waiver.expires);
}

std::string waiver_form(std::string_view row, std::string_view metric) {
  return block(row, metric, "", "# the last day, such as 2027-01-31");
}

Outcome<std::string> with_waivers(std::string_view text, const std::vector<Waiver>& waivers,
                                  const std::string& name) {
  auto wanted = parse_policy(text, name);
  if (!wanted) return pass_on(wanted);
  const std::string_view line_end = text.find("\r\n") != std::string_view::npos ? "\r\n" : "\n";
  std::string after(text);
  if (!after.ends_with('\n')) after += line_end;
  for (const Waiver& waiver : waivers) {
    if (const auto fresh = check_new(wanted->waivers, waiver, name); !fresh) return pass_on(fresh);
    after += with_line_ends("\n" + waiver_toml(waiver), line_end);
    wanted->waivers.push_back(waiver);
  }
  // Not taken for granted: `waiver = []`, a day that is none, a reason that is no text.
  const auto read = parse_policy(after, name);
  if (read && *read == *wanted) return after;
  return fail(ErrorKind::bad_input,
              fmt::format("{}: the waiver cannot be added at its end{}", name,
                          read ? "" : ": " + read.error().what),
              read ? "Add it by hand: `bundle decide waive --print` shows it." : read.error().hint);
}

}  // namespace tidegate::judge
