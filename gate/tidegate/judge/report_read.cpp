#include <limits>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/report_json.hpp>
#include <tidegate/judge/report_rows.hpp>
#include <tidegate/row/json_fields.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>
#include <tidegate/row/source_json.hpp>

namespace tidegate::judge {
namespace {

void read_version(ObjectReader& report) {
  const std::uint64_t version = report.count("schema_version");
  if (report.problem().found()) return;
  if (version > static_cast<std::uint64_t>(schema_version)) {
    report.problem().add(
        ErrorKind::incompatible,
        fmt::format("schema_version is {}, this tidegate reads up to {}", version, schema_version),
        "Update tidegate to the version that wrote this verdict, or a newer one.");
  }
  const std::string kind = report.text("kind");
  if (kind == "verdict") return;
  report.complain("kind", fmt::format("is '{}' but must be 'verdict'", kind),
                  "Name the verdict.json that `tidegate gate` or `tidegate compare` wrote.");
}

/// The array of a field that must be there, or nullptr with a problem.
const JsonArray* require_array(ObjectReader& object, std::string_view name) {
  const Json* value = object.require(name);
  if (value == nullptr) return nullptr;
  const JsonArray* array = value->if_array();
  if (array == nullptr) object.mistyped(name, *value, "an array");
  return array;
}

std::vector<double> read_numbers(ObjectReader& object, std::string_view name) {
  std::vector<double> numbers;
  const JsonArray* array = require_array(object, name);
  if (array == nullptr) return numbers;
  numbers.reserve(array->size());
  for (const Json& item : *array) {
    const auto number = number_in(item);
    if (!number) object.mistyped(name, item, "an array of numbers");
    numbers.push_back(number.value_or(0));
  }
  return numbers;
}

std::vector<double> read_samples(ObjectReader& line, std::string_view name, std::string_view unit) {
  std::vector<double> samples = read_numbers(line, name);
  for (const double sample : samples) {
    if (is_plausible(sample, unit)) continue;
    line.complain(name, fmt::format("holds {}, which nothing in {} can be", sample, unit));
    break;
  }
  return samples;
}

std::vector<std::string> read_texts(ObjectReader& object, std::string_view name) {
  std::vector<std::string> texts;
  const JsonArray* array = require_array(object, name);
  if (array == nullptr) return texts;
  for (const Json& item : *array) {
    const auto* text = item.if_string();
    if (text == nullptr) {
      object.mistyped(name, item, "an array of strings");
    } else {
      texts.emplace_back(text->data(), text->size());
    }
  }
  return texts;
}

std::optional<Threshold> read_threshold(ObjectReader& ratio) {
  const auto limit = ratio.maybe_number("limit");
  const std::string word = ratio.text_or("operator", "");
  if (!limit) return std::nullopt;
  const auto op = operator_from(word);
  if (!op) ratio.complain("operator", fmt::format("is '{}' but must be > or >=", word));
  return Threshold{*limit, op.value_or(Operator::greater)};
}

std::optional<RatioFound> read_ratio(ObjectReader& line, std::string_view name) {
  const JsonObject* object = line.maybe_object(name);
  if (object == nullptr) return std::nullopt;
  ObjectReader ratio(*object, line, name);
  RatioFound found;
  found.ratio = ratio.number("ratio");
  if (!(found.ratio > 0)) ratio.complain("ratio", fmt::format("is {}, not above 0", found.ratio));
  found.low = ratio.maybe_number("low");
  found.high = ratio.maybe_number("high");
  found.limit = read_threshold(ratio);
  found.crossed = ratio.flag_or("crossed", false);
  return found;
}

std::optional<std::uint32_t> read_pairs_to_settle(ObjectReader& reader) {
  const auto number = reader.maybe_number("pairs_to_settle");
  if (!number) return std::nullopt;
  if (*number >= 1 && *number <= std::numeric_limits<std::uint32_t>::max()) {
    return static_cast<std::uint32_t>(*number);
  }
  reader.complain("pairs_to_settle", fmt::format("is {}, which is no number of pairs", *number));
  return std::nullopt;
}

std::optional<LockstepEvidence> read_evidence(ObjectReader& line) {
  const JsonObject* object = line.maybe_object("lockstep");
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, line, "lockstep");
  LockstepEvidence evidence;
  const std::uint64_t pairs = reader.count("pairs");
  if (pairs > std::numeric_limits<std::uint32_t>::max()) {
    reader.complain("pairs", fmt::format("is {}, more than can be measured", pairs));
  }
  evidence.pairs = static_cast<std::uint32_t>(pairs);
  evidence.p_slower = reader.number("p_slower");
  evidence.p_faster = reader.number("p_faster");
  evidence.detectable = reader.maybe_number("detectable");
  evidence.noise = reader.maybe_number("noise");
  evidence.pairs_to_settle = read_pairs_to_settle(reader);
  evidence.reference = reader.text_or("reference", "");
  evidence.seed = reader.count("seed");
  evidence.log_ratio_low = read_numbers(reader, "log_ratio_low");
  evidence.log_ratio_tail = read_numbers(reader, "log_ratio_tail");
  return evidence;
}

std::optional<MetricSummary> read_summary(ObjectReader& line, std::string_view name,
                                          const std::string& metric) {
  const JsonObject* object = line.maybe_object(name);
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, line, name);
  MetricSummary summary;
  summary.metric = metric;
  summary.unit = reader.text("unit");
  summary.n = reader.count("n");
  summary.min = reader.number("min");
  summary.median = reader.number("median");
  summary.mean = reader.number("mean");
  summary.stddev = reader.number("stddev");
  summary.iqr = reader.number("iqr");
  summary.p95 = reader.maybe_number("p95");
  summary.better = read_better(reader);
  if (const auto flaw = flaw_of(summary)) reader.complain(flaw->first, flaw->second);
  return summary;
}

