#include <fmt/format.h>

#include <tidegate/render/trend_json.hpp>
#include <tidegate/row/json_arrays.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::render {
namespace {

using judge::History;

judge::HistoryPoint read_point(ObjectReader& reader) {
  judge::HistoryPoint point;
  point.commit = reader.text("commit");
  point.date = reader.text_or("date", "");
  point.run_id = reader.text("run_id");
  point.value = reader.number("value");
  point.runs = reader.count("runs");
  return point;
}

judge::HistoryChange read_change(ObjectReader& reader, const History& history) {
  judge::HistoryChange change;
  const std::string commit = reader.text("at_commit");
  while (change.at < history.points.size() && history.points[change.at].commit != commit) {
    ++change.at;
  }
  if (change.at == 0 || change.at == history.points.size()) {
    reader.complain("at_commit", fmt::format("is '{}', which no later point has", commit));
  }
  change.before = reader.number("before");
  change.after = reader.number("after");
  change.ratio = reader.maybe_number("ratio");
  change.p = reader.number("p");
  return change;
}

}  // namespace

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

judge::History read_history(ObjectReader& reader) {
  History history;
  if (const JsonObject* key = reader.maybe_object("key"); key != nullptr) {
    ObjectReader inner(*key, reader, "key");
    history.key = read_key(inner);
  }
  history.metric = reader.text("metric");
  history.unit = reader.text("unit");
  history.machine_class = reader.text("machine_class");
  each_object(reader, "points",
              [&history](ObjectReader& point) { history.points.push_back(read_point(point)); });
  each_object(reader, "changes", [&history](ObjectReader& change) {
    history.changes.push_back(read_change(change, history));
  });
  history.unplaced = reader.count_or("unplaced", 0);
  return history;
}

}  // namespace tidegate::render
