/// [[waiver]] tables of tidegate.toml.
/// Decides: what a waiver must say. Refuses to know: today, and which rows there are.
#include <string>
#include <utility>

#include <tidegate/judge/policy_toml_reader.hpp>

namespace tidegate::judge {
namespace {

Waiver read_waiver(Reader& reader, const toml::table& table) {
  reader.check_keys(table, "[[waiver]]", {"row", "metric", "reason", "expires"});
  Waiver waiver;
  waiver.row = reader.text(table, "row");
  if (table.contains("metric")) waiver.metric = reader.text(table, "metric");
  waiver.reason = reader.text(table, "reason");
  waiver.expires = reader.day(table, "expires");
  if (!metric_info(waiver.metric)) {
    reader.complain(table.source(), fmt::format("there is no metric '{}'", waiver.metric),
                    "Leave metric out for warm_time.");
  }
  return waiver;
}

bool same_line(const Waiver& a, const Waiver& b) { return a.row == b.row && a.metric == b.metric; }

}  // namespace

void read_waivers(Reader& reader, const toml::table& document, Policy& policy) {
  const toml::node* node = document.get("waiver");
  if (node == nullptr) return;
  const toml::array* array = node->as_array();
  if (array == nullptr || !array->is_array_of_tables()) {
    reader.complain(node->source(), "waiver is not a list of tables", "Write each as [[waiver]].");
    return;
  }
  for (const toml::node& item : *array) {
    Waiver waiver = read_waiver(reader, *item.as_table());
    for (const Waiver& before : policy.waivers) {
      if (!same_line(before, waiver)) continue;
      reader.complain(item.source(), fmt::format("{} is waived twice", waiver.row),
                      "Keep one of the two.");
    }
    policy.waivers.push_back(std::move(waiver));
  }
}

}  // namespace tidegate::judge
