#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include <tidegate/render/feed_json.hpp>
#include <tidegate/row/json_values.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::render {
namespace {

using judge::FeedEntry;
using judge::FeedPair;
using judge::FeedSide;
using judge::Processor;
using Wanted = std::array<FeedPair, 2>;

/// One text where both processors have the same, else one each.
Json both(const std::string& cpu, const std::string& gpu) {
  if (cpu == gpu) return text_or_null(cpu);
  return JsonObject{{"cpu", text_or_null(cpu)}, {"gpu", text_or_null(gpu)}};
}

JsonObject meta_of(const FeedEntry& entry, const Wanted& wanted) {
  const auto& [cpu, gpu] = entry.sides;
  JsonArray notes;
  for (const std::string& note : entry.notes) notes.emplace_back(note);
  return {{"point", entry.point ? Json(point_to_json(*entry.point)) : Json(nullptr)},
          {"subject", both(wanted[0].subject, wanted[1].subject)},
          {"reference", both(cpu.reference, gpu.reference)},
          {"ratio_convention",
           "min of the subject / min of the reference, warm time; below 1 the subject is faster"},
          {"source", both(cpu.source, gpu.source)},
          {"notes", std::move(notes)}};
}

/// The five fields, in their order; _meta is filled into what stands there.
void fill(JsonObject& operation, const FeedEntry& entry, const Wanted& wanted) {
  for (const Processor processor : judge::all_processors) {
    const FeedSide& side = entry.sides[static_cast<std::size_t>(processor)];
    const std::string prefix = fmt::format("perf_{}_", judge::processor_name(processor));
    operation[prefix + "baseline"] = text_or_null(side.reference);
    operation[prefix + "ratio"] = side.ratio ? Json(*side.ratio) : Json(nullptr);
  }
  Json& meta = operation["_meta"];
  if (!meta.is_object()) meta = JsonObject{};
  for (const auto& field : meta_of(entry, wanted)) {
    meta.get_object()[field.key()] = field.value();
  }
}

std::string operation_of(const FeedEntry& entry, const OperationNames& names) {
  const auto named = names.find(entry.case_name);
  return named == names.end() ? entry.case_name : named->second;
}

/// An operation of a catalogue: its name, and its fields in place.
using Operations = std::vector<std::pair<std::string, JsonObject*>>;

void add_listed(JsonArray& list, Operations& found) {
  for (Json& item : list) {
    JsonObject* operation = item.if_object();
    if (operation == nullptr) continue;
    for (const char* field : {"qualname", "name", "op"}) {
      const Json* name = operation->if_contains(field);
      if (name == nullptr || !name->is_string()) continue;
      found.emplace_back(std::string(name->get_string()), operation);
      break;
    }
  }
}

Operations operations_of(Json& catalogue) {
  Json* place = &catalogue;
  if (JsonObject* document = catalogue.if_object()) {
    if (Json* ops = document->if_contains("ops")) place = ops;
  }
  Operations found;
  if (JsonArray* list = place->if_array()) add_listed(*list, found);
  if (JsonObject* by_name = place->if_object()) {
    for (auto& member : *by_name) {
      if (member.key().starts_with('_') || !member.value().is_object()) continue;
      found.emplace_back(std::string(member.key()), &member.value().get_object());
    }
  }
  return found;
}

/// Those of that name, else those that end in a dot and it.
Operations called(const Operations& operations, const std::string& name) {
  Operations found;
  for (const std::string& end : {name, "." + name}) {
    if (!found.empty()) return found;
    std::copy_if(operations.begin(), operations.end(), std::back_inserter(found),
                 [&](const auto& operation) {
                   return operation.first == name ||
                          (end != name && operation.first.ends_with(end));
                 });
  }
  return found;
}

/// One of two cases would overwrite the other, whichever it is.
tl::unexpected<Error> taken(const std::string& operation, const std::string& first,
                            const std::string& second) {
  return fail(ErrorKind::incompatible,
              fmt::format("{} and {} are both the operation {}", first, second, operation),
              "Give each an operation of its own with --operation CASE=NAME, or leave one out with "
              "--case.");
}

}  // namespace

Outcome<JsonObject> feed_json(std::span<const FeedEntry> entries, const Wanted& wanted,
                              const OperationNames& names) {
  JsonObject feed;
  OperationNames cases;  // operation to case
  for (const FeedEntry& entry : entries) {
    const std::string name = operation_of(entry, names);
    const auto [first, is_new] = cases.emplace(name, entry.case_name);
    if (!is_new) return taken(name, first->second, entry.case_name);
    JsonObject operation;
    fill(operation, entry, wanted);
    feed[name] = std::move(operation);
  }
  return feed;
}

Outcome<FilledCatalogue> fill_catalogue(Json catalogue, std::span<const FeedEntry> entries,
                                        const Wanted& wanted, const OperationNames& names,
                                        const std::string& file) {
  FilledCatalogue filled;
  const Operations operations = operations_of(catalogue);
  if (operations.empty()) {
    return fail(ErrorKind::bad_input, fmt::format("{} names no operation", file),
                "Operations stand in an object by name, or in an array with `qualname`, `name` or "
                "`op` in each, as the whole document or as its member `ops`.");
  }
  std::map<const JsonObject*, std::string> cases;
  for (const FeedEntry& entry : entries) {
    const std::string name = operation_of(entry, names);
    const Operations found = called(operations, name);
    if (found.size() != 1) {
      filled.notes.push_back(
          fmt::format("{}: {} of the catalogue; name it with --operation {}=NAME", entry.case_name,
                      found.empty() ? "no operation" : fmt::format("{} operations", found.size()),
                      entry.case_name));
      continue;
    }
    const auto& [operation, fields] = found.front();
    const auto [first, is_new] = cases.emplace(fields, entry.case_name);
    if (!is_new) return taken(operation, first->second, entry.case_name);
    fill(*fields, entry, wanted);
    ++filled.filled;
  }
  filled.json = std::move(catalogue);
  return filled;
}

}  // namespace tidegate::render
