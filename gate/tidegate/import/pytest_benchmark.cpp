/// Results of pytest-benchmark: --benchmark-json or a saved run, versions 3 to 5.
/// Decides: that a round is a sample. Refuses to know: Python.
#include <fmt/format.h>

#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/import/units.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

/// `test_sorting.py::test_sort[10]` without the part in brackets.
std::string_view without_parameters(std::string_view name) {
  return name.substr(0, name.find('['));
}

/// What stands for a parameter that JSON has no form for: its repr, often with an address, which is
/// another one in each process.
bool is_repr(std::string_view text) { return text.starts_with("UNSERIALIZABLE["); }

/// Parameters by name; where one is no number or word, the text in brackets instead.
std::vector<Axis> axes_of(ObjectReader& benchmark) {
  std::vector<Axis> axes;
  const std::string brackets = benchmark.text_or("param", "");
  bool plain = true;
  if_object(benchmark, "params", [&](ObjectReader& params) {
    for (const auto& member : params.object()) {
      const std::string name = axis_name({member.key().data(), member.key().size()});
      const Json& value = member.value();
      if (const auto* whole = value.if_int64()) {
        axes.push_back({name, *whole});
      } else if (const auto* real = value.if_double()) {
        axes.push_back({name, *real});
      } else if (const auto* flag = value.if_bool()) {
        axes.push_back({name, *flag});
      } else if (const auto* text = value.if_string();
                 text && !is_repr({text->data(), text->size()})) {
        axes.push_back({name, axis_value({text->data(), text->size()})});
      } else {
        plain = false;
      }
    }
  });
  if (!plain) axes.clear();
  if (axes.empty() && !brackets.empty()) axes.push_back({"param", axis_value(brackets)});
  return axes;
}

AttemptRow row_of(ObjectReader& benchmark, const Provenance& facts) {
  const std::string name = benchmark.text("fullname");
  AttemptRow row = new_row(case_name(without_parameters(name)), axes_of(benchmark));
  row.provenance = facts;
  bool stated = false;
  if_object(benchmark, "stats", [&](ObjectReader& stats) {
    stated = true;
    const std::vector<double> data = numbers_field(stats, "data");
    const std::uint64_t iterations = stats.count_or("iterations", 1);
    if (data.empty()) {
      stand_in(row, "min", time_field(stats, "min", 1), 1);
    } else {
      add_samples(row, warm_time, data, iterations);
    }
  });
  if (!stated) set_failed(row, Status::crashed, "it has no stats: the test did not finish");
  return row;
}

void take_machine(ObjectReader& machine, Provenance& facts) {
  const auto take = [&facts](Fact fact, const std::string& text) {
    if (!text.empty()) facts[fact] = text;
  };
  take(Fact::host, machine.text_or("node", ""));
  take(Fact::kernel, machine.text_or("release", ""));
  const std::string python = machine.text_or("python_version", "");
  if (!python.empty()) {
    take(Fact::compiler,
         fmt::format("{} {}", machine.text_or("python_implementation", "Python"), python));
  }
  if_object(machine, "cpu", [&](ObjectReader& cpu) {
    take(Fact::cpu_model, cpu.text_or("brand_raw", cpu.text_or("brand", "")));
  });
}

void take_commit(ObjectReader& commit, Provenance& facts) {
  const std::string id = commit.text_or("id", "");
  if (id.size() < 40) return;  // `unversioned` outside of a repository
  facts[Fact::commit] = id;
  facts[Fact::dirty] = commit.flag_or("dirty", true) ? "true" : "false";
}

}  // namespace

Outcome<Imported> read_pytest_benchmark(const std::filesystem::path& file) {
  return import_object(file, [](ObjectReader& root, Imported& found) {
    Provenance facts;
    if_object(root, "machine_info",
              [&facts](ObjectReader& machine) { take_machine(machine, facts); });
    if_object(root, "commit_info", [&facts](ObjectReader& commit) { take_commit(commit, facts); });
    found.measured = foreign_time(root.text_or("datetime", ""));
    each_object(root, "benchmarks", [&](ObjectReader& benchmark) {
      found.attempts.push_back(row_of(benchmark, facts));
    });
  });
}

}  // namespace tidegate::foreign
