#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/baseline.hpp>
#include <tidegate/judge/fold.hpp>
#include <tidegate/row/build_kind.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

namespace fs = std::filesystem;

/// Folders beside the machine classes that hold no baselines.
const std::set<std::string> reserved{"bundles", "snapshots", "standings", "trend"};

/// What lies directly in a folder, sorted; nothing when there is no such folder.
Outcome<std::vector<fs::path>> entries(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code code;
  if (!fs::exists(folder, code) && !code) return found;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    found.push_back(at->path());
  }
  if (code) {
    return fail(ErrorKind::io,
                fmt::format("reading the folder {} failed: {}", folder.string(), code.message()),
                "Check that it is a folder and may be read.");
  }
  std::sort(found.begin(), found.end());
  return found;
}

Outcome<std::vector<fs::path>> row_files(const fs::path& folder) {
  auto files = entries(folder);
  if (!files) return files;
  std::erase_if(*files, [](const fs::path& path) { return path.extension() != ".jsonl"; });
  return files;
}

bool is_file_name(const std::string& text) {
  const auto fits = [](unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '.' || letter == '-' || letter == '_' ||
           letter == '+';
  };
  return !text.empty() && text.front() != '.' && std::all_of(text.begin(), text.end(), fits);
}

/// Why the build of a row cannot be a reference for others; empty when it can.
std::string unfit_build(const ResultRow& row) {
  const BuildKind kind = row.provenance ? build_kind(*row.provenance) : BuildKind::unknown;
  if (kind != BuildKind::debug && kind != BuildKind::sanitized) return "";
  return fmt::format("it is of {}", build_kind_text(kind));
}

/// Why a row is not fit to be a baseline, and what to do; an empty first part when it is.
std::pair<std::string, std::string> unfit(const ResultRow& row) {
  if (row.status != Status::ok) {
    return {fmt::format("its status is {}: {}", status_name(row.status), row.failure),
            "Mend it and measure again, or accept the other rows alone with --case."};
  }
  if (!is_ok_and_faithful(row)) {
    return {"an attempt's output could not be checked", "Measure it again and look at its check."};
  }
  if (row.coverage == Coverage::fast) {
    return {"it is of a quick run", "Measure it again without --quick."};
  }
  if (row.find(warm_time) == nullptr) {
    return {fmt::format("it has no {}", warm_time), "Measure it again with `tidegate run`."};
  }
  if (!row.suspicion.empty()) {
    return {row.suspicion.str(),
            "Look at what the benchmark times; docs/cheating.md lists causes."};
  }
  if (std::string why = unfit_build(row); !why.empty()) {
    return {std::move(why), "Measure a Release build without sanitizers."};
  }
  if (!is_file_name(row.machine_class) || reserved.count(row.machine_class) != 0) {
    return {fmt::format("its machine class '{}' cannot be the name of a folder", row.machine_class),
            "Use letters, digits, '.', '-' and '_', not 'bundles', 'snapshots', 'standings' or "
            "'trend'."};
  }
  if (!is_file_name(row.key.case_name)) {
    return {"its case cannot be the name of a file", "Use letters, digits, '.', '-' and '_'."};
  }
  return {};
}

using RowsOfFile = std::vector<ResultRow>;

/// Rows of an existing file that the new ones do not replace, and the new ones.
Outcome<RowsOfFile> merged(const fs::path& file, const RowsOfFile& fresh) {
  std::error_code code;
  if (!fs::exists(file, code)) return fresh;
  const fs::path paths[] = {file};
  auto old = read_results(paths);
  if (!old) return pass_on(old);
  std::set<std::string> replaced;
  for (const ResultRow& row : fresh) replaced.insert(row.key.canonical());
  RowsOfFile rows;
  for (ResultRow& row : old->rows) {
    if (replaced.count(row.key.canonical()) == 0) rows.push_back(std::move(row));
  }
  rows.insert(rows.end(), fresh.begin(), fresh.end());
  return rows;
}

/// One line about what was accepted into the files of one machine class.
std::string log_line(const std::vector<const ResultRow*>& rows, const Acceptance& acceptance) {
  std::set<std::string> runs;
  std::set<std::string> commits;
  std::set<std::string> cases;
  for (const ResultRow* row : rows) {
    runs.insert(row->run_id);
    cases.insert(row->key.case_name);
    if (!row->provenance) continue;
    if (const auto& commit = (*row->provenance)[Fact::commit]) commits.insert(*commit);
  }
  JsonArray despite;
  for (const KeptText& guard : acceptance.despite) despite.emplace_back(guard.str());
  return json_line(JsonObject{{"schema_version", schema_version},
                              {"kind", "acceptance"},
                              {"accepted", acceptance.accepted.str()},
                              {"author", acceptance.author.str()},
                              {"reason", acceptance.reason.str()},
                              {"despite", std::move(despite)},
                              {"rows", rows.size()},
                              {"runs", JsonArray(runs.begin(), runs.end())},
                              {"commits", JsonArray(commits.begin(), commits.end())},
                              {"cases", JsonArray(cases.begin(), cases.end())}});
}

