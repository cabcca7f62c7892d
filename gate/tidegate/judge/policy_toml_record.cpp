/// [record] of tidegate.toml.
/// Decides: its keys. Refuses to know: what is recorded (render/performance_md).
#include <tidegate/judge/policy_toml_reader.hpp>

namespace tidegate::judge {

void read_record(Reader& reader, const toml::table& document, RecordPolicy& record) {
  const toml::node* node = document.get("record");
  const toml::table* table = node == nullptr ? nullptr : reader.table(*node, "record");
  if (table == nullptr) return;
  reader.check_keys(*table, "[record]", {"reference_class", "inner_paths"});
  if (table->contains("reference_class")) {
    record.reference_class = reader.text(*table, "reference_class");
  }
  record.inner_paths = reader.texts(*table, "inner_paths");
}

}  // namespace tidegate::judge
