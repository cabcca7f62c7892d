// `tidegate drift`: whether outputs are what they were when somebody accepted them.
// Decides: which rows are looked at, when a manifest is written, and the exit code.
// Refuses to know: when two outputs are alike (judge/drift).
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/drift.hpp>
#include <tidegate/judge/drift_manifest.hpp>
#include <tidegate/render/drift_text.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/output_digest_json.hpp>
#include <tidegate/store/latest.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_rows.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using judge::DriftState;
using judge::OutputRecord;
using Outputs = std::vector<OutputRecord>;

constexpr Flag flags[] = {
    {"rows", Arity::positionals, "",
     "Attempt rows: stores, folders or files (default: tidegate-out/store)"},
    {"manifest", Arity::one, "FILE",
     "The accepted outputs (default: baselines/outputs.json of the source tree)"},
    {"update", Arity::no_value, "", "Accept the outputs of these rows; others stay accepted"},
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    flag_source,
};

/// The output of an ok attempt; nothing where it states none.
Outcome<std::optional<OutputRecord>> output_of(const AttemptRow& row, const std::string& place) {
  std::optional<OutputRecord> none;
  auto digest = output_digest(row, TextSource{place, 1});
  if (!digest) {
    digest.error().what = fmt::format("{}: {}", row.key.text(), digest.error().what);
    return pass_on(digest);
  }
  OutputRecord record{row.key, row.seed, *digest, std::nullopt, 0};
  if (row.fidelity && row.fidelity->echo) {
    record.echo = row.fidelity->echo;
    record.echo->correlation.reset();
    record.checked = row.fidelity->checked;
  }
  if (!record.digest && !record.echo) return none;
  return std::optional<OutputRecord>(std::move(record));
}

/// What the rows say of themselves.
struct Said {
  Outputs outputs;
  judge::FailedKeys failed;
  std::size_t silent = 0;  ///< ok rows that state no output
};

Outcome<void> add(const AttemptRow& row, const std::string& file, Said& said) {
  if (row.status == Status::skipped) return {};
  if (row.status != Status::ok) {
    said.failed.emplace(row.key.canonical(), row.status);
    return {};
  }
  auto output = output_of(row, file);
  if (!output) return pass_on(output);
  if (*output) {
    said.outputs.push_back(std::move(**output));
  } else {
    ++said.silent;
  }
  return {};
}

Outcome<Said> said_by(const Arguments& arguments, const run::Selection& selection) {
  std::vector<fs::path> paths = arguments.paths("rows");
  if (paths.empty()) paths.push_back(store_dir(""));
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  const auto newest = store::newest_runs_of(*files);
  if (!newest) return pass_on(newest);
  for (const std::string& sentence : newest->notes) note(sentence);
  Said said;
  const auto read = each_attempt_at(*newest, [&](const AttemptRow& row, const std::string& file) {
    return selection.matches(row.key, row.representative) ? add(row, file, said) : Outcome<void>();
  });
  if (!read) return pass_on(read);
  if (said.silent > 0) {
    note(
        fmt::format("{} said nothing of what they computed: neither a check against an oracle nor "
                    "a digest",
                    render::counted(said.silent, "ok row")));
  }
  if (!said.outputs.empty()) return said;
  return fail(ErrorKind::missing, "no ok row says what it computed",
              "Check the filter; benchmarks say it with check(), other workers with `output` "
              "(docs/worker-protocol.md).");
}

fs::path manifest_file(const Arguments& arguments) {
  return arguments.text_or("manifest", (source_dir(arguments) / "baselines/outputs.json").string());
}

bool is_there(const fs::path& file) {
  std::error_code code;
  return fs::exists(file, code) || code;
}

Outcome<Outputs> read_manifest(const fs::path& file) {
  const auto json = read_json_file(file);
  if (!json) return pass_on(json);
  return judge::manifest_from_json(*json, TextSource{file.string(), 1});
}

