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

/// The output of an ok attempt; nothing where the row states none.
Outcome<std::optional<OutputRecord>> output_of(const AttemptRow& row, const std::string& place) {
  std::optional<OutputRecord> none;
  if (row.status != Status::ok) return none;
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

/// Adds the outputs of one run of one case; counts ok rows that state none.
Outcome<void> add_outputs(const store::Latest& run, const run::Selection& selection,
                          Outputs& outputs, std::size_t& silent) {
  const auto attempts = attempts_at(run);
  if (!attempts) return pass_on(attempts);
  const std::size_t file = run.rows.front().attempts.front().file;
  for (const AttemptRow& row : *attempts) {
    if (!selection.matches(row.key, row.representative)) continue;
    auto output = output_of(row, run.files[file].string());
    if (!output) return pass_on(output);
    if (*output) {
      outputs.push_back(std::move(**output));
    } else if (row.status == Status::ok) {
      ++silent;
    }
  }
  return {};
}

Outcome<Outputs> outputs_of(const Arguments& arguments, const run::Selection& selection) {
  std::vector<fs::path> paths = arguments.paths("rows");
  if (paths.empty()) paths.push_back(store_dir(""));
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  auto newest = store::newest_runs_of(*files);
  if (!newest) return pass_on(newest);
  for (const std::string& sentence : newest->notes) note(sentence);
  Outputs outputs;
  std::size_t silent = 0;
  const std::vector<store::LatestRow> runs = std::move(newest->rows);
  for (const store::LatestRow& run : runs) {
    newest->rows = {run};
    if (const auto added = add_outputs(*newest, selection, outputs, silent); !added) {
      return pass_on(added);
    }
  }
  if (silent > 0) {
    note(
        fmt::format("{} said nothing of what they computed: neither a check against an oracle nor "
                    "a digest",
                    render::counted(silent, "ok row")));
  }
  if (!outputs.empty()) return outputs;
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
Outcome<ExitCode> update(const fs::path& file, const Outputs& now) {
  Outputs accepted;
  if (is_there(file)) {
    auto read = read_manifest(file);
    if (!read) return pass_on(read);
    accepted = std::move(*read);
  }
  for (const judge::DriftLine& line : judge::drift({}, now)) {
    if (line.state != DriftState::unstable) continue;
    return fail(ErrorKind::incompatible, fmt::format("{}: {}", line.key.text(), line.why),
                "Make the output depend on the seed alone, or leave the row out with a filter.");
  }
  const Outputs all = judge::updated(std::move(accepted), now);
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

Outcome<ExitCode> check(const fs::path& file, const run::Selection& selection, const Outputs& now) {
  auto accepted = read_manifest(file);
  if (!accepted) return pass_on(accepted);
  // A filter leaves accepted outputs out as it leaves rows out: they are not missing then.
  std::erase_if(*accepted, [&selection](const OutputRecord& record) {
    return !selection.matches(record.key, false);
  });
  const auto lines = judge::drift(*accepted, now);
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
  const auto now = outputs_of(arguments, *selection);
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
      "The newest rows against a manifest: shape, dtype, number of finite and of other elements,\n"
      "L1, L2 squared and L infinity where a worker states them, else mean and largest of the\n"
      "elements that an oracle checked, all to 6 significant digits: noise of the last bits "
      "passes,\n"
      "a change does not. Equal seeds only.\n"
      "Examples:\n"
      "  tidegate drift tidegate-out/store --update     accept, then commit the manifest\n"
      "  tidegate drift tidegate-out/store\n"
      "Exit codes: 0 all the same; 1 an output drifted, differs between attempts or was never\n"
      "accepted; 2 an accepted one is missing, or something is unreadable; 64 wrong usage; 77 no\n"
      "manifest yet.",
      flags, drift};
}

}  // namespace tidegate::command
