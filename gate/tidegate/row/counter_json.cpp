/// The counters of an attempt to JSON and back: `"evaluations": {"value": 12, "unit": "1"}`, or
/// `{"value": null, "unit": "1", "why": "..."}` where nobody could count. `better` is written where
/// it was stated.
/// Decides: that a counter has a number or a reason. Refuses to know: what is counted.
#include <fmt/format.h>

#include <tidegate/row/metric.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate {
namespace {

Counter read_counter(ObjectReader& reader, std::string_view name) {
  Counter counter;
  counter.name = name;
  counter.unit = reader.text_or("unit", "1");
  counter.value = reader.maybe_number("value");
  counter.why = reader.text_or("why", "");
  counter.better = read_better(reader);
  if (!counter.value && counter.why.empty()) {
    reader.complain("value", "is missing and no `why` says why",
                    "Write the number, or null and the reason in `why`.");
  }
  if (counter.value && !is_plausible(*counter.value, "")) {
    reader.complain("value", fmt::format("is {}, which nothing can count to", *counter.value));
  }
  return counter;
}

}  // namespace

Better read_better(ObjectReader& reader) {
  if (reader.find("better") == nullptr) return Better::unstated;
  const std::string word = reader.text("better");
  const auto better = better_from(word);
  if (!better) {
    reader.complain("better", fmt::format("is '{}' but must be lower or higher", word),
                    "Leave it out where neither is better.");
  }
  return better.value_or(Better::unstated);
}

void add_better(JsonObject& object, Better better) {
  if (better != Better::unstated) object.emplace("better", better_name(better));
}

std::vector<Counter> read_counters(ObjectReader& row, std::vector<UnknownField>& unknown) {
  std::vector<Counter> counters;
  const auto* object = row.maybe_object("counters");
  if (object == nullptr) return counters;
  ObjectReader reader(*object, row, "counters");
  counters.reserve(object->size());
  for (const auto& member : *object) {
    const std::string_view name{member.key().data(), member.key().size()};
    const auto* inner = reader.maybe_object(name);
    if (inner == nullptr) {
      reader.mistyped(name, member.value(), "an object");
      return counters;
    }
    ObjectReader counter(*inner, reader, name);
    counters.push_back(read_counter(counter, name));
    counter.unknown_fields(unknown);
  }
  return counters;
}

void add_counters(JsonObject& row, const std::vector<Counter>& counters) {
  JsonObject& object = add_object(row, "counters", counters.size());
  for (const Counter& counter : counters) {
    JsonObject& inner = add_object(object, counter.name, 3);
    add_or_null(inner, "value", counter.value);
    inner.emplace("unit", counter.unit);
    if (!counter.why.empty()) inner.emplace("why", counter.why);
    add_better(inner, counter.better);
  }
}

}  // namespace tidegate
