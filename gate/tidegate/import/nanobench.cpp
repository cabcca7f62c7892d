/// Results of nanobench: what `templates::json()` renders.
/// Decides: that an epoch is a sample. Refuses to know: relative results and fits.
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

/// What was read of all epochs. An event that the machine does not count is 0 in each.
struct Epochs {
  std::vector<double> elapsed;  ///< s per iteration
  std::vector<double> instructions;
  std::vector<double> cycles;
  std::uint64_t iterations = 0;  ///< of the shortest epoch
};

Epochs epochs_of(ObjectReader& result) {
  Epochs epochs;
  if (result.find("measurements") == nullptr) return epochs;
  each_object(result, "measurements", [&epochs](ObjectReader& epoch) {
    epochs.elapsed.push_back(time_field(epoch, "elapsed", 1));
    epochs.instructions.push_back(epoch.number_or("instructions", 0));
    epochs.cycles.push_back(epoch.number_or("cpucycles", 0));
    const std::uint64_t iterations = epoch.count_or("iterations", 1);
    epochs.iterations =
        epochs.iterations == 0 ? iterations : std::min(epochs.iterations, iterations);
  });
  return epochs;
}

void add_counted(AttemptRow& row, std::string_view metric, const std::vector<double>& values) {
  const bool counted =
      std::all_of(values.begin(), values.end(), [](double value) { return value > 0; });
  if (counted) add_samples(row, metric, values);
}

AttemptRow row_of(ObjectReader& result) {
  std::vector<Axis> axes{{"name", axis_value(result.text("name"))}};
  // What complexityN() stated; benchmarks of one name are told apart by nothing else.
  if (const double size = result.number_or("complexityN", -1); size > 0) {
    axes.push_back({"complexityN", axis_value(fmt::format("{}", size))});
  }
  AttemptRow row = new_row(case_name(result.text_or("title", "benchmark")), std::move(axes));
  const Epochs epochs = epochs_of(result);
  if (epochs.elapsed.empty()) {
    const double median = time_field(result, "median(elapsed)", 1);
    stand_in(row, "median", median, result.count_or("epochs", 1));
  } else {
    add_samples(row, warm_time, epochs.elapsed, epochs.iterations);
    add_counted(row, instructions, epochs.instructions);
    add_counted(row, cycles, epochs.cycles);
  }
  // Of what one iteration handles `batch`: items of the unit that the author names.
  if (const double batch = result.number_or("batch", 1); batch > 1) row.work.elements = batch;
  return row;
}

}  // namespace

Outcome<Imported> read_nanobench(const std::filesystem::path& file) {
  return import_object(file, [](ObjectReader& root, Imported& found) {
    each_object(root, "results",
                [&found](ObjectReader& result) { found.attempts.push_back(row_of(result)); });
  });
}

}  // namespace tidegate::foreign
