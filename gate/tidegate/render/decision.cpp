#include <array>
#include <utility>

#include <fmt/format.h>

#include <tidegate/render/decision.hpp>
#include <tidegate/row/json_arrays.hpp>
#include <tidegate/row/json_values.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate::render {
namespace {

constexpr std::string_view kind_of_document = "decisions";

constexpr std::array decision_names{std::pair{DecisionKind::accept, std::string_view("accept")},
                                    std::pair{DecisionKind::revert, std::string_view("revert")},
                                    std::pair{DecisionKind::waive, std::string_view("waive")}};

Decision read_decision(ObjectReader& reader) {
  Decision decision;
  const std::string word = reader.text("decision");
  const auto kind = decision_from(word);
  if (!kind) reader.complain("decision", fmt::format("is '{}', not accept, revert or waive", word));
  decision.kind = kind.value_or(DecisionKind::accept);
  decision.author = reader.text("author");
  decision.decided = reader.text("decided");
  decision.reason = reader.text("reason");
  decision.expires = reader.text_or("expires", "");
  decision.command = reader.text_or("command", "");
  each_object(reader, "rows", [&decision](ObjectReader& row) {
    decision.rows.push_back({row.text("row"), row.text("metric")});
  });
  return decision;
}

JsonObject decision_json(const Decision& decision) {
  JsonArray rows;
  for (const DecidedRow& row : decision.rows) {
    rows.push_back(JsonObject{{"row", row.row}, {"metric", row.metric}});
  }
  return JsonObject{{"decision", decision_name(decision.kind)},
                    {"author", decision.author},
                    {"decided", decision.decided},
                    {"reason", decision.reason},
                    {"expires", text_or_null(decision.expires)},
                    {"command", text_or_null(decision.command)},
                    {"rows", rows}};
}

JsonObject no_decisions(std::string_view run_id) {
  return JsonObject{{"schema_version", schema_version},
                    {"kind", kind_of_document},
                    {"run_id", run_id},
                    {"decisions", JsonArray{}}};
}

}  // namespace

std::string_view decision_name(DecisionKind kind) {
  for (const auto& [one, name] : decision_names) {
    if (one == kind) return name;
  }
  return "";
}

std::optional<DecisionKind> decision_from(std::string_view name) {
  for (const auto& [kind, known] : decision_names) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

Outcome<std::vector<Decision>> decisions_from_json(const Json& json, const TextSource& source,
                                                   std::string_view run_id) {
  FirstProblem problem(source);
  const JsonObject none;
  const JsonObject* object = json.if_object();
  ObjectReader reader(object == nullptr ? none : *object, problem);
  if (object == nullptr) reader.mistyped("the document", json, "an object");
  read_header(reader, kind_of_document, true);
  const std::string about = reader.text("run_id");
  if (!problem.found() && about != run_id) {
    problem.add(ErrorKind::incompatible,
                fmt::format("is about run '{}', and lies beside run '{}'", about, run_id),
                "Put it back where it was: a decision is about the evidence beside it.");
  }
  std::vector<Decision> decisions;
  each_object(reader, "decisions",
              [&decisions](ObjectReader& one) { decisions.push_back(read_decision(one)); });
  return problem.or_else(std::move(decisions));
}

Outcome<std::string> with_decision(std::string_view before, const TextSource& source,
                                   std::string_view run_id, const Decision& decision) {
  Json document(no_decisions(run_id));
  if (!before.empty()) {
    auto read = parse_json(before, source);
    if (!read) return pass_on(read);
    const auto known = decisions_from_json(*read, source, run_id);
    if (!known) return pass_on(known);
    document = std::move(*read);
  }
  document.as_object().at("decisions").as_array().push_back(decision_json(decision));
  return json_pretty(document);
}

}  // namespace tidegate::render
