#include <algorithm>

#include <tidegate/judge/pooled_facts.hpp>

namespace tidegate::judge {

bool is_tainted(const Provenance& facts) {
  const FactValue& taint = facts[Fact::taint];
  return taint && *taint != absent_fact;
}

namespace {

/// The first ok attempt that was disturbed, or nullptr.
const AttemptRow* disturbed_among(std::span<const AttemptRow* const> attempts) {
  for (const AttemptRow* attempt : attempts) {
    if (attempt->status == Status::ok && is_tainted(attempt->provenance)) return attempt;
  }
  return nullptr;
}

bool ran_other_code(const Provenance& facts, const AttemptRow& attempt) {
  return attempt.status == Status::ok &&
         (attempt.provenance[Fact::code] != facts[Fact::code] ||
          attempt.provenance[Fact::device_code] != facts[Fact::device_code]);
}

}  // namespace

Provenance pooled_facts(const AttemptRow& deciding, std::span<const AttemptRow* const> attempts) {
  Provenance facts = deciding.provenance;
  if (!is_tainted(facts)) {
    const AttemptRow* disturbed = disturbed_among(attempts);
    if (disturbed != nullptr) facts[Fact::taint] = disturbed->provenance[Fact::taint];
  }
  const bool mixed =
      std::any_of(attempts.begin(), attempts.end(),
                  [&facts](const AttemptRow* attempt) { return ran_other_code(facts, *attempt); });
  if (mixed) {
    facts[Fact::code] = {};
    facts[Fact::device_code] = {};
  }
  return facts;
}

Coverage pooled_coverage(std::span<const AttemptRow* const> attempts) {
  const auto quick = [](const AttemptRow* attempt) { return attempt->coverage == Coverage::fast; };
  return std::any_of(attempts.begin(), attempts.end(), quick) ? Coverage::fast : Coverage::full;
}

}  // namespace tidegate::judge
