// `--tidegate list RESULT`: everything that this program can measure, a line each.
#include <tidegate/measure/mode_files.hpp>
#include <tidegate/measure/modes.hpp>

namespace tidegate::measure {

ExitCode list_mode(Worker& worker, const Words& words) {
  const auto cases = worker.cases.validated();
  if (!cases) return report(worker.err, cases.error());
  std::string text;
  for (const CaseListing& listing : listings(*cases)) text += to_json_line(listing) + '\n';
  const auto written = write_result(words.front(), text);
  return written ? ExitCode::ok : report(worker.err, written.error());
}

std::vector<CaseListing> listings(const std::vector<CaseDeclaration>& cases) {
  std::vector<CaseListing> result;
  for (const CaseDeclaration& declared : cases) {
    for (const Point& point : declared.points()) {
      for (const ProviderDeclaration& provider : declared.providers) {
        const auto& supports = provider.options.supports;
        // A point that an implementation does not offer is no gap in what was measured.
        if (supports && !supports(point)) continue;
        const Target target{declared, provider, point};
        result.push_back({key_of(target), provider.options.reference,
                          declared.is_representative(point), skip_reason(target),
                          provider.source.known() ? provider.source : declared.source});
      }
    }
  }
  return result;
}

}  // namespace tidegate::measure
