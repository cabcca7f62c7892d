/// Attempt rows to JSON and back.
/// Decides: what a worker may leave out, and what no attempt may say.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/row/conduct_json.hpp>
#include <tidegate/row/imported.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>
#include <tidegate/row/source_json.hpp>
#include <tidegate/row/warning_json.hpp>

namespace tidegate {
namespace {

/// Whether a value of this metric is possible. Nothing takes no time; a foreign metric may be
/// below zero.
bool is_possible(double value, std::string_view unit, bool registered) {
  if (!is_plausible(value, unit)) return false;
  return unit == "s" || !registered || value >= 0;
}

std::string read_unit(ObjectReader& metric, std::string_view id) {
  const auto info = metric_info(id);
  if (!info) return metric.text("unit");
  std::string unit = metric.text_or("unit", std::string(info->unit));
  if (unit != info->unit) {
    metric.complain("unit", fmt::format("is '{}' but {} is in '{}'", unit, id, info->unit),
                    fmt::format("Convert the samples to '{}'; rows use SI units.", info->unit));
  }
  return unit;
}

void read_samples(ObjectReader& metric, MetricSamples& samples) {
  const Json* value = metric.require("samples");
  if (value == nullptr) return;
  const auto* items = value->if_array();
  if (items == nullptr) return metric.mistyped("samples", *value, "an array of numbers");
  if (items->empty()) metric.complain("samples", "is empty", "Leave out a metric without samples.");
  const bool registered = metric_info(samples.metric).has_value();
  samples.samples.reserve(items->size());
  for (const Json& item : *items) {
    const auto number = number_in(item);
    if (!number) {
      return metric.mistyped(fmt::format("samples[{}]", samples.samples.size()), item, "a number");
    }
    if (!is_possible(*number, samples.unit, registered)) {
      return metric.complain(
          fmt::format("samples[{}]", samples.samples.size()),
          fmt::format("is {}, which no {} in {} can be", *number, samples.metric, samples.unit));
    }
    samples.samples.push_back(*number);
  }
}

std::vector<MetricSamples> read_metrics(ObjectReader& row, std::vector<UnknownField>& unknown) {
  std::vector<MetricSamples> metrics;
  const auto* object = row.maybe_object("metrics");
  if (object == nullptr) return metrics;
  ObjectReader reader(*object, row, "metrics");
  metrics.reserve(object->size());
  for (const auto& member : *object) {
    const std::string_view id{member.key().data(), member.key().size()};
    const auto* inner = reader.maybe_object(id);
    if (inner == nullptr) {
      reader.mistyped(id, member.value(), "an object");
      return metrics;
    }
    ObjectReader metric(*inner, reader, id);
    MetricSamples samples;
    samples.metric = id;
    if (!member_name(id).empty() && metric_info(id)) {
      metric.complain("", "is no metric to give samples of",
                      "Counters stand in `counters`, stages in `stages`, under their own names.");
    }
    samples.unit = read_unit(metric, id);
    samples.iterations = metric.count_or("iterations", 1);
    if (samples.iterations == 0) metric.complain("iterations", "is 0");
    read_samples(metric, samples);
    metric.unknown_fields(unknown);
    metrics.push_back(std::move(samples));
  }
  return metrics;
}

std::optional<Failure> read_failure(ObjectReader& row, std::vector<UnknownField>& unknown) {
  const auto* object = row.maybe_object("failure");
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, row, "failure");
  Failure failure;
  failure.phase = reader.text_or("phase", "");
  failure.message = reader.text_or("message", "");
  failure.exit_code = reader.maybe_int("exit_code");
  failure.signal = reader.maybe_int("signal");
  failure.limit_s = reader.maybe_number("limit_s");
  reader.unknown_fields(unknown);
  return failure;
}

void add_failure(JsonObject& row, const std::optional<Failure>& failure) {
  if (!failure) {
    row.emplace("failure", nullptr);
    return;
  }
  JsonObject& object = add_object(row, "failure", 5);
  object.emplace("phase", failure->phase);
  object.emplace("message", failure->message);
  add_or_null(object, "exit_code", failure->exit_code);
  add_or_null(object, "signal", failure->signal);
  add_or_null(object, "limit_s", failure->limit_s);
}

void add_metrics(JsonObject& row, const std::vector<MetricSamples>& metrics) {
  JsonObject& object = add_object(row, "metrics", metrics.size());
  for (const MetricSamples& metric : metrics) {
    JsonObject& inner = add_object(object, metric.metric, 3);
    inner.emplace("unit", metric.unit);
    inner.emplace("iterations", metric.iterations);
    JsonArray& samples =
        inner.emplace("samples", boost::json::array_kind).first->value().get_array();
    samples.insert(samples.end(), metric.samples.begin(), metric.samples.end());
  }
}

/// Other tools report numbers that are no times; whose direction is stated can be judged.
bool has_foreign_number(const AttemptRow& attempt) {
  return !imported_format(attempt.provenance).empty() &&
         std::any_of(attempt.counters.begin(), attempt.counters.end(), [](const Counter& counter) {
           return counter.value && counter.better != Better::unstated;
         });
}

/// A row that calls itself ok must prove it. One that was only counted has no times; its count
/// comes from the runner when the worker, whose spec this is, has answered.
void check_ok(ObjectReader& row, const AttemptRow& attempt, const AttemptSpec* spec) {
  if (attempt.status != Status::ok) return;
  const bool counted =
      spec != nullptr ? spec->count_calls > 0 : attempt.find(callgrind_instructions) != nullptr;
  if (!counted && !has_foreign_number(attempt) && attempt.find(warm_time) == nullptr) {
    row.complain(
        "metrics.warm_time", "is missing though status is ok",
        "Write metrics.warm_time.samples in seconds, or the status that says what failed.");
  }
  if (attempt.fidelity && attempt.fidelity->verdict == Fidelity::Verdict::fail) {
    row.complain("status", "is ok though fidelity.status is fail",
                 "Write the status fidelity_failed.");
  }
}

/// Counters and stages become metrics of the result row, whose names stand in ids.
void check_names(ObjectReader& row, const AttemptRow& attempt) {
  const auto check = [&row](const std::string& name, std::string_view place) {
    if (is_member_name(name)) return;
    row.complain(place, fmt::format("has the name '{}'", name),
                 "Name it with letters, digits, '_' and '-', at most 100.");
  };
  for (const Counter& counter : attempt.counters) check(counter.name, "counters");
  if (!attempt.stages) return;
  for (const StageTime& stage : attempt.stages->times) check(stage.name, "stages.times");
}

/// A name that a worker may leave out, but not change.
std::string name_as_asked(ObjectReader& row, std::string_view name, const std::string& asked) {
  const std::string text = row.text_or(name, asked);
  if (text != asked) {
    row.complain(name, fmt::format("is '{}' but '{}' was asked for", text, asked),
                 "A worker answers for the spec it was given, or leaves this field out.");
  }
  return asked;
}

void read_identity_as_asked(ObjectReader& row, const AttemptSpec& spec, AttemptRow& attempt) {
  attempt.run_id = name_as_asked(row, "run_id", spec.run_id);
  name_as_asked(row, "case", spec.key.case_name);
  if (const Json* json = row.find("point")) {
    const Point point = read_point(*json, row);
    if (point.canonical() != spec.key.point.canonical()) {
      row.complain("point",
                   fmt::format("is {} but {} was asked for", point.text(), spec.key.point.text()),
                   "A worker answers for the spec it was given, or leaves this field out.");
    }
  }
  name_as_asked(row, "provider", spec.key.provider);
  name_as_asked(row, "platform", spec.key.platform);
  attempt.key = spec.key;
}

/// Reads all of a row. `spec` is null for rows from a file, which say themselves what they are.
Outcome<AttemptRow> read_attempt(const Json& json, const TextSource& source,
                                 const AttemptSpec* spec) {
  FirstProblem problem(source);
  AttemptRow attempt;
  const auto* object = json.if_object();
  if (object == nullptr) {
    problem.add(ErrorKind::bad_input,
                fmt::format("a row is {} but must be an object", described(json)), "");
    return problem.or_else(std::move(attempt));
  }
  ObjectReader row(*object, problem);
  read_header(row, "attempt", spec == nullptr);
  if (spec != nullptr) {
    read_identity_as_asked(row, *spec, attempt);
  } else {
    attempt.run_id = read_name(row, "run_id");
    attempt.key = read_key(row);
  }
  attempt.machine_class = row.text_or("machine_class", "");
  attempt.coverage = read_coverage(row);
  attempt.reference = row.flag_or("reference", false);
  attempt.representative = row.flag_or("representative", false);
  attempt.source = read_source_place(row);
  attempt.status = read_status(row);
  attempt.failure = read_failure(row, attempt.unknown);
  attempt.stderr_tail = row.text_or("stderr_tail", "");
  attempt.metrics = read_metrics(row, attempt.unknown);
  attempt.work = read_work(row, attempt.unknown);
  attempt.includes = read_includes(row);
  attempt.stopping = read_stopping(row, attempt.unknown);
  attempt.stages = read_stages(row, attempt.unknown);
  attempt.counters = read_counters(row, attempt.unknown);
  attempt.fidelity = read_fidelity(row, attempt.unknown);
  attempt.resolved_backend = row.text_or("resolved_backend", "");
  attempt.warnings = read_warnings(row);
  attempt.seed = row.count_or("seed", spec == nullptr ? 0 : spec->seed);
  attempt.provenance = read_provenance(row, attempt.unknown);
  row.unknown_fields(attempt.unknown);
  if (spec != nullptr) check_names(row, attempt);
  check_ok(row, attempt, spec);
  return problem.or_else(std::move(attempt));
}

}  // namespace

