#include "record_diagnosis.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/duration.hpp>
#include <tidegate/render/diagnosis.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "read_rows.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

Outcome<render::Diagnosis> diagnosis_of(const Arguments& arguments) {
  render::Diagnosis diagnosis;
  diagnosis.date = iso_date(now());
  diagnosis.cause = arguments.text_or("cause", "");
  if (diagnosis.cause.empty()) {
    return fail(ErrorKind::usage, "a diagnosis needs --cause",
                "Say in one sentence what it came from; \"not known yet\" is an open one.");
  }
  const auto fix = arguments.text("fix");
  if (fix && arguments.has("accepted")) {
    return fail(ErrorKind::usage, "--fix and --accepted contradict each other",
                "What was fixed need not be accepted: keep one of them.");
  }
  if (arguments.has("accepted")) diagnosis.state = render::DiagnosisState::accepted;
  if (!fix) return diagnosis;
  const auto commit = commit_text(source_dir(arguments), *fix);
  if (!commit) return pass_on(commit);
  diagnosis.state = render::DiagnosisState::fixed;
  diagnosis.fix = *commit;
  return diagnosis;
}

/// The rows of the record that became slower in this run.
Outcome<std::vector<render::Alert>> alerts_meant(const Arguments& arguments,
                                                 const render::MarkdownDocument& document) {
  const std::string run = arguments.text_or("diagnosis", "");
  const std::vector<std::string> rows = arguments.all("row");
  std::vector<render::Alert> alerts = render::alerts_of(document);
  std::string known;
  for (const render::Alert& alert : alerts) {
    known += fmt::format("{}{} {}", known.empty() ? "" : "; ", alert.run_id, alert.case_name);
  }
  std::erase_if(alerts, [&](const render::Alert& alert) {
    const bool named =
        rows.empty() || std::find(rows.begin(), rows.end(), alert.case_name) != rows.end();
    return alert.run_id != run || !named;
  });
  if (!alerts.empty()) return alerts;
  return fail(ErrorKind::missing,
              fmt::format("{} has no row of run '{}' that became slower", document.file(), run),
              known.empty() ? "Record the verdict of that run first."
                            : fmt::format("Those that it has: {}.", known));
}

}  // namespace

Outcome<ExitCode> record_diagnosis(const Arguments& arguments) {
  const auto diagnosis = diagnosis_of(arguments);
  if (!diagnosis) return pass_on(diagnosis);
  const fs::path file = performance_file(arguments);
  const auto alone = hold_record(file);
  if (!alone) return pass_on(alone);
  const auto text = read_file(file);
  if (!text) return pass_on(text);
  const auto document = render::parse_markdown(*text, file.string());
  if (!document) return pass_on(document);
  const auto alerts = alerts_meant(arguments, *document);
  if (!alerts) return pass_on(alerts);
  const auto added = render::append_diagnosis(*text, *alerts, *diagnosis, file.string());
  if (!added) return pass_on(added);
  if (added->rows > 0) {
    const auto written = write_file_atomically(file, added->document);
    if (!written) return pass_on(written);
  }
  print(fmt::format("{}: {} diagnos{} added.\n", file.string(), added->rows,
                    added->rows == 1 ? "is" : "es"));
  return ExitCode::ok;
}

}  // namespace tidegate::command
