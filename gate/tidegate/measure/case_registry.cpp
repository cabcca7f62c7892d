#include <tidegate/measure/case_registry.hpp>

namespace tidegate {
namespace measure {
namespace {

/// Every point of `points`, continued by every value of `axis`.
std::vector<Point> extended(const std::vector<Point>& points, const AxisDeclaration& axis) {
  std::vector<Point> result;
  result.reserve(points.size() * axis.values.size());
  for (const Point& point : points) {
    for (const AxisValue& value : axis.values) {
      result.push_back(point);
      result.back().axes.push_back(Axis{axis.name, value});
    }
  }
  return result;
}

}  // namespace

std::vector<Point> CaseDeclaration::points() const {
  std::vector<Point> result(1);
  for (const AxisDeclaration& axis : axes) result = extended(result, axis);
  return result;
}

bool CaseDeclaration::is_representative(const Point& point) const {
  if (!representative.empty()) {
    const auto parsed = parse_point(representative);
    return parsed && parsed->canonical() == point.canonical();
  }
  Point first;
  for (const AxisDeclaration& axis : axes) first.axes.push_back({axis.name, axis.values.front()});
  return first.canonical() == point.canonical();
}

SourcePlace Declared::place() const {
  if (file == nullptr || line == nullptr) return {};
  return {file, *line};
}

std::size_t Registry::add_case(std::string name, std::string_view compiler, SourcePlace source) {
  CaseDeclaration declaration;
  declaration.source = source;
  declaration.name = std::move(name);
  declaration.compiler = std::string(compiler);
  cases_.push_back(std::move(declaration));
  return cases_.size() - 1;
}

void Registry::add_provider(std::string case_name, ProviderDeclaration provider) {
  strays_.emplace_back(std::move(case_name), std::move(provider));
}

Registry& registry() {
  static Registry cases;  // made on first use: files register in any order before main
  return cases;
}

}  // namespace measure

CaseBuilder& CaseBuilder::axis(std::string name, std::vector<AxisValue> values) {
  registry_->at(index_).axes.push_back({std::move(name), std::move(values)});
  return *this;
}

CaseBuilder& CaseBuilder::representative(std::string point_text) {
  registry_->at(index_).representative = std::move(point_text);
  return *this;
}

CaseBuilder& CaseBuilder::metrics(std::vector<std::string> ids) {
  registry_->at(index_).metrics = std::move(ids);
  return *this;
}

CaseBuilder& CaseBuilder::counter(std::string name, Better better, std::string unit) {
  registry_->at(index_).counters.push_back({std::move(name), better, std::move(unit)});
  return *this;
}

CaseBuilder& CaseBuilder::designated(std::string provider) {
  registry_->at(index_).designated = std::move(provider);
  return *this;
}

CaseBuilder& CaseBuilder::stages(std::vector<std::string> names) {
  registry_->at(index_).stages = std::move(names);
  return *this;
}

CaseBuilder& CaseBuilder::provider(std::string name, BenchmarkFunction function,
                                   ProviderOptions options) {
  registry_->at(index_).providers.push_back({std::move(name), function, std::move(options)});
  return *this;
}

CaseBuilder declare_case(std::string name, std::string_view compiler, measure::Declared declared) {
  measure::Registry& cases = measure::registry();
  return {cases, cases.add_case(std::move(name), compiler, declared.place())};
}

ProviderRegistration::ProviderRegistration(std::string case_name, std::string provider,
                                           BenchmarkFunction function, ProviderOptions options)
    : ProviderRegistration(measure::Declared{}, std::move(case_name), std::move(provider), function,
                           std::move(options)) {}

ProviderRegistration::ProviderRegistration(measure::Declared declared, std::string case_name,
                                           std::string provider, BenchmarkFunction function,
                                           ProviderOptions options) {
  measure::registry().add_provider(
      std::move(case_name), {std::move(provider), function, std::move(options), declared.place()});
}

}  // namespace tidegate
