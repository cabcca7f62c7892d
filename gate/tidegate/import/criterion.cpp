/// Results of Criterion.rs: the folders `new` below target/criterion.
/// Decides: which folders hold a benchmark, and which of them an older run left there. Refuses to
/// know: Criterion's own estimates where there are samples.
#include <algorithm>
#include <chrono>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

namespace fs = std::filesystem;

/// What benchmark.json says it is.
AttemptRow row_of(ObjectReader& benchmark) {
  const std::string group = benchmark.text("group_id");
  std::vector<Axis> axes;
  if (case_name(group) != group) axes.push_back({"name", axis_value(group)});
  for (const auto& [field, axis] : {std::pair{"function_id", "function"}, {"value_str", "value"}}) {
    const std::string text = benchmark.text_or(field, "");
    if (!text.empty()) axes.push_back({axis, axis_value(text)});
  }
  AttemptRow row = new_row(case_name(group), std::move(axes));
  if_object(benchmark, "throughput", [&row](ObjectReader& work) {
    row.work.elements = work.maybe_number("Elements");
    row.work.bytes = work.maybe_number("Bytes");
    if (!row.work.bytes) row.work.bytes = work.maybe_number("BytesDecimal");
    const auto bits = work.maybe_number("Bits");
    if (!row.work.bytes && bits) row.work.bytes = *bits / 8;
  });
  return row;
}

/// Each time is that of all iterations of its sample, in ns.
void add_sample_file(ObjectReader& sample, AttemptRow& row) {
  std::vector<double> times = numbers_field(sample, "times", 1e-9);
  const std::vector<double> iterations = numbers_field(sample, "iters");
  if (sample.problem().found()) return;
  if (times.empty() || times.size() != iterations.size()) {
    return sample.complain(
        "times", fmt::format("has {} numbers, iters has {}", times.size(), iterations.size()));
  }
  for (std::size_t i = 0; i < times.size(); ++i) times[i] /= iterations[i];
  const double fewest = *std::min_element(iterations.begin(), iterations.end());
  if (!(fewest >= 1)) return sample.complain("iters", fmt::format("has {}", fewest));
  add_samples(row, warm_time, std::move(times), static_cast<std::uint64_t>(fewest));
}

/// Without samples: what Criterion estimates of the median.
void add_estimate(ObjectReader& estimates, AttemptRow& row) {
  bool found = false;
  if_object(estimates, "median", [&](ObjectReader& median) {
    found = true;
    stand_in(row, "median", time_field(median, "point_estimate", 1e-9), 1);
  });
  if (!found) estimates.complain("median", "is missing");
}

/// When a file was last written; nothing where nobody can tell.
std::optional<WallTime> written(const fs::path& file) {
  std::error_code code;
  const auto time = fs::last_write_time(file, code);
  if (code) return std::nullopt;
  return std::chrono::time_point_cast<WallTime::duration>(std::chrono::file_clock::to_sys(time));
}

/// One folder with a benchmark.json beside its sample.json or estimates.json.
Outcome<Imported> read_folder(const fs::path& folder) {
  std::error_code code;
  const bool sampled = fs::exists(folder / "sample.json", code);
  AttemptRow row;
  auto named = import_object(folder / "benchmark.json", [&](ObjectReader& root, Imported& found) {
    row = row_of(root);
    // Times follow from the other file; until then the name alone is checked.
    AttemptRow name = row;
    set_failed(name, Status::skipped, "");
    found.attempts.push_back(std::move(name));
  });
  if (!named) return named;
  const fs::path file = folder / (sampled ? "sample.json" : "estimates.json");
  return import_object(file, [&](ObjectReader& root, Imported& found) {
    sampled ? add_sample_file(root, row) : add_estimate(root, row);
    found.attempts.push_back(row);
    found.measured = written(file);
  });
}

/// Criterion never removes a folder: a benchmark that is gone, or whose run failed, still has the
/// times of an older run there, which would pass for the new ones.
void warn_of_older_runs(Imported& all, const std::vector<std::optional<WallTime>>& times) {
  constexpr std::chrono::hours suite(1);
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!times[i] || *all.measured - *times[i] <= suite) continue;
    all.attempts[i].warnings.push_back(
        {"it was measured over an hour before the newest one of its folder: is it of that run?",
         1});
  }
}

/// The folders `new`, each the newest run of a benchmark; older ones are called `base` or after
/// the baseline that people saved.
Outcome<std::vector<fs::path>> run_folders(const fs::path& top) {
  std::vector<fs::path> folders;
  std::error_code code;
  fs::recursive_directory_iterator entries(top, code);
  for (; !code && entries != fs::recursive_directory_iterator(); entries.increment(code)) {
    const fs::path file = entries->path();
    const bool newest = file.parent_path().filename() == "new" || file.parent_path() == top;
    if (newest && file.filename() == "benchmark.json") folders.push_back(file.parent_path());
  }
  if (code) {
    return fail(ErrorKind::io, fmt::format("reading {} failed: {}", top.string(), code.message()),
                "Check who owns the folder.");
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace

Outcome<Imported> read_criterion(const fs::path& path) {
  std::error_code code;
  if (!fs::is_directory(path, code)) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (fs::exists(path, code) && fs::exists(folder / "benchmark.json", code)) {
      return read_folder(folder);
    }
    return fail(ErrorKind::missing,
                fmt::format("{}: no benchmark.json of Criterion stands beside it", path.string()),
                "Name the folder target/criterion, or a file in one of its folders `new`.");
  }
  const auto folders = run_folders(path);
  if (!folders) return pass_on(folders);
  Imported all;
  std::vector<std::optional<WallTime>> times;
  for (const fs::path& folder : *folders) {
    auto one = read_folder(folder);
    if (!one) return one;
    all.attempts.push_back(std::move(one->attempts.front()));
    times.push_back(one->measured);
    all.measured = std::max(all.measured, one->measured);
  }
  warn_of_older_runs(all, times);
  return checked(std::move(all), path.string());
}

}  // namespace tidegate::foreign
