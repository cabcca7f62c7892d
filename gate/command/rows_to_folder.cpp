// --out: `<DIR>/<case>.jsonl`, appended to or replaced as a whole.
// Decides: that older rows stand until the new ones are complete, that two runs into one folder
// never have one name, and that tables never replace rows. Refuses to know: the rows.
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/run/attempt_log.hpp>
#include <tidegate/store/name_lock.hpp>

#include "common_flags.hpp"
#include "rows_out.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> moving_failed(const fs::path& from, const std::error_code& code) {
  return fail(ErrorKind::io, "moving " + from.string() + " failed: " + code.message(),
              "Check who owns the folder; the rows are complete where they are.");
}

fs::path folder_of(const Arguments& arguments) {
  const fs::path folder = arguments.text_or(
      "out", arguments.has("count") ? "tidegate-out/counts" : "tidegate-out/rows");
  return folder.has_filename() ? folder : folder.parent_path();  // a trailing slash
}

class FolderRows : public RowsOut {
 public:
  FolderRows(fs::path folder, bool created, bool replace, store::ClaimedName run)
      : folder_(std::move(folder)),
        created_(created),
        growing_(replace ? fs::path(fmt::format("{}.growing.{}", folder_.string(), run.name))
                         : folder_),
        run_(std::move(run)) {}
  FolderRows(const FolderRows&) = delete;
  FolderRows& operator=(const FolderRows&) = delete;
  /// A folder that was made for the name alone goes with it.
  ~FolderRows() override {
    run_.lock.remove();
    if (created_) ::rmdir(folder_.c_str());
  }

  const std::string& run_id() const override { return run_.name; }

  Outcome<std::vector<run::Planned>> begin(const std::vector<run::Planned>& plan) override {
    auto log = run::AttemptLog::open(growing_);
    if (!log) return pass_on(log);
    log_.emplace(std::move(*log));
    return plan;
  }

  Outcome<void> keep(const AttemptRow& row) override { return log_->append(row); }

  Outcome<std::vector<AttemptRow>> finish(std::vector<AttemptRow> measured) override {
    if (!aside()) return measured;
    if (const auto moved = move_into_place(); !moved) return pass_on(moved);
    return measured;
  }

  /// Whoever stopped a run that was to replace rows wants none of it. After any other end what was
  /// measured stays, and people are told where.
  Error stopped(Error error) override {
    const bool asked = error.kind == ErrorKind::interrupted;
    if (aside() && asked) {
      std::error_code ignored;
      fs::remove_all(growing_, ignored);
      error.hint = "The rows of the run before stand as they were; run the command again.";
    } else if (aside()) {
      error.hint += fmt::format(
          " The rows of the run before stand as they were; those measured "
          "now are in {}.",
          growing_.string());
    } else if (asked) {
      error.hint = fmt::format(
          "The finished attempts are kept in {}; running the command again "
          "measures all of them once more. A run into --store can be resumed.",
          folder_.string());
    }
    return error;
  }

  std::string place() const override { return folder_.string(); }

 private:
  bool aside() const { return folder_ != growing_; }

  /// Puts the complete files in the place of the older ones, one rename each.
  Outcome<void> move_into_place() const {
    std::error_code code;
    fs::create_directories(folder_, code);
    if (code) return moving_failed(folder_, code);
    fs::directory_iterator entries(growing_, code);
    for (; !code && entries != fs::directory_iterator(); entries.increment(code)) {
      const fs::path path = entries->path();
      std::error_code moving;
      fs::rename(path, folder_ / path.filename(), moving);
      if (moving) return moving_failed(path, moving);
    }
    if (code) return moving_failed(growing_, code);
    fs::remove(growing_, code);
    return {};
  }

  fs::path folder_;
  bool created_;      ///< by this run
  fs::path growing_;  ///< where rows are appended while the sweep runs
  store::ClaimedName run_;
  std::optional<run::AttemptLog> log_;
};

}  // namespace

Outcome<void> check_output(const Arguments& arguments) {
  const auto output = arguments.text("output");
  if (!output || arguments.has("store") || arguments.has("resume")) return {};
  std::error_code code;
  const fs::path file = fs::weakly_canonical(fs::absolute(*output, code), code);
  const fs::path folder = fs::weakly_canonical(fs::absolute(folder_of(arguments), code), code);
  if (file.parent_path() != folder || file.extension() != ".jsonl") return {};
  return fail(
      ErrorKind::usage,
      fmt::format("--output {} is where rows are kept, and tables would replace them", *output),
      "Name another file, as --output results.md.");
}

Outcome<std::unique_ptr<RowsOut>> rows_to_folder(const Arguments& arguments,
                                                 const Provenance& source) {
  const fs::path folder = folder_of(arguments);
  std::error_code code;
  const bool there = fs::exists(folder, code);
  auto run = store::claim_name(folder, [&source] { return new_single_run_id(source); });
  if (!run) return pass_on(run);
  return std::make_unique<FolderRows>(folder, !there, arguments.has("replace"), std::move(*run));
}

Outcome<std::unique_ptr<RowsOut>> rows_out(const Arguments& arguments, const Provenance& source,
                                           RunSettings settings) {
  const bool store = arguments.has("store") || arguments.has("resume");
  if (!store) return rows_to_folder(arguments, source);
  if (arguments.has("out") || arguments.has("replace")) {
    return fail(ErrorKind::usage, "rows go to a store or to --out, not to both",
                "A store keeps every run and never replaces one: leave --out and --replace out.");
  }
  return rows_to_store(arguments, source, std::move(settings));
}

}  // namespace tidegate::command
