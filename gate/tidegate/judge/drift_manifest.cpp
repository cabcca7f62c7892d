#include <map>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/drift_manifest.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/output_digest_json.hpp>

namespace tidegate::judge {
namespace {

constexpr std::uint64_t version = 1;
constexpr std::string_view kind = "outputs";

using Name = std::pair<std::string, std::uint64_t>;
using Sorted = std::map<Name, OutputRecord>;

Name name_of(const OutputRecord& record) { return {record.key.canonical(), record.seed}; }

JsonObject to_json(const OutputRecord& exact) {
  const OutputRecord record = rounded(exact);
  JsonObject object;
  add_key(object, record.key);
  object.emplace("seed", record.seed);
  if (record.digest) {
    JsonObject digest;
    fill_output_digest(digest, *record.digest);
    object.emplace("digest", std::move(digest));
  }
  if (record.echo) {
    object.emplace("checked", JsonObject{{"elements", record.checked},
                                         {"mean", record.echo->mean},
                                         {"max", record.echo->max},
                                         {"max_abs", record.echo->max_abs}});
  }
  return object;
}

OutputRecord read_record(ObjectReader& reader) {
  OutputRecord record;
  record.key = read_key(reader);
  record.seed = reader.count("seed");
  if (const JsonObject* digest = reader.maybe_object("digest")) {
    ObjectReader fields(*digest, reader, "digest");
    record.digest = read_output_digest(fields);
  }
  if (const JsonObject* checked = reader.maybe_object("checked")) {
    ObjectReader fields(*checked, reader, "checked");
    record.checked = fields.count("elements");
    record.echo = Echo{fields.number("mean"), fields.number("max"), fields.number("max_abs"), {}};
  }
  if (!record.digest && !record.echo) reader.complain("", "has neither a digest nor `checked`");
  return record;
}

void read_outputs(ObjectReader& document, const Json& list, Sorted& outputs) {
  for (const Json& item : list.get_array()) {
    if (!item.is_object()) {
      document.mistyped("outputs", item, "an object in each place");
      return;
    }
    ObjectReader reader(item.get_object(), document, "outputs");
    OutputRecord record = read_record(reader);
    if (document.problem().found()) return;
    const Name name = name_of(record);
    const std::string text = record.key.text();
    if (outputs.emplace(name, std::move(record)).second) continue;
    document.complain("outputs", fmt::format("has {} with seed {} twice", text, name.second),
                      "Keep the record that is right.");
  }
}

}  // namespace

std::string manifest_text(std::span<const OutputRecord> outputs) {
  Sorted sorted;
  for (const OutputRecord& record : outputs) sorted.insert_or_assign(name_of(record), record);
  JsonArray list;
  for (const auto& [name, record] : sorted) list.push_back(to_json(record));
  return json_pretty(
      JsonObject{{"schema_version", version}, {"kind", kind}, {"outputs", std::move(list)}});
}

Outcome<std::vector<OutputRecord>> manifest_from_json(const Json& json, const TextSource& source) {
  FirstProblem problem(source);
  static const JsonObject none;
  const JsonObject* object = json.if_object();
  ObjectReader document(object == nullptr ? none : *object, problem);
  if (object == nullptr) document.mistyped("", json, "an object");
  if (document.count("schema_version") != version) {
    document.complain("schema_version", fmt::format("is not {}", version),
                      "It was written by another version of tidegate.");
  }
  if (document.text("kind") != kind) {
    document.complain("kind", fmt::format("is not '{}'", kind),
                      "Name the file that `tidegate drift --update` wrote.");
  }
  Sorted outputs;
  if (const Json* list = document.require("outputs")) {
    if (list->is_array()) {
      read_outputs(document, *list, outputs);
    } else {
      document.mistyped("outputs", *list, "an array");
    }
  }
  std::vector<OutputRecord> records;
  for (auto& [name, record] : outputs) records.push_back(std::move(record));
  return problem.or_else(std::move(records));
}

std::vector<OutputRecord> updated(std::vector<OutputRecord> accepted,
                                  std::span<const OutputRecord> now) {
  Sorted outputs;
  for (OutputRecord& record : accepted) {
    const Name name = name_of(record);
    outputs.insert_or_assign(name, std::move(record));
  }
  for (const OutputRecord& record : now) outputs.insert_or_assign(name_of(record), record);
  std::vector<OutputRecord> records;
  for (auto& [name, record] : outputs) records.push_back(std::move(record));
  return records;
}

}  // namespace tidegate::judge
