/// Results of Catch2's benchmarks: the XML reporter, versions 2 and 3.
/// Decides: that the test case is the case, sections and the benchmark's name are axes, and that
/// nothing in a test case that failed was measured. Refuses to know: assertions. The only file that
/// uses pugixml: its parser needs no stack, however deep a hostile file is nested.
#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <pugixml.hpp>

#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

constexpr std::string_view hint = "Write it with `<test> --reporter xml --out <file>`.";

/// pugixml's own conversion takes what is no number for 0.
std::optional<double> number_of(const pugi::xml_attribute& attribute) {
  const std::string_view text = attribute.value();
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::size_t line_of(const std::string& text, std::ptrdiff_t offset) {
  const auto end =
      std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), text.size());
  return 1 + static_cast<std::size_t>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

AttemptRow row_of(const pugi::xml_node& benchmark) {
  std::string test;
  std::string sections;
  for (pugi::xml_node above = benchmark.parent(); above; above = above.parent()) {
    const std::string_view kind = above.name();
    if (kind == "TestCase") test = above.attribute("name").value();
    if (kind == "Section") {
      const std::string name = above.attribute("name").value();
      sections = sections.empty() ? name : fmt::format("{}/{}", name, sections);
    }
  }
  std::vector<Axis> axes;
  if (case_name(test) != test) axes.push_back({"test", axis_value(test)});
  if (!sections.empty()) axes.push_back({"section", axis_value(sections)});
  axes.push_back({"benchmark", axis_value(benchmark.attribute("name").value())});
  axes.push_back(statistic_of("mean"));
  return new_row(case_name(test), std::move(axes));
}

/// Whether the test case around it says at its end that something in it failed.
bool test_failed(const pugi::xml_node& benchmark) {
  pugi::xml_node above = benchmark.parent();
  while (above && std::string_view(above.name()) != "TestCase") above = above.parent();
  return above.child("OverallResult").attribute("success").as_string() == std::string_view("false");
}

/// The mean, in ns, over all samples and their iterations; false where it is no time.
bool add_mean(const pugi::xml_node& benchmark, AttemptRow& row) {
  if (const pugi::xml_node failed = benchmark.child("failed")) {
    set_failed(row, Status::crashed, failed.attribute("message").value());
    return true;
  }
  if (test_failed(benchmark)) {
    set_failed(row, Status::crashed, "something else in its test case failed");
    return true;
  }
  const auto mean = number_of(benchmark.child("mean").attribute("value"));
  if (!mean || !is_plausible(*mean * 1e-9, "s")) return false;
  const double samples = number_of(benchmark.attribute("samples")).value_or(1);
  const double calls = samples * number_of(benchmark.attribute("iterations")).value_or(1);
  const bool countable = calls >= 1 && calls < 1e15;
  stand_in(row, "mean", *mean * 1e-9, countable ? static_cast<std::uint64_t>(calls) : 1);
  return true;
}

/// Visits without a stack of its own, as the parser does.
class Walker : public pugi::xml_tree_walker {
 public:
  Imported found;
  std::ptrdiff_t bad = -1;  ///< where a benchmark without a time begins

  bool for_each(pugi::xml_node& node) override {
    if (std::string_view(node.name()) != "BenchmarkResults") return true;
    found.attempts.push_back(row_of(node));
    if (add_mean(node, found.attempts.back())) return true;
    bad = node.offset_debug();
    return false;
  }
};

}  // namespace

Outcome<Imported> read_catch2(const std::filesystem::path& file) {
  const auto text = read_foreign(file);
  if (!text) return pass_on(text);
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text->data(), text->size());
  if (!parsed) {
    return fail(ErrorKind::bad_input,
                fmt::format("{}:{}: {}", file.string(), line_of(*text, parsed.offset),
                            parsed.description()),
                std::string(hint));
  }
  Walker walker;
  document.traverse(walker);
  if (walker.bad >= 0) {
    return fail(ErrorKind::bad_input,
                fmt::format("{}:{}: {} has no mean that is a time", file.string(),
                            line_of(*text, walker.bad), walker.found.attempts.back().key.text()),
                std::string(hint));
  }
  return checked(std::move(walker.found), file.string());
}

}  // namespace tidegate::foreign
