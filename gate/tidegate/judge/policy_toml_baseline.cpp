/// [baseline] of tidegate.toml.
/// Decides: its keys. Refuses to know: what a stale baseline is (judge/baseline_age).
#include <tidegate/judge/policy_knobs.hpp>
#include <tidegate/judge/policy_toml_reader.hpp>

namespace tidegate::judge {

void read_baseline(Reader& reader, const toml::table& document, BaselinePolicy& knobs) {
  const toml::node* node = document.get("baseline");
  const toml::table* table = node == nullptr ? nullptr : reader.table(*node, "baseline");
  if (table == nullptr) return;
  Names allowed{"on_stale"};
  for (const BaselineKnob& knob : baseline_knobs) {
    allowed.push_back(knob.key);
    knobs.*knob.field =
        reader.count(*table, knob.key, knob.low, knob.high).value_or(knobs.*knob.field);
  }
  reader.check_keys(*table, "[baseline]", allowed);
  if (const auto place = reader.word(*table, "on_stale", {"note", "fail"})) {
    knobs.on_stale = *place == 0 ? OnStale::note : OnStale::fail;
  }
}

}  // namespace tidegate::judge
