#include "committed_rows.hpp"

#include <map>
#include <string>

#include <tidegate/run/program_name.hpp>

namespace tidegate::command {

using Facts = std::shared_ptr<const Provenance>;

Facts committed_facts(const Facts& facts) {
  const FactValue worker = facts ? (*facts)[Fact::worker] : FactValue{};
  if (!worker) return facts;
  const std::string name = run::program_name(*worker);
  if (worker == name) return facts;
  Provenance named = *facts;
  named[Fact::worker] = name;
  return std::make_shared<const Provenance>(named);
}

void make_committed(std::vector<ResultRow>& rows) {
  std::map<Facts, Facts> known;
  for (ResultRow& row : rows) {
    const auto [at, is_new] = known.try_emplace(row.provenance);
    if (is_new) at->second = committed_facts(row.provenance);
    row.provenance = at->second;
  }
}

}  // namespace tidegate::command