std::string to_json_line(const AttemptRow& row) {
  JsonMemory memory;
  Json json(boost::json::object_kind, &memory);
  JsonObject& object = json.get_object();
  object.reserve(26 + row.unknown.size());
  object.emplace("schema_version", schema_version);
  object.emplace("kind", "attempt");
  object.emplace("run_id", row.run_id);
  add_key(object, row.key);
  // What tells which row is the newest of its key stands in front: a store reads no further.
  object.emplace("machine_class", row.machine_class);
  object.emplace("coverage", coverage_name(row.coverage));
  object.emplace("reference", row.reference);
  object.emplace("representative", row.representative);
  object.emplace("status", status_name(row.status));
  add_source_place(object, row.source);
  add_failure(object, row.failure);
  object.emplace("stderr_tail", row.stderr_tail);
  add_metrics(object, row.metrics);
  add_work(object, row.work);
  add_includes(object, row.includes);
  add_stopping(object, row.stopping);
  add_stages(object, row.stages);
  add_counters(object, row.counters);
  add_fidelity(object, row.fidelity);
  add_sentence(object, "resolved_backend", row.resolved_backend);
  add_warnings(object, row.warnings);
  object.emplace("seed", row.seed);
  add_provenance(object, row.provenance);
  add_unknown(object, row.unknown);
  return json_line(json);
}

Outcome<AttemptRow> attempt_from_json(const Json& json, const TextSource& source) {
  auto row = read_attempt(json, source, nullptr);
  if (row && row->machine_class.empty()) row->machine_class = machine_class_id(row->provenance);
  return row;
}

Outcome<AttemptRow> attempt_from_worker(const Json& json, const TextSource& source,
                                        const AttemptSpec& spec) {
  return read_attempt(json, source, &spec);
}

}  // namespace tidegate
