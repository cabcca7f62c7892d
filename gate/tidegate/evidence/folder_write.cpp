#include <system_error>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/evidence/checksums.hpp>
#include <tidegate/evidence/folder_check.hpp>
#include <tidegate/evidence/folder_write.hpp>
#include <tidegate/evidence/results_json.hpp>
#include <tidegate/evidence/summary_md.hpp>

namespace tidegate::evidence {
namespace {

namespace fs = std::filesystem;

/// Without repeated constructions their file is empty, not missing.
Outcome<void> ensure_constructions(const fs::path& folder) {
  std::error_code code;
  const fs::path file = folder / "constructions.ndjson";
  if (fs::exists(file, code)) return {};
  return write_file_atomically(file, "");
}

Outcome<void> write_all(const fs::path& folder, const Files& files) {
  for (const auto& [name, text] : files) {
    if (auto written = write_file_atomically(folder / name, text); !written) return written;
  }
  return {};
}

}  // namespace

Outcome<Written> write_folder(const fs::path& folder, const Evidence& evidence) {
  if (auto made = ensure_constructions(folder); !made) return pass_on(made);
  auto files = artefacts_in(folder);
  if (!files) return pass_on(files);
  const Observed& observed = evidence.observed;
  Written written{derive(evidence.rows, evidence.constructions), {}};

  Files texts;
  texts["commands.txt"] = evidence.commands;
  texts["collected_tests.txt"] = evidence.tests;
  texts["env.json"] = json_pretty(environment_json(observed, evidence.rows, evidence.surroundings));
  // The checklist looks at both pages, and then stands in them itself.
  texts["summary.md"] = summary_md(observed, written.derived, {});
  texts["results.json"] = json_pretty(results_json(observed, evidence.rows, written.derived, {}));
  Files all = texts;
  all.insert(files->begin(), files->end());
  written.checklist = checklist({observed, written.derived, all});
  texts["summary.md"] = summary_md(observed, written.derived, written.checklist);
  texts["results.json"] =
      json_pretty(results_json(observed, evidence.rows, written.derived, written.checklist));

  if (auto done = write_all(folder, texts); !done) return pass_on(done);
  if (auto done = write_checksums(folder); !done) return pass_on(done);
  return written;
}

}  // namespace tidegate::evidence
