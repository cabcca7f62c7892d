#include <fmt/format.h>

#include <tidegate/store/run_plan_json.hpp>

namespace tidegate::store {

Json plan_to_json(const std::string& run_id, const RunPlan& plan) {
  JsonObject facts;
  for (const auto& [name, value] : plan.facts) facts.emplace(name, value);
  return JsonObject{{"kind", "plan"},
                    {"run_id", run_id},
                    {"facts", std::move(facts)},
                    {"rows", JsonArray(plan.rows.begin(), plan.rows.end())}};
}

Outcome<RunPlan> read_plan(const std::filesystem::path& path) {
  const auto json = read_json_file(path);
  if (!json) return pass_on(json);
  const auto* object = json->if_object();
  const Json* facts = object == nullptr ? nullptr : object->if_contains("facts");
  const Json* rows = object == nullptr ? nullptr : object->if_contains("rows");
  const auto no_plan = [&path] {
    return fail(ErrorKind::bad_input, fmt::format("{} is not the plan of a run", path.string()),
                "Remove it, and begin a new run; the rows of this one stay.");
  };
  if (facts == nullptr || !facts->is_object() || rows == nullptr || !rows->is_array()) {
    return no_plan();
  }
  RunPlan plan;
  for (const auto& member : facts->get_object()) {
    if (!member.value().is_string()) return no_plan();
    plan.facts.emplace_back(std::string_view(member.key().data(), member.key().size()),
                            member.value().get_string().c_str());
  }
  for (const Json& row : rows->get_array()) {
    if (!row.is_string()) return no_plan();
    plan.rows.emplace_back(row.get_string().c_str());
  }
  return plan;
}

}  // namespace tidegate::store
