#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/file_name.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/run_id.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* extension = ".jsonl";

tl::unexpected<Error> folder_failed(const char* doing, const fs::path& folder,
                                    const std::error_code& code) {
  return fail(ErrorKind::io,
              fmt::format("{} the folder {} failed: {}", doing, folder.string(), code.message()),
              "Check who owns the folder and whether it may be read and written.");
}

bool is_hidden(const fs::path& path) { return path.filename().string().front() == '.'; }

Outcome<void> add_runs(const fs::path& case_folder, std::vector<RunFile>& files) {
  std::error_code code;
  for (fs::directory_iterator at(case_folder, code), end; !code && at != end; at.increment(code)) {
    std::error_code ignored;
    const fs::path& path = at->path();
    if (path.extension() != extension || is_hidden(path) || !at->is_regular_file(ignored)) continue;
    files.push_back(
        {case_folder.filename().string(), path.stem().string(), path, at->file_size(ignored)});
  }
  if (code) return folder_failed("reading", case_folder, code);
  return {};
}

}  // namespace

fs::path mark_of(const fs::path& root) { return root / ".runs"; }

Outcome<RowStore> RowStore::open(fs::path root) {
  std::error_code code;
  fs::create_directories(root, code);
  if (code) return folder_failed("creating", root, code);
  return RowStore(std::move(root));
}

fs::path RowStore::file_of(const AttemptRow& row) const {
  return root_ / safe_file_name(row.key.case_name) / (safe_file_name(row.run_id) + extension);
}

Outcome<void> RowStore::append(const AttemptRow& row) const { return append(std::span(&row, 1)); }

Outcome<void> RowStore::append(std::span<const AttemptRow> rows) const {
  std::string lines;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    lines += to_json_line(rows[i]);
    lines += '\n';
    const fs::path file = file_of(rows[i]);
    if (i + 1 < rows.size() && file_of(rows[i + 1]) == file) continue;
    if (const auto written = append_lines(file, lines); !written) return written;
    lines.clear();
  }
  return {};
}

Outcome<std::vector<RunFile>> run_files(const fs::path& root) {
  std::error_code code;
  if (!fs::is_directory(root, code)) {
    return fail(ErrorKind::missing, fmt::format("there is no store in {}", root.string()),
                "`tidegate run --store` makes one; or name the folder of one.");
  }
  std::vector<RunFile> files;
  for (fs::directory_iterator at(root, code), end; !code && at != end; at.increment(code)) {
    std::error_code ignored;
    if (is_hidden(at->path()) || !at->is_directory(ignored)) continue;
    if (const auto added = add_runs(at->path(), files); !added) return pass_on(added);
  }
  if (code) return folder_failed("reading", root, code);
  std::sort(files.begin(), files.end(), [](const RunFile& a, const RunFile& b) {
    if (a.case_folder != b.case_folder) return a.case_folder < b.case_folder;
    return is_older_run(a.run_id, b.run_id);
  });
  return files;
}

}  // namespace tidegate::store
