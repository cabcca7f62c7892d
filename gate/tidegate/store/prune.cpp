#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <tidegate/base/file_name.hpp>
#include <tidegate/row/row_head.hpp>
#include <tidegate/store/line_reader.hpp>
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

/// A file without a single whole row, which a writer died over, counts as full: it stays longer.
Outcome<Coverage> coverage_of(const std::filesystem::path& path) {
  auto reader = LineReader::open(path);
  if (!reader) return pass_on(reader);
  const auto line = reader->next();
  if (!line) return pass_on(line);
  if (!*line || !(*line)->ended) return Coverage::full;
  const TextSource source{path.string(), (*line)->number};
  const auto head = read_head(raw_head((*line)->text), (*line)->text, source);
  if (!head) return pass_on(head);
  return head->coverage;
}

}  // namespace

Outcome<PrunePlan> plan_prune(const std::filesystem::path& root, std::size_t keep) {
  const auto files = run_files(root);
  if (!files) return pass_on(files);
  std::set<std::string> open;
  for (const std::string& run_id : unfinished_runs(root)) open.insert(safe_file_name(run_id));

  PrunePlan plan;
  std::map<std::pair<std::string, Coverage>, std::size_t> newer;  // runs of a case so far
  for (auto file = files->rbegin(); file != files->rend(); ++file) {
    const auto coverage = coverage_of(file->path);
    if (!coverage) return pass_on(coverage);
    if (newer[{file->case_folder, *coverage}]++ < keep) {
      ++plan.stays;
    } else if (open.count(file->run_id) > 0) {
      plan.unfinished.push_back(*file);
    } else {
      plan.goes.push_back(*file);
    }
  }
  std::reverse(plan.goes.begin(), plan.goes.end());
  return plan;
}

Outcome<void> remove_runs(const std::vector<RunFile>& files) {
  for (const RunFile& file : files) {
    if (const auto removed = remove_run(file.path); !removed) return removed;
  }
  return {};
}

}  // namespace tidegate::store
