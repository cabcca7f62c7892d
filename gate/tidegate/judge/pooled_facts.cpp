#include <algorithm>

#include <tidegate/judge/pooled_facts.hpp>

namespace tidegate::judge {

bool is_tainted(const Provenance& facts) {
  const FactValue& taint = facts[Fact::taint];
  return taint && *taint != absent_fact;
}

Provenance pooled_facts(const AttemptRow& deciding, std::span<const AttemptRow* const> attempts) {
  Provenance facts = deciding.provenance;
  if (is_tainted(facts)) return facts;
  for (const AttemptRow* attempt : attempts) {
    if (attempt->status != Status::ok || !is_tainted(attempt->provenance)) continue;
    facts[Fact::taint] = attempt->provenance[Fact::taint];
    break;
  }
  return facts;
}

Coverage pooled_coverage(std::span<const AttemptRow* const> attempts) {
  const auto quick = [](const AttemptRow* attempt) { return attempt->coverage == Coverage::fast; };
  return std::any_of(attempts.begin(), attempts.end(), quick) ? Coverage::fast : Coverage::full;
}

}  // namespace tidegate::judge
