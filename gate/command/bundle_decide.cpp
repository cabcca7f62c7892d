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

/// Flags that say something to another decision, or to `bundle` alone.
Outcome<void> check_flags(const Arguments& arguments, DecisionKind kind) {
  for (const char* flag : {"out", "history"}) {
    if (!arguments.has(flag)) continue;
    return fail(ErrorKind::usage, fmt::format("--{} is about writing a bundle", flag),
                "Leave it out: a decision is kept in the bundle that it is about.");
  }
  for (const char* flag : {"expires", "print", "config"}) {
    if (kind == DecisionKind::waive || !arguments.has(flag)) continue;
    return fail(ErrorKind::usage, fmt::format("--{} is about a waiver", flag),
                "Leave it out, or decide to waive.");
  }
  if (kind == DecisionKind::accept || !arguments.has("rows")) return {};
  return fail(ErrorKind::usage, "--rows is about accepting", "Did you mean --row?");
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
  if (const auto fine = check_flags(arguments, kind); !fine) return pass_on(fine);
  if (kind == DecisionKind::waive) {
    auto expires = expiry_of(arguments);
    if (!expires) return pass_on(expires);
    decision.expires = std::move(*expires);
  }
  auto author = author_of(arguments);
  if (!author) return pass_on(author);
  decision.author = std::move(*author);
  return decision;
}

/// A file as it was, if there was one, and as it is to be.
struct Change {
  fs::path file;
  std::optional<std::string> before;
  std::string after;
};

Outcome<Change> change_of(const fs::path& file) {
  if (!is_there(file)) return Change{file, std::nullopt, ""};
  auto text = read_file(file);
  if (!text) return pass_on(text);
  return Change{file, std::move(*text), ""};
}

void put_back(const Change& change) {
  std::error_code ignored;
  if (!change.before) {
    fs::remove(change.file, ignored);
  } else if (!write_file_atomically(change.file, *change.before)) {
    note(fmt::format("{} names a decision that is not in force", change.file.string()));
  }
}

/// Where one cannot be written, those before it are put back: a waiver that is recorded and not in
/// force, or in force and not recorded, would be the worst of both.
Outcome<void> write_all(const std::vector<Change>& changes) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto written = write_file_atomically(changes[i].file, changes[i].after);
    if (written) continue;
    while (i > 0) put_back(changes[--i]);
    return written;
  }
  return {};
}

/// Writes decision.json, the page that shows it, and last the policy, which puts it in force.
Outcome<void> keep(const fs::path& folder, render::BundleInput& input, const Decision& decision,
                   const std::optional<WaivedPolicy>& policy) {
  auto record = change_of(folder / render::decision_file);
  if (!record) return pass_on(record);
  auto after =
      render::with_decision(record->before.value_or(""), TextSource{record->file.string(), 1},
                            input.report.run_id, decision);
  if (!after) return pass_on(after);
  record->after = std::move(*after);
  auto page = change_of(folder / "bundle.md");
  if (!page) return pass_on(page);
  input.decisions.push_back(decision);
  page->after = render::bundle_markdown(input);
  std::vector<Change> changes{std::move(*record), std::move(*page)};
  if (policy) changes.push_back({policy->file, std::nullopt, policy->text});
  return write_all(changes);
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

/// Fills in the rows that are decided about and what carries it out; the evidence for them.
Outcome<render::BundleInput> completed(const Arguments& arguments, const fs::path& folder,
                                       Decision& decision) {
  auto input = evidence_of(folder);
  if (!input) return input;
  auto rows = rows_meant(arguments, decision.kind, input->report);
  if (!rows) return pass_on(rows);
  decision.rows = std::move(*rows);
  if (decision.kind == DecisionKind::accept) {
    auto command = accept_command(arguments, *input, decision);
    if (!command) return pass_on(command);
    decision.command = std::move(*command);
  }
  if (decision.kind == DecisionKind::revert) decision.command = revert_command(*input);
  return input;
}

/// With nobody else at the bundle meanwhile, nor at the policy `file` of a waiver.
Outcome<ExitCode> record(const Arguments& arguments, const fs::path& folder, Decision& decision,
                         const std::optional<fs::path>& file) {
  const auto alone = hold_record(folder / render::decision_file);
  if (!alone) return pass_on(alone);
  auto input = completed(arguments, folder, decision);
  if (!input) return pass_on(input);
  std::optional<WaivedPolicy> policy;
  if (file) {
    auto waived = waived_policy(arguments, *file, decision);
    if (!waived) return pass_on(waived);
    policy = std::move(*waived);
  }
  if (const auto kept = keep(folder, *input, decision, policy); !kept) return pass_on(kept);
  tell(folder, decision, policy);
  return ExitCode::ok;
}

/// Bundles have one policy between them: it is held first, so that no two waivers wait crosswise.
Outcome<ExitCode> record_waiver(const Arguments& arguments, const fs::path& folder,
                                Decision& decision) {
  const auto file = waiver_file(arguments);
  if (!file) return pass_on(file);
  const auto alone = hold_record(*file);
  if (!alone) return pass_on(alone);
  return record(arguments, folder, decision, *file);
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
  if (arguments.has("print")) {
    if (const auto input = completed(arguments, folder, *decision); !input) return pass_on(input);
    print(waivers_text(*decision));
    return ExitCode::ok;
  }
  if (*kind == DecisionKind::waive) return record_waiver(arguments, folder, *decision);
  return record(arguments, folder, *decision, std::nullopt);
}

}  // namespace tidegate::command
