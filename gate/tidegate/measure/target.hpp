/// What a spec asks for, found among the declared cases.
/// Decides: which declaration a key means, and why one cannot be measured here.
/// Refuses to know: measuring.
#pragma once

#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/measure/case_registry.hpp>
#include <tidegate/row/case_id.hpp>

namespace tidegate::measure {

/// What a spec asks for, as it is declared.
struct Target {
  CaseDeclaration declared;
  ProviderDeclaration provider;
  Point point;  ///< with the types of the declaration
};

/// Errors (usage): no such case, point, or provider on that platform; the hint names those there.
Outcome<Target> find_target(const std::vector<CaseDeclaration>& cases, const Key& key);

Key key_of(const Target& target);

/// Why this target cannot be measured here; empty when it can.
std::string skip_reason(const Target& target);

}  // namespace tidegate::measure
