#include <cmath>

#include <fmt/format.h>

#include <tidegate/row/conduct_json.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate {
namespace {

constexpr std::string_view verdict_name(Stages::Verdict verdict) {
  return verdict == Stages::Verdict::complete ? "complete" : "incomplete";
}

double seconds_in(ObjectReader& object, std::string_view name) {
  const double seconds = object.number(name);
  if (seconds < 0) object.complain(name, fmt::format("is {} s, below 0", seconds));
  return seconds;
}

std::vector<StageTime> read_times(ObjectReader& stages, std::vector<UnknownField>& unknown) {
  std::vector<StageTime> times;
  const auto* object = stages.maybe_object("times");
  if (object == nullptr) return times;
  ObjectReader reader(*object, stages, "times");
  for (const auto& member : *object) {
    const std::string_view name{member.key().data(), member.key().size()};
    const auto* inner = reader.maybe_object(name);
    if (inner == nullptr) {
      reader.mistyped(name, member.value(), "an object");
      return times;
    }
    ObjectReader stage(*inner, reader, name);
    times.push_back({std::string(name), seconds_in(stage, "seconds"), stage.count("entries")});
    stage.unknown_fields(unknown);
  }
  return times;
}

}  // namespace

std::string_view includes_name(Includes includes) {
  return includes == Includes::compute ? "compute" : "compute_and_transfer";
}

Stages::Verdict stage_verdict(double sum_s, double total_s) {
  const bool explained = std::abs(sum_s - total_s) <= stage_tolerance * total_s;
  return explained ? Stages::Verdict::complete : Stages::Verdict::incomplete;
}

std::optional<Stopping> read_stopping(ObjectReader& row, std::vector<UnknownField>& unknown) {
  const auto* object = row.maybe_object("stopping");
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, row, "stopping");
  Stopping stopping;
  const std::string criterion = reader.text("criterion");
  const std::string reason = reader.text("reason");
  if (const auto known = criterion_from(criterion)) {
    stopping.criterion = *known;
  } else {
    reader.complain("criterion", fmt::format("is '{}', which is no criterion", criterion),
                    "It is samples, stdrel or entropy.");
  }
  if (const auto known = stop_reason_from(reason)) {
    stopping.reason = *known;
  } else {
    reader.complain("reason", fmt::format("is '{}', which is no reason", reason),
                    "It is criterion, budget, hard_budget or asked.");
  }
  stopping.elapsed_s = seconds_in(reader, "elapsed_s");
  reader.unknown_fields(unknown);
  return stopping;
}

std::optional<Stages> read_stages(ObjectReader& row, std::vector<UnknownField>& unknown) {
  const auto* object = row.maybe_object("stages");
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, row, "stages");
  Stages stages;
  const std::string verdict = reader.text("verdict");
  stages.sum_s = seconds_in(reader, "sum_s");
  stages.total_s = seconds_in(reader, "total_s");
  stages.verdict = stage_verdict(stages.sum_s, stages.total_s);
  if (verdict != verdict_name(stages.verdict)) {
    reader.complain("verdict",
                    fmt::format("is '{}' but {} s of {} s are {}", verdict, stages.sum_s,
                                stages.total_s, verdict_name(stages.verdict)),
                    "Stages are complete when they add up to the total within 5 %.");
  }
  stages.times = read_times(reader, unknown);
  reader.unknown_fields(unknown);
  return stages;
}

std::optional<Includes> read_includes(ObjectReader& row) {
  const std::string word = row.text_or("includes", "");
  if (word.empty()) return std::nullopt;
  for (const Includes includes : {Includes::compute, Includes::compute_and_transfer}) {
    if (includes_name(includes) == word) return includes;
  }
  row.complain("includes", fmt::format("is '{}', which is nothing that a time includes", word),
               "It is compute or compute_and_transfer; leave it out where it means nothing.");
  return std::nullopt;
}

void add_stopping(JsonObject& row, const std::optional<Stopping>& stopping) {
  if (!stopping) {
    row.emplace("stopping", nullptr);
    return;
  }
  JsonObject& object = add_object(row, "stopping", 3);
  object.emplace("criterion", criterion_name(stopping->criterion));
  object.emplace("reason", stop_reason_name(stopping->reason));
  object.emplace("elapsed_s", stopping->elapsed_s);
}

void add_stages(JsonObject& row, const std::optional<Stages>& stages) {
  if (!stages) {
    row.emplace("stages", nullptr);
    return;
  }
  JsonObject& object = add_object(row, "stages", 4);
  object.emplace("verdict", verdict_name(stages->verdict));
  object.emplace("sum_s", stages->sum_s);
  object.emplace("total_s", stages->total_s);
  JsonObject& times = add_object(object, "times", stages->times.size());
  for (const StageTime& stage : stages->times) {
    JsonObject& inner = add_object(times, stage.name, 2);
    inner.emplace("seconds", stage.seconds);
    inner.emplace("entries", stage.entries);
  }
}

void add_includes(JsonObject& row, const std::optional<Includes>& includes) {
  if (includes) {
    row.emplace("includes", includes_name(*includes));
  } else {
    row.emplace("includes", nullptr);
  }
}

}  // namespace tidegate
