#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <tidegate/base/file_name.hpp>
#include <tidegate/base/line_reader.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/store/open_run.hpp>
#include <tidegate/store/prune.hpp>

namespace tidegate::store {
namespace {

/// A writer that waits for the lock sees afterwards that the file has no name any more, and makes a
/// new one (base/atomic_file): no row is written to a file that is gone.
Outcome<void> remove_run(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) return {};
  const bool removed = fd >= 0 && ::flock(fd, LOCK_EX) == 0 && ::unlink(path.c_str()) == 0;
  const int code = errno;
  if (fd >= 0) ::close(fd);
  if (removed) return {};
  return fail(ErrorKind::io,
              fmt::format("removing {} failed: {}", path.string(), std::strerror(code)),
              "Check who owns the folder; the runs before it are gone, the others are untouched.");
}

/// What a file is one of: runs are counted among those of one machine and one coverage only.
struct Group {
  std::string machine_class;
  Coverage coverage = Coverage::full;
};

tl::unexpected<Error> not_a_run(const RunFile& file) {
  return fail(ErrorKind::incompatible,
              fmt::format("{} is not a run of this store", file.path.string()),
              "Nothing was removed. Move the file away; prune only removes what `run --store` "
              "wrote: attempts, in a file named after their run.");
}

/// Refuses a file whose first row says that no store wrote it: it is somebody's only copy. Empty
/// for a file without a single whole row, which a writer died over.
Outcome<std::optional<Group>> group_of(const RunFile& file) {
  auto reader = LineReader::open(file.path);
  if (!reader) return pass_on(reader);
  std::optional<Group> group;
  while (true) {
    const auto line = reader->next();
    if (!line) return pass_on(line);
    if (!*line || !(*line)->ended) return group;
    const TextSource source{file.path.string(), (*line)->number};
    const auto json = parse_json((*line)->text, source);
    if (!json) return pass_on(json);
    const auto row = attempt_from_json(*json, source);
    if (!row || safe_file_name(row->run_id) != file.run_id ||
        safe_file_name(row->key.case_name) != file.case_folder) {
      return not_a_run(file);
    }
    group = Group{row->machine_class, row->coverage};
    if (!row->machine_class.empty()) return group;  // a skipped row may not know its machine
  }
}

Outcome<void> marked(const std::filesystem::path& root) {
  std::error_code code;
  if (std::filesystem::is_directory(mark_of(root), code)) return {};
  return fail(ErrorKind::incompatible,
              fmt::format("{} is not marked as a store: it has no folder .runs", root.string()),
              "Nothing was removed. `tidegate run --store` and `tidegate store merge` make stores; "
              "merge this folder into one if its rows belong there.");
}

}  // namespace

Outcome<PrunePlan> plan_prune(const std::filesystem::path& root, std::size_t keep) {
  const auto files = run_files(root);
  if (!files) return pass_on(files);
  if (const auto is_store = marked(root); !is_store) return pass_on(is_store);
  std::set<std::string> open;
  for (const std::string& run_id : unfinished_runs(root)) open.insert(run_id);

  PrunePlan plan;
  std::map<std::tuple<std::string, std::string, Coverage>, std::size_t> newer;  // runs so far
  for (auto file = files->rbegin(); file != files->rend(); ++file) {
    const auto group = group_of(*file);
    if (!group) return pass_on(group);
    if (open.count(file->run_id) > 0) {
      plan.unfinished.push_back(*file);
    } else if (!*group ||
               newer[{file->case_folder, (*group)->machine_class, (*group)->coverage}]++ < keep) {
      ++plan.stays;
    } else {
      plan.goes.push_back(*file);
    }
  }
  std::reverse(plan.goes.begin(), plan.goes.end());
  return plan;
}

Outcome<void> remove_runs(const std::vector<RunFile>& files) {
  for (const RunFile& file : files) {
    if (auto removed = remove_run(file.path); !removed) return removed;
  }
  return {};
}

}  // namespace tidegate::store