Verdict read_verdict(ObjectReader& line) {
  const std::string word = line.text("verdict");
  const auto verdict = verdict_from(word);
  if (!verdict) line.complain("verdict", fmt::format("is '{}', which is no verdict", word));
  return verdict.value_or(Verdict::broken);
}

Method read_method(ObjectReader& line) {
  const std::string word = line.text("method");
  const auto method = method_from(word);
  if (!method) {
    line.complain("method",
                  fmt::format("is '{}' but must be screen, lockstep or unconfirmed", word));
  }
  return method.value_or(Method::screen);
}

Witness read_witness(ObjectReader& line) {
  Witness witness;
  const JsonObject* object = line.maybe_object("witness");
  if (object == nullptr) return witness;
  ObjectReader reader(*object, line, "witness");
  const std::string word = reader.text_or("code", "unknown");
  const auto code = same_code_from(word);
  if (!code)
    reader.complain("code", fmt::format("is '{}', not identical, different or unknown", word));
  witness.code = code.value_or(SameCode::unknown);
  witness.instructions = reader.maybe_number("instructions");
  return witness;
}

GateLine read_line(ObjectReader& reader) {
  GateLine line;
  line.key = read_key(reader);
  line.source = read_source_place(reader);
  line.metric = reader.text("metric");
  const auto metric = metric_info(line.metric);
  if (!metric) reader.complain("metric", fmt::format("is '{}', which is no metric", line.metric));
  line.verdict = read_verdict(reader);
  line.method = read_method(reader);
  line.witness = read_witness(reader);
  line.result_checked = reader.flag_or("result_checked", false);
  line.baseline_echo = read_echo(reader, "baseline_echo");
  line.candidate_echo = read_echo(reader, "candidate_echo");
  line.reason = reader.text("reason");
  line.next_step = reader.text("next_step");
  line.next_command = reader.text_or("next_command", "");
  line.waived = reader.text_or("waived", "");
  line.min = read_ratio(reader, "min");
  line.p95 = read_ratio(reader, "p95");
  line.lockstep = read_evidence(reader);
  line.baseline = read_summary(reader, "baseline", line.metric);
  line.candidate = read_summary(reader, "candidate", line.metric);
  const std::string_view unit = metric ? metric->unit : "";
  line.baseline_samples = read_samples(reader, "baseline_samples", unit);
  line.candidate_samples = read_samples(reader, "candidate_samples", unit);
  read_rows(reader, line);
  return line;
}

std::vector<GateLine> read_lines(ObjectReader& report) {
  std::vector<GateLine> lines;
  const JsonArray* array = require_array(report, "lines");
  if (array == nullptr) return lines;
  for (std::size_t i = 0; i < array->size(); ++i) {
    const std::string name = fmt::format("lines[{}]", i);
    const JsonObject* object = (*array)[i].if_object();
    if (object == nullptr) {
      report.mistyped(name, (*array)[i], "an object");
      return lines;
    }
    ObjectReader reader(*object, report, name);
    lines.push_back(read_line(reader));
  }
  return lines;
}

Side read_side(ObjectReader& report, std::string_view name) {
  Side side;
  const Json* value = report.require(name);
  if (value == nullptr) return side;
  const JsonObject* object = value->if_object();
  if (object == nullptr) {
    report.mistyped(name, *value, "an object");
    return side;
  }
  ObjectReader reader(*object, report, name);
  side.run_id = reader.text("run_id");
  side.machine_class = reader.text("machine_class");
  side.ref = reader.text("ref");
  side.commit = reader.text_or("commit", "");
  std::vector<UnknownField> ignored;
  if (object->contains("provenance") && !object->at("provenance").is_null()) {
    side.provenance = std::make_shared<const Provenance>(read_provenance(reader, ignored));
  }
  return side;
}

Policy read_policy_field(ObjectReader& report) {
  const std::string text = report.text("policy_toml");
  if (report.problem().found()) return {};
  auto policy = parse_policy(text, "policy_toml");
  if (policy) return std::move(*policy);
  report.problem().add(policy.error().kind, policy.error().what, policy.error().hint);
  return {};
}

GateReport read_report(ObjectReader& reader) {
  GateReport report;
  read_version(reader);
  report.name = reader.text_or("name", report.name);
  report.run_id = reader.text("run_id");
  report.timestamp = reader.text("timestamp");
  report.expected = reader.count("expected");
  report.compared = reader.count("compared");
  report.first_run = reader.flag_or("first_run", false);
  report.filter = reader.text_or("filter", "");
  report.baseline = read_side(reader, "baseline");
  report.candidate = read_side(reader, "candidate");
  report.lines = read_lines(reader);
  report.problems = read_texts(reader, "problems");
  report.notes = read_texts(reader, "notes");
  report.reproduce = reader.text_or("reproduce", "");
  report.policy = read_policy_field(reader);
  return report;
}

}  // namespace

Outcome<GateReport> report_from_json(const Json& json, const TextSource& source) {
  FirstProblem problem(source);
  const JsonObject none;
  const JsonObject* object = json.if_object();
  ObjectReader reader(object == nullptr ? none : *object, problem);
  if (object == nullptr) {
    reader.mistyped("the document", json, "an object");
    return problem.or_else(GateReport{});
  }
  GateReport report = read_report(reader);
  return problem.or_else(std::move(report));
}

}  // namespace tidegate::judge
