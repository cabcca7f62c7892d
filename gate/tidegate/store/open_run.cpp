#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/file_name.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/run_id.hpp>
#include <tidegate/store/open_run.hpp>
#include <tidegate/store/run_plan_json.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& root) { return mark_of(root); }

fs::path lock_file(const fs::path& root, const std::string& run_id) {
  return folder_of(root) / (safe_file_name(run_id) + ".lock");
}

/// An error is never "no rows yet": a run would be measured again into the file that holds it.
Outcome<std::vector<fs::path>> files_of(const fs::path& root, const std::string& run_id) {
  std::vector<fs::path> files;
  const auto all = run_files(root);
  if (!all) return pass_on(all);
  for (const RunFile& file : *all) {
    if (file.run_id == safe_file_name(run_id)) files.push_back(file.path);
  }
  return files;
}

tl::unexpected<Error> cannot(const char* doing, const fs::path& path) {
  return fail(ErrorKind::io,
              fmt::format("{} {} failed: {}", doing, path.string(), std::strerror(errno)),
              "Check who owns the store and whether it may be written.");
}

/// The first fact that differs, as a sentence about it; empty when all agree.
std::string difference(const RunPlan& before, const RunPlan& now) {
  for (const auto& [name, value] : now.facts) {
    const auto kept = std::find_if(before.facts.begin(), before.facts.end(),
                                   [&name = name](const auto& fact) { return fact.first == name; });
    const std::string was = kept == before.facts.end() ? "unknown" : kept->second;
    if (was != value) return fmt::format("{} was {} and is {}", name, was, value);
  }
  if (before.rows == now.rows) return {};
  if (before.rows.size() != now.rows.size()) {
    return fmt::format("it had {} attempts and has {}", before.rows.size(), now.rows.size());
  }
  const auto at = std::mismatch(before.rows.begin(), before.rows.end(), now.rows.begin());
  return fmt::format("{} stood where {} stands", *at.first, *at.second);
}

}  // namespace

OpenRun::OpenRun(fs::path root, std::string run_id, NameLock lock)
    : root_(std::move(root)), run_id_(std::move(run_id)), lock_(std::move(lock)) {}

OpenRun::~OpenRun() {
  std::error_code code;
  if (!fs::exists(plan_file(), code)) lock_.remove();
}

fs::path OpenRun::plan_file() const { return plan_of_run(root_, run_id_); }

Outcome<OpenRun> OpenRun::claim(const RowStore& store, const std::string& wanted) {
  for (int number = 1;; ++number) {
    const std::string name = number == 1 ? wanted : fmt::format("{}-{}", wanted, number);
    auto held = NameLock::take(lock_file(store.root(), name), NameLock::File::fresh);
    if (!held) return pass_on(held);
    if (!*held) continue;
    OpenRun run(store.root(), name, std::move(**held));
    std::error_code code;
    // Looked at behind the lock: whoever finished this run a moment ago left its rows first.
    const auto files = files_of(store.root(), name);
    if (!files) return pass_on(files);
    if (files->empty() && !fs::exists(run.plan_file(), code)) return run;
  }
}

Outcome<OpenRun> OpenRun::reopen(const RowStore& store, const std::string& run_id) {
  const std::vector<std::string> open = unfinished_runs(store.root());
  if (open.empty()) {
    return fail(ErrorKind::missing, fmt::format("{} has no unfinished run", store.root().string()),
                "Leave --resume out to begin a new one.");
  }
  const std::string name = run_id.empty() ? open.back() : run_id;
  const auto not_open = [&] {
    return fail(ErrorKind::missing,
                fmt::format("{} has no unfinished run {}", store.root().string(), name),
                fmt::format("The newest unfinished one is {}.", open.back()));
  };
  if (std::find(open.begin(), open.end(), name) == open.end()) return not_open();
  auto held = NameLock::take(lock_file(store.root(), name), NameLock::File::any);
  if (!held) return pass_on(held);
  if (!*held) {
    return fail(ErrorKind::incompatible,
                fmt::format("run {} is being measured by another process", name),
                "Wait for that process, or stop it; then resume.");
  }
  OpenRun run(store.root(), name, std::move(**held));
  std::error_code code;
  // Looked at again behind the lock: its last holder may have finished it meanwhile.
  if (!fs::exists(run.plan_file(), code)) return not_open();
  return run;
}

Outcome<void> OpenRun::begin(const RunPlan& plan) {
  std::error_code code;
  if (!fs::exists(plan_file(), code)) {
    return write_file_atomically(plan_file(), json_pretty(plan_to_json(run_id_, plan)));
  }
  const auto kept = read_plan(plan_file());
  if (!kept) return pass_on(kept);
  const std::string differs = difference(*kept, plan);
  if (differs.empty()) return {};
  return fail(ErrorKind::incompatible,
              fmt::format("run {} cannot be resumed with another plan: {}", run_id_, differs),
              "Resume with the command line and the build it began with, or begin a new run.");
}

Outcome<std::vector<AttemptRow>> OpenRun::rows(std::vector<std::string>& notes) const {
  std::vector<AttemptRow> rows;
  const auto files = files_of(root_, run_id_);
  if (!files) return pass_on(files);
  for (const fs::path& file : *files) {
    auto read = read_attempts(std::span(&file, 1));
    if (!read && read.error().kind == ErrorKind::missing) continue;  // not even one whole row
    if (!read) return pass_on(read);
    rows.insert(rows.end(), std::make_move_iterator(read->rows.begin()),
                std::make_move_iterator(read->rows.end()));
    notes.insert(notes.end(), read->notes.begin(), read->notes.end());
  }
  return rows;
}

Outcome<void> OpenRun::finish() {
  if (::unlink(plan_file().c_str()) == 0 || errno == ENOENT) return {};
  return cannot("removing", plan_file());
}

std::vector<std::string> unfinished_notes(const fs::path& root, const Latest& rows) {
  std::vector<std::string> notes;
  for (const std::string& run_id : unfinished_runs(root)) {
    const bool counts = std::any_of(
        rows.rows.begin(), rows.rows.end(),
        [&run_id](const LatestRow& row) { return safe_file_name(row.run_id) == run_id; });
    if (!counts) continue;
    notes.push_back(
        fmt::format("run {} counts as the newest and was not finished: rows of it may "
                    "be missing; --resume measures the rest",
                    run_id));
  }
  return notes;
}

fs::path plan_of_run(const fs::path& root, const std::string& run_id) {
  return folder_of(root) / (safe_file_name(run_id) + ".json");
}

std::vector<std::string> unfinished_runs(const fs::path& root) {
  std::vector<std::string> runs;
  std::error_code code;
  for (fs::directory_iterator at(folder_of(root), code), end; !code && at != end;
       at.increment(code)) {
    const std::string run_id = at->path().stem().string();
    const bool ours = safe_file_name(run_id) == run_id;  // run ids have only letters that stay
    if (ours && at->path().extension() == ".json") runs.push_back(run_id);
  }
  std::sort(runs.begin(), runs.end(), is_older_run);
  return runs;
}

}  // namespace tidegate::store
