/// Result rows to JSON and back.
/// Decides: what a summary must satisfy. Refuses to know: how it was computed.
#include <fmt/format.h>

#include <tidegate/row/acceptance_json.hpp>
#include <tidegate/row/conduct_json.hpp>
#include <tidegate/row/imported.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/result_json.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>
#include <tidegate/row/source_json.hpp>
#include <tidegate/row/warning_json.hpp>

namespace tidegate {
namespace {

MetricSummary read_summary(ObjectReader& metric, std::string_view id) {
  MetricSummary summary;
  summary.metric = id;
  summary.unit = metric.text("unit");
  summary.n = metric.count("n");
  summary.min = metric.number("min");
  summary.median = metric.number("median");
  summary.mean = metric.number("mean");
  summary.stddev = metric.number("stddev");
  summary.iqr = metric.number("iqr");
  summary.p95 = metric.maybe_number("p95");
  summary.better = read_better(metric);
  const auto info = metric_info(id);
  if (info && !info->unit.empty() && summary.unit != info->unit) {
    metric.complain("unit", fmt::format("is '{}' but {} is in '{}'", summary.unit, id, info->unit));
  }
  if (const auto flaw = flaw_of(summary)) metric.complain(flaw->first, flaw->second);
  return summary;
}

std::vector<MetricSummary> read_metrics(ObjectReader& row, std::vector<UnknownField>& unknown) {
  std::vector<MetricSummary> metrics;
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
    metrics.push_back(read_summary(metric, id));
    metric.unknown_fields(unknown);
  }
  return metrics;
}

std::optional<Ratio> read_ratio(ObjectReader& row, std::vector<UnknownField>& unknown) {
  const auto* object = row.maybe_object("ratio");
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, row, "ratio");
  Ratio ratio{reader.text("vs"), reader.number("value")};
  if (ratio.value <= 0) reader.complain("value", fmt::format("is {}, not above 0", ratio.value));
  reader.unknown_fields(unknown);
  return ratio;
}

/// Rows of one run share one provenance: `latest` when the row holds the same facts, else the texts
/// of those that it does.
std::shared_ptr<const Provenance> shared_provenance(
    ObjectReader& row, std::vector<UnknownField>& unknown,
    const std::shared_ptr<const Provenance>& latest) {
  const auto* object = row.maybe_object("provenance");
  if (latest && object != nullptr && holds_exactly(*object, *latest)) return latest;
  return std::make_shared<const Provenance>(
      read_provenance(row, unknown, latest ? *latest : Provenance{}));
}

void add_metrics(JsonObject& row, const std::vector<MetricSummary>& metrics) {
  JsonObject& object = add_object(row, "metrics", metrics.size());
  for (const MetricSummary& metric : metrics) {
    fill_summary(add_object(object, metric.metric, 9), metric);
  }
}

void add_ratio(JsonObject& row, const std::optional<Ratio>& ratio) {
  if (!ratio) {
    row.emplace("ratio", nullptr);
    return;
  }
  JsonObject& object = add_object(row, "ratio", 2);
  object.emplace("vs", ratio->vs);
  object.emplace("value", ratio->value);
}

void read_body(ObjectReader& row, ResultRow& result,
               const std::shared_ptr<const Provenance>& latest) {
  result.run_id = read_name(row, "run_id");
  result.key = read_key(row);
  result.reference = row.flag_or("reference", false);
  result.representative = row.flag_or("representative", false);
  result.coverage = read_coverage(row);
  result.source = read_source_place(row);
  result.status = read_status(row);
  result.failure = row.text_or("failure", "");
  result.attempts = row.count("attempts");
  result.failed = row.count_or("failed", 0);
  result.metrics = read_metrics(row, result.unknown);
  result.work = read_work(row, result.unknown);
  result.fidelity = read_fidelity(row, result.unknown);
  result.includes = read_includes(row);
  result.resolved_backend = row.text_or("resolved_backend", "");
  result.warnings = read_warnings(row);
  result.suspicion = row.text_or("suspicion", "");
  result.ratio = read_ratio(row, result.unknown);
  result.ratio_refused = row.text_or("ratio_refused", "");
  result.machine_class = row.text_or("machine_class", "");
  result.provenance = shared_provenance(row, result.unknown, latest);
  result.acceptance = read_acceptance(row, result.unknown);
  row.unknown_fields(result.unknown);
  if (result.machine_class.empty()) result.machine_class = machine_class_id(*result.provenance);
}

void check_result(ObjectReader& row, const ResultRow& result) {
  if (result.failed > result.attempts) {
    row.complain("failed",
                 fmt::format("is {} of only {} attempts", result.failed, result.attempts));
  }
  const bool foreign = !imported_format(*result.provenance).empty() && !result.metrics.empty();
  if (result.status == Status::ok && !foreign && result.find(warm_time) == nullptr) {
    row.complain("metrics.warm_time", "is missing though status is ok");
  }
}

}  // namespace

