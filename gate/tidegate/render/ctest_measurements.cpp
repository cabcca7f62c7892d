#include <cmath>
#include <set>

#include <fmt/format.h>

#include <tidegate/render/ctest_measurements.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {
namespace {

/// Collects lines and keeps the first of equal names.
class Measurements {
 public:
  void add(const std::string& name, double value) {
    if (!std::isfinite(value) || !names_.insert(name).second) return;
    text_ +=
        fmt::format("<CTestMeasurement type=\"numeric/double\" name=\"{}\">{}</CTestMeasurement>\n",
                    xml_text(name), exact_text(value));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::set<std::string> names_;
};

void add_line(Measurements& out, const judge::GateLine& line) {
  const std::string name = plain_line(line.key.text() + " " + line.metric.str());
  if (line.candidate) {
    out.add(name + " min", line.candidate->min);
    out.add(name + " median", line.candidate->median);
    if (line.candidate->p95) out.add(name + " p95", *line.candidate->p95);
  }
  if (line.min) out.add(name + " ratio min", line.min->ratio);
  if (line.p95) out.add(name + " ratio p95", line.p95->ratio);
}

}  // namespace

std::string render_ctest_measurements(const judge::GateReport& report) {
  Measurements out;
  out.add("compared", static_cast<double>(report.compared));
  out.add("expected", static_cast<double>(report.expected));
  for (const judge::GateLine& line : report.lines) add_line(out, line);
  return "CTEST_FULL_OUTPUT: ctest keeps all of what follows\n" + out.text();
}

}  // namespace tidegate::render
