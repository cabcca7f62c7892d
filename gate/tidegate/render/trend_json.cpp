#include <tidegate/render/trend_json.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::render {

JsonObject history_json(const judge::History& history) {
  JsonArray points;
  for (const judge::HistoryPoint& point : history.points) {
    points.push_back(JsonObject{{"commit", point.commit},
                                {"date", point.date.empty() ? Json(nullptr) : Json(point.date)},
                                {"run_id", point.run_id},
                                {"value", point.value},
                                {"runs", point.runs}});
  }
  JsonArray changes;
  for (const judge::HistoryChange& change : history.changes) {
    changes.push_back(JsonObject{{"after_commit", history.points[change.at - 1].commit},
                                 {"at_commit", history.points[change.at].commit},
                                 {"before", change.before},
                                 {"after", change.after},
                                 {"ratio", change.ratio ? Json(*change.ratio) : Json(nullptr)},
                                 {"p", change.p}});
  }
  return JsonObject{{"key", key_to_json(history.key)},
                    {"metric", history.metric},
                    {"unit", history.unit},
                    {"machine_class", history.machine_class},
                    {"points", points},
                    {"changes", changes},
                    {"unplaced", history.unplaced}};
}

}  // namespace tidegate::render