std::optional<std::pair<std::string_view, std::string>> flaw_of(const MetricSummary& summary) {
  using Flaw = std::pair<std::string_view, std::string>;
  const auto below = [&summary](double limit, std::string_view name, double value) {
    return fmt::format("is {}, below the {} {}", value, name, limit);
  };
  const double p95 = summary.p95.value_or(summary.median);
  // A counter in seconds adds up waiting, of which there may be none.
  const auto info = summary.min > 0 ? std::nullopt : metric_info(summary.metric.str());
  const bool counter = info && info->family == Family::counter;
  const std::string_view unit = counter ? std::string_view{} : summary.unit.str();
  if (summary.n == 0) return Flaw{"n", "is 0: a summary needs samples"};
  if (unit == "s" && summary.min <= 0) {
    return Flaw{"min", fmt::format("is {}; a time is above 0", summary.min)};
  }
  if (!is_plausible(summary.min, unit)) {
    return Flaw{"min", fmt::format("is {}, which nothing in {} can be", summary.min, summary.unit)};
  }
  if (summary.median < summary.min) {
    return Flaw{"median", below(summary.min, "min", summary.median)};
  }
  if (summary.mean < summary.min) return Flaw{"mean", below(summary.min, "min", summary.mean)};
  if (p95 < summary.median) return Flaw{"p95", below(summary.median, "median", p95)};
  if (summary.stddev < 0) return Flaw{"stddev", fmt::format("is {}", summary.stddev)};
  if (summary.iqr < 0) return Flaw{"iqr", fmt::format("is {}", summary.iqr)};
  for (const double value : {summary.median, summary.mean, p95, summary.stddev, summary.iqr}) {
    if (!is_plausible(value, "")) return Flaw{"", fmt::format("has the value {}", value)};
  }
  return std::nullopt;
}

void fill_summary(JsonObject& object, const MetricSummary& summary) {
  object.emplace("unit", summary.unit.str());
  object.emplace("n", summary.n);
  object.emplace("min", summary.min);
  object.emplace("median", summary.median);
  object.emplace("mean", summary.mean);
  object.emplace("stddev", summary.stddev);
  object.emplace("iqr", summary.iqr);
  add_or_null(object, "p95", summary.p95);
  add_better(object, summary.better);
}

JsonObject to_json(const MetricSummary& summary) {
  JsonObject object;
  fill_summary(object, summary);
  return object;
}

void fill_result(JsonObject& object, const ResultRow& row) {
  object.reserve(27 + row.unknown.size());
  object.emplace("schema_version", schema_version);
  object.emplace("kind", "result");
  object.emplace("run_id", row.run_id.str());
  add_key(object, row.key);
  object.emplace("reference", row.reference);
  object.emplace("representative", row.representative);
  object.emplace("coverage", coverage_name(row.coverage));
  add_source_place(object, row.source);
  object.emplace("status", status_name(row.status));
  add_sentence(object, "failure", row.failure);
  object.emplace("attempts", row.attempts);
  object.emplace("failed", row.failed);
  add_metrics(object, row.metrics);
  add_work(object, row.work);
  add_fidelity(object, row.fidelity);
  add_includes(object, row.includes);
  add_sentence(object, "resolved_backend", row.resolved_backend);
  add_warnings(object, row.warnings);
  add_sentence(object, "suspicion", row.suspicion);
  add_ratio(object, row.ratio);
  add_sentence(object, "ratio_refused", row.ratio_refused);
  object.emplace("machine_class", row.machine_class.str());
  add_provenance(object, row.provenance ? *row.provenance : Provenance{});
  if (row.acceptance) add_acceptance(object, *row.acceptance);
  add_unknown(object, row.unknown);
}

std::string to_json_line(const ResultRow& row) {
  JsonMemory memory;
  Json json(boost::json::object_kind, &memory);
  fill_result(json.get_object(), row);
  return json_line(json);
}

Outcome<ResultRow> result_from_json(const Json& json, const TextSource& source,
                                    const std::shared_ptr<const Provenance>& latest) {
  FirstProblem problem(source);
  ResultRow result;
  if (const auto* object = json.if_object()) {
    ObjectReader row(*object, problem);
    read_header(row, "result", true);
    read_body(row, result, latest);
    check_result(row, result);
  } else {
    problem.add(ErrorKind::bad_input,
                fmt::format("a row is {} but must be an object", described(json)), "");
  }
  return problem.or_else(std::move(result));
}

}  // namespace tidegate
