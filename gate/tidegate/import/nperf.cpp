/// Rows of nperf (nitrix-perf-bench), schema version 1, a line each.
/// Decides: that what it summed up stays a number of its own. Refuses to know: its registries.
#include <fmt/format.h>

#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

/// Its words where they are not ours.
Status status_in(ObjectReader& row) {
  const std::string word = row.text("status");
  if (word == "compile_error") return Status::build_failed;
  const auto status = status_from(word);
  if (!status && !row.problem().found()) row.complain("status", fmt::format("is '{}'", word));
  return status.value_or(Status::crashed);
}

/// Every part of the point but the seed, which chooses inputs and names nothing.
std::vector<Axis> axes_of(ObjectReader& row) {
  std::vector<Axis> axes;
  if_object(row, "param_point", [&axes](ObjectReader& point) {
    for (const auto& member : point.object()) {
      const std::string_view name{member.key().data(), member.key().size()};
      if (name == "seed") continue;
      const auto* text = member.value().if_string();
      axes.push_back({axis_name(name), text != nullptr ? axis_value({text->data(), text->size()})
                                                       : axis_value(described(member.value()))});
    }
  });
  axes.push_back(statistic_of("min"));
  return axes;
}

/// A statistic beside the minimum. It cannot be made a sample: what is counted stays what it is.
void add_statistic(ObjectReader& time, std::string_view name, AttemptRow& row) {
  const auto value = time.maybe_number(name);
  if (!value) return;
  Counter counter;
  counter.name = name;
  counter.unit = "s";
  counter.value = *value;
  counter.better = Better::lower;
  row.counters.push_back(std::move(counter));
}

void take_time(ObjectReader& metrics, AttemptRow& row) {
  if_object(metrics, "steady_time", [&row](ObjectReader& time) {
    if (const std::string unit = time.text("unit"); unit != "s") {
      time.complain("unit", fmt::format("is '{}', not 's'", unit));
    }
    stand_in(row, "min", time_field(time, "min", 1), 1);
    add_statistic(time, "median", row);
    add_statistic(time, "p95", row);
  });
}

/// One number in a unit, times `factor` in ours.
void take_value(ObjectReader& metrics, std::string_view name, std::string_view unit,
                std::string_view metric, double factor, AttemptRow& row) {
  if_object(metrics, name, [&](ObjectReader& field) {
    if (const std::string stated = field.text("unit"); stated != unit) {
      field.complain("unit", fmt::format("is '{}', not '{}'", stated, unit));
    }
    add_samples(row, metric, {field.number("value") * factor});
  });
}

void take_metrics(ObjectReader& fields, AttemptRow& row) {
  constexpr double mb = 1e6;
  if_object(fields, "metrics", [&](ObjectReader& metrics) {
    take_time(metrics, row);
    take_value(metrics, "compile_time", "s", cold_time, 1, row);
    take_value(metrics, "host_rss", "MB", peak_rss, mb, row);
    take_value(metrics, "peak_hbm", "MB", peak_device_memory, mb, row);
    take_value(metrics, "throughput", "elem/s", throughput, 1, row);
  });
}

/// The one sentence that it has: a message, else a reason, else the status.
std::string failure_of(ObjectReader& fields, Status status) {
  std::string sentence;
  if_object(fields, "failure_detail", [&sentence](ObjectReader& detail) {
    sentence = detail.text_or("message", detail.text_or("reason", ""));
  });
  return sentence.empty() ? std::string(status_name(status)) : sentence;
}

void take_facts(ObjectReader& fields, Provenance& facts) {
  const auto take = [&facts](Fact fact, const std::string& text) {
    if (!text.empty()) facts[fact] = text;
  };
  if_object(fields, "provenance", [&](ObjectReader& provenance) {
    take(Fact::timestamp, provenance.text_or("timestamp", ""));
    take(Fact::cpu_model, provenance.text_or("cpu_model", ""));
    take(Fact::cpu_governor, provenance.text_or("cpu_governor", ""));
    take(Fact::os, provenance.text_or("os", ""));
    if_object(provenance, "bench", [&](ObjectReader& bench) {
      take(Fact::commit, bench.text_or("sha", ""));
      if (facts[Fact::commit]) facts[Fact::dirty] = bench.flag_or("dirty", true) ? "true" : "false";
    });
  });
}

void read_row(ObjectReader& fields, Imported& found) {
  if (const auto version = fields.count("schema_version"); version > 1) {
    fields.complain("schema_version", fmt::format("is {}, newer than 1", version));
  }
  AttemptRow row =
      new_row(case_name(fields.text("case")), axes_of(fields), fields.text("platform"));
  row.key.provider = fields.text("baseline");
  take_facts(fields, row.provenance);
  const Status status = status_in(fields);
  if (status == Status::ok) {
    take_metrics(fields, row);
  } else {
    set_failed(row, status, failure_of(fields, status));
  }
  found.attempts.push_back(std::move(row));
}

}  // namespace

Outcome<Imported> read_nperf(const std::filesystem::path& file) {
  return import_lines(file, read_row);
}

}  // namespace tidegate::foreign
