#include <fmt/format.h>

#include <tidegate/base/duration.hpp>
#include <tidegate/row/acceptance_json.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate {
namespace {

void read_despite(ObjectReader& reader, Acceptance& kept) {
  const Json* list = reader.find("despite");
  if (list == nullptr) return;
  if (!list->is_array()) {
    reader.mistyped("despite", *list, "an array");
    return;
  }
  for (const Json& item : list->get_array()) {
    if (!item.is_string()) {
      reader.mistyped("despite", item, "a text");
      return;
    }
    const boost::json::string& guard = item.get_string();
    kept.despite.emplace_back(std::string_view{guard.data(), guard.size()});
  }
}

}  // namespace

std::optional<Acceptance> read_acceptance(ObjectReader& row, std::vector<UnknownField>& unknown) {
  const auto* object = row.maybe_object("acceptance");
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, row, "acceptance");
  Acceptance kept;
  kept.accepted = reader.text("accepted");
  kept.author = reader.text("author");
  kept.reason = reader.text("reason");
  read_despite(reader, kept);
  if (!parse_iso_time(kept.accepted.str())) {
    reader.complain("accepted", fmt::format("is '{}', not a time", kept.accepted.str()),
                    "Write it as 2026-11-21T01:30:00Z.");
  }
  reader.unknown_fields(unknown);
  return kept;
}

void add_acceptance(JsonObject& row, const Acceptance& kept) {
  JsonObject& object = add_object(row, "acceptance", 4);
  object.emplace("accepted", kept.accepted.str());
  object.emplace("author", kept.author.str());
  object.emplace("reason", kept.reason.str());
  JsonArray despite(row.storage());
  for (const KeptText& guard : kept.despite) despite.emplace_back(guard.str());
  object.emplace("despite", std::move(despite));
}

}  // namespace tidegate
