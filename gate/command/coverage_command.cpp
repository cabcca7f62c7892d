// `tidegate coverage`: what of the listed work was ever measured.
// Decides: what is known (listings and rows) and how it is shown.
// Refuses to know: what makes a laggard (judge/coverage).
#include <fmt/format.h>

#include <tidegate/judge/coverage.hpp>
#include <tidegate/judge/measured_keys.hpp>
#include <tidegate/render/coverage_text.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "each_row.hpp"
#include "text_out.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"rows", Arity::positionals, "",
     "Stores, folders or files of rows, of both kinds (default: tidegate-out/store)"},
    {"worker", Arity::many, "PROGRAM", "What it lists should be measured; repeatable"},
    {"strong", Arity::many, "PROVIDER",
     "A provider that is the best there is elsewhere, such as openblas; repeatable"},
    {"floor", Arity::many, "PROVIDER",
     "A provider that is what anybody would write, such as naive; repeatable"},
    flag_text_out,
    flag_json,
};

Outcome<void> add_listings(const Arguments& arguments, judge::CoverageCount& count) {
  for (const std::string& program : arguments.all("worker")) {
    const auto worker = worker_of(program, {}, {});
    if (!worker) return pass_on(worker);
    const auto listings = (*worker)->list();
    if (!listings) return pass_on(listings);
    for (const CaseListing& listing : *listings) {
      count.add({listing.key, listing.representative, false});
    }
  }
  return {};
}

Outcome<void> add_rows(const Arguments& arguments, judge::CoverageCount& count) {
  std::vector<fs::path> paths = arguments.paths("rows");
  // Before the first run there is no store: all that is listed is unmeasured then.
  const bool usual = paths.empty();
  std::error_code code;
  if (usual) paths.push_back(store_dir(""));
  if (usual && arguments.has("worker") && !fs::exists(paths.front(), code)) {
    note(fmt::format("{} is not there: nothing counts as measured", paths.front().string()));
    return {};
  }
  std::vector<std::string> notes;
  judge::MeasuredKeys keys;
  const auto read = each_row(paths, notes, [&keys](const judge::SeenRow& row) { keys.see(row); });
  keys.add_to(count);
  for (const std::string& sentence : notes) note(sentence);
  return read;
}

judge::Rivals rivals_of(const Arguments& arguments) {
  judge::Rivals rivals;
  for (const std::string& name : arguments.all("floor")) rivals.floor.insert(name);
  for (const std::string& name : arguments.all("strong")) rivals.strong.insert(name);
  return rivals;
}

Outcome<ExitCode> coverage(const Arguments& arguments) {
  judge::CoverageCount count;
  if (const auto added = add_listings(arguments, count); !added) return pass_on(added);
  if (const auto added = add_rows(arguments, count); !added) return pass_on(added);
  if (count.empty()) {
    return fail(ErrorKind::missing, "there is neither a listing nor a row",
                "Name a program with --worker, or rows that `tidegate run` wrote.");
  }
  const judge::CoverageReport report = count.result(rivals_of(arguments));
  const std::string text = arguments.has("json") ? json_pretty(render::coverage_json(report))
                                                 : render::coverage_text(report);
  if (const auto done = print_or_write(arguments, text); !done) return pass_on(done);
  return ExitCode::ok;
}

}  // namespace

Command coverage_command() {
  return {
      "coverage", "Show what of the listed work was ever measured, and what lags behind",
      "A case is unmeasured, cpu_only, gpu_only or multiplatform, by its ok rows of all runs: not\n"
      "those beside which another attempt of the run failed, nor what another provider ran. Its\n"
      "reference is none (one provider at most was measured), internal, floor or strong, as "
      "named.\n"
      "Laggards of high priority were never measured, lack their representative point or stand\n"
      "beside nothing; of medium priority lack a listed processor, provider, platform or point.\n"
      "Examples:\n"
      "  tidegate coverage --worker build/release/bench/tricubic/bench_tricubic\n"
      "  tidegate coverage tidegate-out/store baselines --worker ./bench --strong openblas\n"
      "Exit codes: 0 shown, whatever lags; 2 unreadable, or nothing is known; 64 wrong usage.",
      flags, coverage};
}

}  // namespace tidegate::command
