// --store: rows stay in a store, run by run, and a run that was cut off is taken up again.
// Decides: what must be the same for that. Refuses to know: how a store keeps rows (store/).
#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/fnv.hpp>
#include <tidegate/row/machine_probe.hpp>
#include <tidegate/store/open_run.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "rows_out.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// Tells two builds of a worker apart.
std::string fingerprint(std::string_view text) { return fmt::format("{:016x}", fnv_1a(text)); }

/// The file itself: a program named otherwise is the same program.
std::string full_path(const std::string& program) {
  std::error_code code;
  const fs::path path = fs::weakly_canonical(program, code);
  return code ? program : path.string();
}

store::RunPlan plan_to_keep(const Arguments& arguments, const Provenance& source,
                            const RunSettings& settings, const std::vector<run::Planned>& plan) {
  const std::string worker = arguments.text_or("worker", "");
  const auto program = read_file(worker);
  store::RunPlan kept;
  kept.facts = {
      {"the host", probe_machine()[Fact::host].value_or("unknown")},
      {"the commit", source[Fact::commit].value_or("unknown")},
      {"the state of the source", source[Fact::dirty].value_or("") == "true" ? "dirty" : "clean"},
      {"the worker", full_path(worker)},
      {"the worker's content", program ? fingerprint(*program) : "unknown"},
      {"the code of the worker and its libraries",
       code_facts(worker, arguments.all("worker-argument"))[Fact::code].value_or("unknown")},
      {"--format", arguments.text_or("format", "not given")},
      {"--worker-argument",
       fmt::format("'{}'", fmt::join(arguments.all("worker-argument"), "' '"))},
  };
  kept.facts.insert(kept.facts.end(), settings.begin(), settings.end());
  for (const run::Planned& planned : plan) kept.rows.push_back(planned.spec.key.text());
  return kept;
}

class StoreRows : public RowsOut {
 public:
  StoreRows(const Arguments& arguments, const Provenance& source, RunSettings settings,
            store::RowStore store, store::OpenRun run)
      : arguments_(arguments),
        source_(source),
        settings_(std::move(settings)),
        store_(std::move(store)),
        run_(std::move(run)) {}

  const std::string& run_id() const override { return run_.run_id(); }

  Outcome<std::vector<run::Planned>> begin(const std::vector<run::Planned>& plan) override {
    const auto begun = run_.begin(plan_to_keep(arguments_, source_, settings_, plan));
    if (!begun) return pass_on(begun);
    std::vector<std::string> notes;
    auto rows = run_.rows(notes);
    if (!rows) return pass_on(rows);
    for (const std::string& sentence : notes) note(sentence);
    before_ = std::move(*rows);

    std::map<std::string, std::size_t> done;
    for (const AttemptRow& row : before_) ++done[row.key.canonical()];
    std::vector<run::Planned> missing;
    for (const run::Planned& planned : plan) {
      std::size_t& left = done[planned.spec.key.canonical()];
      if (left == 0) {
        missing.push_back(planned);
      } else {
        --left;
      }
    }
    if (!before_.empty()) {
      note(fmt::format("run {} goes on: {} of {} attempts are kept, {} are missing", run_id(),
                       plan.size() - missing.size(), plan.size(), missing.size()));
    }
    return missing;
  }

  Outcome<void> keep(const AttemptRow& row) override { return store_.append(row); }

  Outcome<std::vector<AttemptRow>> finish(std::vector<AttemptRow> measured) override {
    if (const auto finished = run_.finish(); !finished) return pass_on(finished);
    before_.insert(before_.end(), std::make_move_iterator(measured.begin()),
                   std::make_move_iterator(measured.end()));
    return std::move(before_);
  }

  Error stopped(Error error) override {
    const std::string resume = fmt::format(
        "The rows measured so far are kept in {}; the same command line with --resume {} measures "
        "the rest.",
        store_.root().string(), run_id());
    error.hint = error.kind == ErrorKind::interrupted ? resume : error.hint + ' ' + resume;
    return error;
  }

  std::string place() const override {
    return fmt::format("{} (run {})", store_.root().string(), run_id());
  }

 private:
  const Arguments& arguments_;
  Provenance source_;
  RunSettings settings_;
  store::RowStore store_;
  store::OpenRun run_;
  std::vector<AttemptRow> before_;  ///< of a run that was resumed
};

}  // namespace

Outcome<std::unique_ptr<RowsOut>> rows_to_store(const Arguments& arguments,
                                                const Provenance& source, RunSettings settings) {
  const fs::path root = store_dir(arguments.text_or("store", ""));
  std::error_code code;
  if (arguments.has("resume") && !fs::exists(root, code)) {
    return fail(ErrorKind::missing, fmt::format("there is no store in {}", root.string()),
                "Name the store with --store, or leave --resume out to begin a new run.");
  }
  auto rows = store::RowStore::open(root);
  if (!rows) return pass_on(rows);
  auto run = arguments.has("resume")
                 ? store::OpenRun::reopen(*rows, arguments.text_or("resume", ""))
                 : store::OpenRun::claim(*rows, new_run_id(source));
  if (!run) return pass_on(run);
  return std::make_unique<StoreRows>(arguments, source, std::move(settings), std::move(*rows),
                                     std::move(*run));
}

}  // namespace tidegate::command
