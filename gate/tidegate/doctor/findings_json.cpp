#include <tidegate/doctor/findings_json.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::doctor {
namespace {

JsonObject to_json(const Finding& finding) {
  return {{"check", finding.check},
          {"severity", severity_name(finding.severity)},
          {"seen", finding.seen},
          {"advice", finding.advice.empty() ? Json(nullptr) : Json(finding.advice)}};
}

JsonObject to_json(const Noise& noise) {
  return {{"loop", noise.loop},     {"pairs", noise.pairs}, {"sample_s", noise.sample_s},
          {"spread", noise.spread}, {"tail", noise.tail},   {"ratio", noise.ratio},
          {"low", noise.low},       {"high", noise.high},   {"visible", noise.visible}};
}

}  // namespace

std::string to_json_text(const std::vector<Finding>& findings, const std::vector<Noise>& noise) {
  JsonArray all;
  for (const Finding& finding : findings) all.push_back(to_json(finding));
  JsonArray loops;
  for (const Noise& one : noise) loops.push_back(to_json(one));
  return json_pretty(JsonObject{{"schema_version", 1},
                                {"kind", "doctor"},
                                {"findings", std::move(all)},
                                {"noise", std::move(loops)}});
}

}  // namespace tidegate::doctor
