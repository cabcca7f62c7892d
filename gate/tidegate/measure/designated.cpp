#include <fmt/format.h>

#include <tidegate/measure/designated.hpp>
#include <tidegate/measure/mistake.hpp>

namespace tidegate::measure {
namespace {

bool runs(const ProviderDeclaration& provider, const Point& point) {
  const ProviderOptions& options = provider.options;
  if (provider.function == nullptr || !options.missing.empty()) return false;
  return !options.supports || options.supports(point);
}

}  // namespace

const ProviderDeclaration* designated_provider(const CaseDeclaration& declared, const Point& point,
                                               const std::string& platform) {
  const ProviderDeclaration* found = nullptr;
  for (const ProviderDeclaration& provider : declared.providers) {
    if (provider.name != declared.designated || !runs(provider, point)) continue;
    if (provider.options.platform == platform) return &provider;
    if (found == nullptr) found = &provider;
  }
  return found;
}

std::optional<std::vector<double>> output_of(const ProviderDeclaration& provider,
                                             const Point& point, std::uint64_t seed,
                                             const Fence& fence) {
  const auto once = [](const Batch& batch, const Fence& fenced) {
    batch(1);
    if (fenced) fenced();
    return Samples{};
  };
  State state(point, seed, once, fence);
  provider.function(state);
  if (!state.record().output) return std::nullopt;
  return state.record().output->values;
}

Compared against_designated(const CaseDeclaration& declared, const Point& point,
                            const std::string& platform, std::uint64_t seed, const Fence& fence,
                            const Output& out) {
  FidelityCheck comparison(out.tolerance, "designated_provider");
  const ProviderDeclaration* provider = designated_provider(declared, point, platform);
  const auto reference =
      provider == nullptr ? std::nullopt : output_of(*provider, point, seed, fence);
  if (!reference) return uncheckable(Fidelity::Reason::no_oracle);
  if (reference->size() != out.values.size()) {
    throw BenchmarkMistake(fmt::format("the output has {} elements, that of the provider '{}' {}",
                                       out.values.size(), provider->name, reference->size()));
  }
  for (std::size_t i = 0; i < reference->size(); ++i) {
    comparison.add(out.values[i], (*reference)[i]);
  }
  Compared result = comparison.result();
  result.against = provider->name;
  return result;
}

}  // namespace tidegate::measure
