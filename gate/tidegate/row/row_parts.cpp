/// Reading and writing of the pieces that are not the key.
#include <fmt/format.h>

#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate {
namespace {

std::string_view view(boost::json::string_view text) { return {text.data(), text.size()}; }

void fill_provenance(JsonObject& object, const Provenance& provenance) {
  for (const FactInfo& info : all_facts()) add_or_null(object, info.name, provenance[info.fact]);
}

/// The object behind all keys of `path` but the last; nullptr when it is gone from the row, as the
/// fidelity of an attempt that was judged anew may be.
JsonObject* parent_of(JsonObject& row, const std::vector<std::string>& path) {
  JsonObject* object = &row;
  for (std::size_t i = 0; i + 1 < path.size() && object != nullptr; ++i) {
    Json* inner = object->if_contains(path[i]);
    object = inner == nullptr ? nullptr : inner->if_object();
  }
  return object;
}

}  // namespace

void read_header(ObjectReader& row, std::string_view wanted, bool kind_required) {
  const std::uint64_t version = row.count("schema_version");
  if (row.problem().found()) return;
  if (version == 0) row.complain("schema_version", "is 0; the first version is 1");
  if (version > static_cast<std::uint64_t>(schema_version)) {
    row.problem().add(
        ErrorKind::incompatible,
        fmt::format("schema_version is {}, this tidegate reads up to {}", version, schema_version),
        "Update tidegate to the version that wrote these rows, or a newer one.");
  }
  const std::string kind =
      kind_required ? row.text("kind") : row.text_or("kind", {wanted.data(), wanted.size()});
  if (kind == wanted) return;
  std::string hint = "Rows are of kind attempt or result.";
  if (kind == "attempt") {
    hint =
        "Attempt rows, as `tidegate run` writes them, are read by `tidegate gate` and by "
        "`tidegate baseline accept`.";
  } else if (kind == "result") {
    hint = "Result rows are baselines: `tidegate baseline show` reads them.";
  }
  row.complain("kind", fmt::format("is '{}' but must be '{}'", kind, wanted), hint);
}

Status read_status(ObjectReader& row) {
  const std::string word = row.text("status");
  const auto status = status_from(word);
  if (!status) {
    row.complain("status", fmt::format("is '{}', which is no status", word),
                 "Write ok, env_failed, build_failed, oom, timeout, crashed, fidelity_failed, "
                 "fidelity_inconclusive or skipped.");
  }
  return status.value_or(Status::crashed);
}

std::string_view coverage_name(Coverage coverage) {
  return coverage == Coverage::fast ? "fast" : "full";
}

Coverage read_coverage(ObjectReader& row) {
  const std::string word = row.text_or("coverage", "full");
  if (word == "fast") return Coverage::fast;
  if (word != "full") {
    row.complain("coverage", fmt::format("is '{}'", word), "It is `full` or `fast`.");
  }
  return Coverage::full;
}

std::optional<double> read_not_negative(ObjectReader& object, std::string_view name) {
  const auto number = object.maybe_number(name);
  if (number && *number < 0) object.complain(name, fmt::format("is {}, below 0", *number));
  return number;
}

Work read_work(ObjectReader& row, std::vector<UnknownField>& unknown) {
  const auto* object = row.maybe_object("work");
  if (object == nullptr) return {};
  ObjectReader reader(*object, row, "work");
  Work work;
  work.bytes = read_not_negative(reader, "bytes");
  work.flops = read_not_negative(reader, "flops");
  work.elements = read_not_negative(reader, "elements");
  reader.unknown_fields(unknown);
  return work;
}

Provenance read_provenance(ObjectReader& row, std::vector<UnknownField>& unknown,
                           const Provenance& like) {
  Provenance provenance;
  const auto* object = row.maybe_object("provenance");
  if (object == nullptr) return provenance;
  ObjectReader reader(*object, row, "provenance");
  for (const FactInfo& info : all_facts()) {
    const Json* value = reader.find(info.name);
    if (value == nullptr) continue;
    if (const auto* text = value->if_string()) {
      const FactValue& known = like[info.fact];
      provenance[info.fact] = known == view(*text) ? known : FactValue(view(*text));
    } else {
      reader.mistyped(info.name, *value, "a string or null");
    }
  }
  reader.unknown_fields(unknown);
  return provenance;
}

bool holds_exactly(const JsonObject& object, const Provenance& facts) {
  auto member = object.begin();
  for (const FactInfo& info : all_facts()) {
    const auto& fact = facts[info.fact];
    if (member == object.end() || view(member->key()) != info.name) {  // left out is null
      if (fact) return false;
      continue;
    }
    const auto* text = member->value().if_string();
    if (fact ? text == nullptr || fact != view(*text) : !member->value().is_null()) return false;
    ++member;
  }
  return member == object.end();
}

JsonObject& add_object(JsonObject& parent, std::string_view name, std::size_t fields) {
  JsonObject& object = parent.emplace(name, boost::json::object_kind).first->value().get_object();
  object.reserve(fields);
  return object;
}

void add_work(JsonObject& row, const Work& work) {
  JsonObject& object = add_object(row, "work", 3);
  add_or_null(object, "bytes", work.bytes);
  add_or_null(object, "flops", work.flops);
  add_or_null(object, "elements", work.elements);
}

void add_sentence(JsonObject& row, std::string_view name, const std::string& sentence) {
  if (sentence.empty()) {
    row.emplace(name, nullptr);
  } else {
    row.emplace(name, sentence);
  }
}

void add_provenance(JsonObject& row, const Provenance& provenance) {
  fill_provenance(add_object(row, "provenance", provenance.values.size()), provenance);
}

JsonObject provenance_to_json(const Provenance& provenance) {
  JsonObject object;
  fill_provenance(object, provenance);
  return object;
}

void add_unknown(JsonObject& row, const std::vector<UnknownField>& unknown) {
  for (const UnknownField& field : unknown) {
    if (field.path.empty()) continue;
    JsonObject* parent = parent_of(row, field.path);
    const auto value = parse_json(field.json, {"an unknown field", 1});
    // emplace never overwrites a field that this build wrote itself.
    if (parent != nullptr && value) parent->emplace(field.path.back(), *value);
  }
}

}  // namespace tidegate
