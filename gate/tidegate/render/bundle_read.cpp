/// A bundle read back from its folder.
/// Decides: which of its files say something that no other one says. Refuses to know: how any of
/// them is written.
#include <utility>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/report_json.hpp>
#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/render/trend_json.hpp>
#include <tidegate/row/json_arrays.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate::render {
namespace {

namespace fs = std::filesystem;

std::optional<std::uint64_t> maybe_count(ObjectReader& reader, std::string_view name) {
  if (reader.find(name) == nullptr) return std::nullopt;
  return reader.count(name);
}

void read_way_between(ObjectReader& reader, BundleInput& input) {
  each_object(reader, "commits", [&input](ObjectReader& one) {
    input.commits.push_back({one.text("sha"), one.text_or("subject", "")});
  });
  input.commit_count = maybe_count(reader, "commit_count");
  each_item(reader, "files", [&](const Json& value, const std::string& place) {
    const auto* text = value.if_string();
    if (text == nullptr) return reader.mistyped(place, value, "a string");
    input.files.emplace_back(text->data(), text->size());
  });
  input.file_count = maybe_count(reader, "file_count");
  each_object(reader, "links", [&input](ObjectReader& one) {
    input.links.push_back({one.text("title"), one.text("target")});
  });
}

/// A row has a trend a metric, and each stands in its own crossing.
void read_trends(ObjectReader& reader, BundleInput& input) {
  each_object(reader, "crossings", [&input](ObjectReader& crossing) {
    const JsonObject* object = crossing.maybe_object("trend");
    if (object == nullptr) return;
    ObjectReader trend(*object, crossing, "trend");
    input.trends.push_back(read_history(trend));
  });
}

}  // namespace

Outcome<std::vector<Decision>> read_decisions(const fs::path& bundle, const std::string& run_id) {
  const fs::path file = bundle / decision_file;
  std::error_code code;
  if (!fs::exists(file, code) && !code) return std::vector<Decision>{};
  const auto json = read_json_file(file);
  if (!json) return pass_on(json);
  return decisions_from_json(*json, TextSource{file.string(), 1}, run_id);
}

Outcome<BundleInput> read_bundle(const fs::path& bundle) {
  const fs::path verdict = bundle / "verdict.json";
  const auto json = read_json_file(verdict);
  if (!json) return pass_on(json);
  auto report = judge::report_from_json(*json, TextSource{verdict.string(), 1});
  if (!report) return pass_on(report);
  const fs::path evidence = bundle / "bundle.json";
  const auto rest = read_json_file(evidence);
  if (!rest) return pass_on(rest);
  auto decisions = read_decisions(bundle, report->run_id);
  if (!decisions) return pass_on(decisions);

  BundleInput input;
  const TextSource source{evidence.string(), 1};
  FirstProblem problem(source);
  const JsonObject none;
  const JsonObject* object = rest->if_object();
  ObjectReader reader(object == nullptr ? none : *object, problem);
  if (object == nullptr) reader.mistyped("the document", *rest, "an object");
  read_header(reader, "decision_bundle", true);
  read_way_between(reader, input);
  read_trends(reader, input);
  input.report = std::move(*report);
  input.decisions = std::move(*decisions);
  return problem.or_else(std::move(input));
}

}  // namespace tidegate::render
