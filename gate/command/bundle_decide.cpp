#include "bundle_decide.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/duration.hpp>
#include <tidegate/render/decision_bundle.hpp>

#include "author.hpp"
#include "bundle_accept.hpp"
#include "bundle_waive.hpp"
#include "console.hpp"
#include "read_rows.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using render::Decision;
using render::DecisionKind;

/// The folder of a bundle, named as such or by a file in it.
fs::path folder_of(const std::string& name) {
  const fs::path path(name);
  std::error_code code;
  return fs::is_regular_file(path, code) ? path.parent_path() : path;
}

/// The bundle, if it says what its verdict says: nobody decides about evidence that was edited.
Outcome<render::BundleInput> evidence_of(const fs::path& folder) {
  auto input = render::read_bundle(folder);
  if (!input) return input;
  const auto there = read_file(folder / "bundle.json");
  if (there && *there == render::bundle_json(*input)) return input;
  return fail(ErrorKind::incompatible,
              fmt::format("{} does not say what the verdict beside it says",
                          (folder / "bundle.json").string()),
              "Write it again with `tidegate bundle` of that verdict, or restore it from git.");
}

/// The lines that are decided about.
Outcome<std::vector<render::DecidedRow>> rows_meant(const Arguments& arguments, DecisionKind kind,
                                                    const judge::GateReport& report) {
  const std::vector<std::string> named = arguments.all("row");
  std::vector<render::DecidedRow> rows;
  std::string known;
  for (const judge::GateLine& line : report.lines) {
    if (!judge::is_crossing(line.verdict)) continue;
    if (kind == DecisionKind::waive && !judge::may_be_waived(line.verdict)) continue;
    const std::string row = line.key.text();
    known += (known.empty() ? "" : "; ") + row;
    if (!named.empty() && std::find(named.begin(), named.end(), row) == named.end()) continue;
    rows.push_back({row, line.metric.str()});
  }
  if (known.empty()) {
    return fail(ErrorKind::incompatible, "no row of this bundle can be waived",
                "A waiver lets a regression pass; what became faster passes anyhow.");
  }
  for (const std::string& row : named) {
    const bool there = std::any_of(
        rows.begin(), rows.end(), [&row](const render::DecidedRow& one) { return one.row == row; });
    if (there) continue;
    return fail(ErrorKind::missing, fmt::format("the bundle has no row '{}' to decide about", row),
                fmt::format("Those that it has: {}.", known));
  }
  return rows;
}

/// What is said of any decision; its rows and command follow.
Outcome<Decision> decision_of(const Arguments& arguments, DecisionKind kind) {
  Decision decision;
  decision.kind = kind;
  decision.decided = iso_time(now());
  decision.reason = trimmed(arguments.text_or("reason", ""));
  if (decision.reason.empty()) {
    return fail(ErrorKind::usage, "a decision needs --reason",
                "Say in one sentence why, for whoever asks later.");
  }
  const bool waive = kind == DecisionKind::waive;
  for (const char* flag : {"expires", "print"}) {
    if (waive || !arguments.has(flag)) continue;
    return fail(ErrorKind::usage, fmt::format("--{} is about a waiver", flag),
                "Leave it out, or decide to waive.");
  }
  if (arguments.has("rows") && kind != DecisionKind::accept) {
    return fail(ErrorKind::usage, "--rows is about accepting", "Did you mean --row?");
  }
  if (waive) {
    auto expires = expiry_of(arguments);
    if (!expires) return pass_on(expires);
    decision.expires = std::move(*expires);
  }
  auto author = author_of(arguments);
  if (!author) return pass_on(author);
  decision.author = std::move(*author);
  return decision;
}

/// decision.json as it was is put back where the policy cannot be written: a waiver that is
/// recorded and not in force would be the worst of both.
Outcome<void> write_both(const fs::path& file, const std::optional<std::string>& before,
                         const std::string& after, const std::optional<WaivedPolicy>& policy) {
  if (auto written = write_file_atomically(file, after); !written) return written;
  if (!policy) return {};
  auto written = write_file_atomically(policy->file, policy->text);
  if (written) return written;
  std::error_code ignored;
  if (!before) {
    fs::remove(file, ignored);
  } else if (const auto restored = write_file_atomically(file, *before); !restored) {
    note(fmt::format("{} names a decision that is not in force", file.string()));
  }
  return written;
}

/// Writes decision.json, the policy, and the page that shows both.
Outcome<void> keep(const fs::path& folder, render::BundleInput& input, const Decision& decision,
                   const std::optional<WaivedPolicy>& policy) {
  const fs::path file = folder / render::decision_file;
  std::optional<std::string> before;
  if (is_there(file)) {
    auto text = read_file(file);
    if (!text) return pass_on(text);
    before = std::move(*text);
  }
  const auto after = render::with_decision(before.value_or(""), TextSource{file.string(), 1},
                                           input.report.run_id, decision);
  if (!after) return pass_on(after);
  if (auto written = write_both(file, before, *after, policy); !written) return written;
  input.decisions.push_back(decision);
  return write_file_atomically(folder / "bundle.md", render::bundle_markdown(input));
}

void tell(const fs::path& folder, const Decision& decision,
          const std::optional<WaivedPolicy>& policy) {
  print(fmt::format("{}: {} by {}\n", (folder / render::decision_file).string(),
                    render::decision_name(decision.kind), decision.author));
  if (policy) {
    print(fmt::format("{}: {} waiver{} until {}\n", policy->file.string(), decision.rows.size(),
                      decision.rows.size() == 1 ? "" : "s", decision.expires));
  }
  if (!decision.command.empty()) print("to carry it out:\n  " + decision.command + "\n");
  print("Commit the files above.\n");
}

}  // namespace

Outcome<ExitCode> decide(const Arguments& arguments, const std::vector<std::string>& words) {
  const auto kind = render::decision_from(words.size() > 1 ? words[1] : "");
  if (!kind || words.size() != 3) {
    return fail(ErrorKind::usage, "bundle decide needs a decision and one bundle",
                "Say `tidegate bundle decide accept|revert|waive BUNDLE`.");
  }
  auto decision = decision_of(arguments, *kind);
  if (!decision) return pass_on(decision);
  const fs::path folder = folder_of(words[2]);
  const auto alone = hold_record(folder / render::decision_file);
  if (!alone) return pass_on(alone);
  auto input = evidence_of(folder);
  if (!input) return pass_on(input);
  auto rows = rows_meant(arguments, *kind, input->report);
  if (!rows) return pass_on(rows);
  decision->rows = std::move(*rows);
  if (*kind == DecisionKind::accept) {
    auto command = accept_command(arguments, *input, *decision);
    if (!command) return pass_on(command);
    decision->command = std::move(*command);
  }
  if (*kind == DecisionKind::revert) decision->command = revert_command(*input);
  std::optional<WaivedPolicy> policy;
  if (*kind == DecisionKind::waive && !arguments.has("print")) {
    auto waived = waived_policy(arguments, *decision);
    if (!waived) return pass_on(waived);
    policy = std::move(*waived);
  }
  if (const auto kept = keep(folder, *input, *decision, policy); !kept) return pass_on(kept);
  tell(folder, *decision, policy);
  if (arguments.has("print")) print("\n" + waivers_text(*decision));
  return ExitCode::ok;
}

}  // namespace tidegate::command
