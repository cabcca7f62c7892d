/// The pieces that attempt rows, result rows and the protocol's documents have in common.
/// Decides: how work, fidelity and provenance look in JSON. Refuses to know: keys (key_json) and
/// whole rows.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/json_fields.hpp>

namespace tidegate {

/// Checks that `schema_version` is there and not newer than this build, and that `kind` is
/// `wanted`. A missing kind is a problem only if `kind_required`.
void read_header(ObjectReader& row, std::string_view wanted, bool kind_required);

Status read_status(ObjectReader& row);
/// A number that may be missing; one below 0 is a problem.
std::optional<double> read_not_negative(ObjectReader& object, std::string_view name);
/// A row that does not say counts as full.
Coverage read_coverage(ObjectReader& row);
std::string_view coverage_name(Coverage coverage);  ///< `full` or `fast`
Work read_work(ObjectReader& row, std::vector<UnknownField>& unknown);
/// Counters by name; see counter_json.cpp for what one may say.
std::vector<Counter> read_counters(ObjectReader& row, std::vector<UnknownField>& unknown);
/// `better`: lower or higher; missing: unstated.
Better read_better(ObjectReader& object);
std::optional<Fidelity> read_fidelity(ObjectReader& row, std::vector<UnknownField>& unknown);
/// An object of that name, or nothing.
std::optional<Echo> read_echo(ObjectReader& parent, std::string_view name);
/// Texts that `like` has too are shared with it.
Provenance read_provenance(ObjectReader& row, std::vector<UnknownField>& unknown,
                           const Provenance& like = {});

/// Whether `object` holds exactly these facts in table order: a quick yes for rows of one run.
bool holds_exactly(const JsonObject& object, const Provenance& facts);

// Writing appends to a row in place, so that all of it lives in the row's memory.

/// Appends an object of about `fields` fields and returns it for filling.
JsonObject& add_object(JsonObject& parent, std::string_view name, std::size_t fields);
void add_work(JsonObject& row, const Work& work);
void add_counters(JsonObject& row, const std::vector<Counter>& counters);
/// Null when there is nothing to say.
void add_sentence(JsonObject& row, std::string_view name, const std::string& sentence);
/// Appends `better` where it is stated.
void add_better(JsonObject& object, Better better);
void add_fidelity(JsonObject& row, const std::optional<Fidelity>& fidelity);
void fill_echo(JsonObject& object, const Echo& echo);
void add_provenance(JsonObject& row, const Provenance& provenance);
/// Puts the unknown fields back where they were, if the object they were in is still there.
void add_unknown(JsonObject& row, const std::vector<UnknownField>& unknown);

/// Appends the value, or null.
template <class Optional>
void add_or_null(JsonObject& object, std::string_view name, const Optional& value) {
  if (value) {
    object.emplace(name, *value);
  } else {
    object.emplace(name, nullptr);
  }
}

}  // namespace tidegate