/// What attempts disagree on cannot be accepted: the next run would drift from it.
Outcome<ExitCode> update(const fs::path& file, const Said& now) {
  Outputs accepted;
  if (is_there(file)) {
    auto read = read_manifest(file);
    if (!read) return pass_on(read);
    accepted = std::move(*read);
  }
  for (const judge::DriftLine& line : judge::drift({}, now.outputs, now.failed)) {
    if (line.state != DriftState::unstable) continue;
    return fail(
        ErrorKind::incompatible, fmt::format("{}: {}", line.key.text(), line.why),
        "Make every attempt end well with an output of the seed alone, or leave the row out "
        "with a filter.");
  }
  const Outputs all = judge::updated(std::move(accepted), now.outputs);
  const auto written = write_file_atomically(file, judge::manifest_text(all));
  if (!written) return pass_on(written);
  print(fmt::format("{}: {}\n", file.string(), render::counted(all.size(), "accepted output")));
  return ExitCode::ok;
}

bool any_of(const std::vector<judge::DriftLine>& lines, std::initializer_list<DriftState> states) {
  return std::any_of(lines.begin(), lines.end(), [&states](const judge::DriftLine& line) {
    return std::find(states.begin(), states.end(), line.state) != states.end();
  });
}

Outcome<ExitCode> check(const fs::path& file, const run::Selection& selection, const Said& now) {
  auto accepted = read_manifest(file);
  if (!accepted) return pass_on(accepted);
  // A filter leaves accepted outputs out as it leaves rows out: they are not missing then.
  std::erase_if(*accepted, [&selection](const OutputRecord& record) {
    return !selection.matches(record.key, false);
  });
  const auto lines = judge::drift(*accepted, now.outputs, now.failed);
  print(render::drift_text(lines));
  if (any_of(lines, {DriftState::drifted, DriftState::unknown, DriftState::unstable})) {
    note("where the new outputs are right, accept them: tidegate drift ROWS --update");
    return ExitCode::regression;
  }
  if (!any_of(lines, {DriftState::missing})) return ExitCode::ok;
  note(fmt::format("measure what is missing, choose with --case, or take it out of {}",
                   file.string()));
  return ExitCode::cannot_say;
}

Outcome<ExitCode> drift(const Arguments& arguments) {
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  const auto now = said_by(arguments, *selection);
  if (!now) return pass_on(now);
  const fs::path file = manifest_file(arguments);
  if (arguments.has("update")) return update(file, *now);
  if (!arguments.has("manifest") && !is_there(file)) {
    note(fmt::format("{} is not there yet; accept these outputs with tidegate drift ROWS --update",
                     file.string()));
    return ExitCode::first_run;
  }
  return check(file, *selection, *now);
}

}  // namespace

Command drift_command() {
  return {
      "drift", "Check that outputs are what they were when somebody accepted them",
      "The newest rows against a manifest, equal seeds only: shape, dtype, number of finite and "
      "of\n"
      "other elements must be equal; L1, L2 squared and L infinity, where a worker states them,\n"
      "agree in 6 significant digits of their own. Else mean, largest element and largest\n"
      "magnitude of what an oracle checked agree in 6 digits of the largest magnitude: with 1.5\n"
      "there, a mean near 0 may move by 0.00001. Agreeing is being one unit of the sixth digit\n"
      "apart at most: noise of the last bits passes, a change does not.\n"
      "Examples:\n"
      "  tidegate drift tidegate-out/store --update     accept, then commit the manifest\n"
      "  tidegate drift tidegate-out/store\n"
      "Exit codes: 0 all the same; 1 an output drifted, differs between attempts, stands beside "
      "an\n"
      "attempt that failed or was never accepted; 2 an accepted one is missing, or something is "
      "unreadable; 64 wrong usage; 77 no\n"
      "manifest yet.",
      flags, drift};
}

}  // namespace tidegate::command
