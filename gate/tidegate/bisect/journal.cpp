#include <cstdlib>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/bisect/journal.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/json_fields.hpp>

namespace tidegate::bisect {
namespace {

namespace fs = std::filesystem;

constexpr int journal_version = 1;

Json maybe(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

std::string line_of(const Search& search) {
  return json_line(JsonObject{{"kind", "bisect"},
                              {"schema_version", journal_version},
                              {"good", search.good},
                              {"bad", search.bad},
                              {"row", search.row},
                              {"request", search.request},
                              {"ratio", search.ratio},
                              {"cut", search.cut},
                              // As text: JSON numbers of other programs lose the last digits.
                              {"seed", std::to_string(search.seed)}});
}

std::string line_of(const Step& step) {
  JsonArray logs;
  for (const double log : step.log_ratios) logs.push_back(log);
  return json_line(JsonObject{{"kind", "step"},
                              {"commit", step.commit},
                              {"tree", step.tree},
                              {"answer", std::string(answer_name(step.answer))},
                              {"why", step.why},
                              {"pairs", step.pairs},
                              {"ratio", maybe(step.ratio)},
                              {"low", maybe(step.low)},
                              {"high", maybe(step.high)},
                              {"log_ratios", std::move(logs)}});
}

Outcome<Search> search_from(const JsonObject& object, const TextSource& source) {
  FirstProblem problem(source);
  ObjectReader reader(object, problem);
  if (reader.text("kind") != "bisect") {
    reader.complain("kind", "is not `bisect`", "Name a folder that `tidegate bisect run` made.");
  }
  if (reader.count("schema_version") > journal_version) {
    problem.add(ErrorKind::incompatible, "was written by a newer tidegate",
                "Go on with that one, or choose another --out.");
  }
  Search search;
  search.good = reader.text("good");
  search.bad = reader.text("bad");
  search.row = reader.text("row");
  search.request = reader.text("request");
  search.ratio = reader.number("ratio");
  search.cut = reader.number("cut");
  const std::string seed = reader.text("seed");
  search.seed = std::strtoull(seed.c_str(), nullptr, 10);
  if (std::to_string(search.seed) != seed) reader.complain("seed", "is not a whole number");
  return problem.or_else(std::move(search));
}

std::vector<double> logs_in(ObjectReader& reader) {
  std::vector<double> logs;
  const Json* found = reader.require("log_ratios");
  if (found == nullptr) return logs;
  if (!found->is_array()) reader.mistyped("log_ratios", *found, "a list of numbers");
  for (const Json& value : found->is_array() ? found->get_array() : JsonArray{}) {
    const auto number = number_in(value);
    if (!number) reader.mistyped("log_ratios", value, "a number");
    logs.push_back(number.value_or(0));
  }
  return logs;
}

Outcome<Step> step_from(const JsonObject& object, const TextSource& source) {
  FirstProblem problem(source);
  ObjectReader reader(object, problem);
  if (reader.text("kind") != "step") reader.complain("kind", "is not `step`");
  Step step;
  step.commit = reader.text("commit");
  step.tree = reader.text("tree");
  const auto answer = answer_from(reader.text("answer"));
  if (!answer) reader.complain("answer", "is not good, bad or untestable");
  step.answer = answer.value_or(Answer::untestable);
  step.why = reader.text("why");
  step.pairs = static_cast<std::uint32_t>(reader.count("pairs"));
  step.ratio = reader.maybe_number("ratio");
  step.low = reader.maybe_number("low");
  step.high = reader.maybe_number("high");
  step.log_ratios = logs_in(reader);
  return problem.or_else(std::move(step));
}

/// The first line is the search, every other an answer.
Outcome<void> take_line(std::string_view line, const TextSource& source,
                        std::optional<Journal>& journal) {
  const auto json = parse_json(line, source);
  if (!json) return pass_on(json);
  if (!json->is_object()) {
    return fail(ErrorKind::bad_input, source.at() + " is no JSON object",
                "Choose another --out, or remove the file.");
  }
  if (!journal) {
    auto search = search_from(json->get_object(), source);
    if (!search) return pass_on(search);
    journal = Journal{std::move(*search), {}};
    return {};
  }
  auto step = step_from(json->get_object(), source);
  if (!step) return pass_on(step);
  journal->steps.push_back(std::move(*step));
  return {};
}

}  // namespace

Outcome<std::optional<Journal>> read_journal(const fs::path& file) {
  std::optional<Journal> journal;
  std::error_code code;
  if (!fs::exists(file, code) && !code) return journal;
  const auto text = read_file(file);
  if (!text) return pass_on(text);
  std::size_t number = 0;
  for (std::size_t at = 0; at < text->size();) {
    const std::size_t end = text->find('\n', at);
    if (end == std::string::npos) break;  // torn: its answer is asked for again
    const std::string_view line = std::string_view(*text).substr(at, end - at);
    at = end + 1;
    ++number;
    if (!line.empty() && line.back() == torn_line_mark) continue;
    const auto taken = take_line(line, TextSource{file.string(), number}, journal);
    if (!taken) return pass_on(taken);
  }
  return journal;
}

Outcome<void> begin_journal(const fs::path& file, const Search& search) {
  return write_file_atomically(file, line_of(search) + "\n");
}

Outcome<void> append_step(const fs::path& file, const Step& step) {
  return append_line(file, line_of(step));
}

}  // namespace tidegate::bisect