Outcome<void> append_log(const fs::path& file, const std::vector<const ResultRow*>& rows,
                         const Acceptance& acceptance) {
  return append_line(file, log_line(rows, acceptance));
}

}  // namespace

Outcome<void> check_sound(std::span<const ResultRow> rows) {
  if (rows.empty()) {
    return fail(ErrorKind::missing, "there are no rows to accept",
                "Check the filter, or measure them with `tidegate run`.");
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const ResultRow& row : rows) {
    auto [why, hint] = unfit(row);
    if (!why.empty()) {
      return fail(ErrorKind::bad_input,
                  fmt::format("{} cannot be a baseline: {}", row.key.text(), why), std::move(hint));
    }
    if (!seen.emplace(row.machine_class, row.key.canonical()).second) {
      return fail(ErrorKind::bad_input, fmt::format("{} stands twice", row.key.text()),
                  "Accept the rows of one run at a time.");
    }
  }
  return {};
}

Outcome<void> refuse_quick(std::span<const ResultRow> rows) {
  for (const ResultRow& row : rows) {
    if (row.coverage != Coverage::fast) continue;
    return fail(ErrorKind::bad_input,
                fmt::format("{} of run {} cannot be a baseline: it is of a quick run",
                            row.key.text(), row.run_id.str()),
                "Name rows that were measured without --quick, or remove it from the baselines.");
  }
  return {};
}

Outcome<std::vector<std::string>> baseline_classes(const fs::path& folder) {
  const auto found = entries(folder);
  if (!found) return pass_on(found);
  std::vector<std::string> classes;
  for (const fs::path& path : *found) {
    std::error_code code;
    if (!fs::is_directory(path, code) || reserved.count(path.filename().string()) != 0) continue;
    const auto files = row_files(path);
    if (!files) return pass_on(files);
    if (!files->empty()) classes.push_back(path.filename().string());
  }
  return classes;
}

Outcome<RowsRead<ResultRow>> load_baselines(const fs::path& folder,
                                            const std::string& machine_class) {
  if (machine_class.empty()) return RowsRead<ResultRow>{};
  const auto files = row_files(folder / machine_class);
  if (!files) return pass_on(files);
  if (files->empty()) return RowsRead<ResultRow>{};
  return read_results(*files);
}

Outcome<RowsRead<ResultRow>> load_all_baselines(const fs::path& folder) {
  const auto classes = baseline_classes(folder);
  if (!classes) return pass_on(classes);
  std::vector<fs::path> all;
  for (const std::string& name : *classes) {
    const auto files = row_files(folder / name);
    if (!files) return pass_on(files);
    all.insert(all.end(), files->begin(), files->end());
  }
  if (all.empty()) return RowsRead<ResultRow>{};
  return read_results(all);
}

Outcome<Accepted> accept_baselines(const fs::path& folder, std::span<const ResultRow> rows,
                                   const Acceptance& acceptance) {
  if (const auto fine = check_sound(rows); !fine) return pass_on(fine);
  std::map<fs::path, RowsOfFile> files;
  std::map<fs::path, std::vector<const ResultRow*>> logs;
  for (const ResultRow& row : rows) {
    const fs::path shelf = folder / row.machine_class.str();
    RowsOfFile& file = files[shelf / (row.key.case_name + ".jsonl")];
    file.push_back(row);
    file.back().acceptance = acceptance;
    logs[shelf / "accepted.log"].push_back(&row);
  }
  // All old files are read before the first one is replaced: a broken one stops everything.
  for (auto& [file, fresh] : files) {
    auto together = merged(file, fresh);
    if (!together) return pass_on(together);
    fresh = std::move(*together);
  }
  Accepted accepted;
  accepted.rows = rows.size();
  for (auto& [file, together] : files) {
    if (auto written = write_results(file, std::move(together)); !written) return pass_on(written);
    accepted.files.push_back(file);
  }
  for (const auto& [file, accepted_rows] : logs) {
    if (auto written = append_log(file, accepted_rows, acceptance); !written) {
      return pass_on(written);
    }
    accepted.files.push_back(file);
  }
  return accepted;
}

}  // namespace tidegate::judge
