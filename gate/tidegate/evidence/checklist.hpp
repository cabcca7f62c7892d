/// The checklist at the end of a harness run.
/// Decides: which items there are and when each is met. Refuses to know: how what it looks at came
/// about; it is the same for a run that just ended and for a folder that is read again.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/evidence/derived.hpp>

namespace tidegate::evidence {

enum class Met {
  yes,
  no,
  left_out  ///< on request
};

std::string_view met_name(Met met);  ///< `yes`, `no`, `left_out`

struct ChecklistItem {
  std::string id;  ///< `cold_recorded`
  Met met = Met::no;
  std::string sentence;  ///< why

  bool operator==(const ChecklistItem&) const = default;
};

/// Texts of the folder's files by name, SHA256SUMS apart.
using Files = std::map<std::string, std::string>;

/// The files that every folder of evidence has, in the order in which summary.md lists them.
struct Artefact {
  std::string_view name;
  std::string_view what;
};
std::span<const Artefact> artefacts();

struct ChecklistInput {
  const Observed& observed;
  const Derived& derived;
  const Files& files;
};

/// In a fixed order: cold_recorded, warm_recorded, devices_ran, warnings_copied, memory_steady,
/// environment_complete, tests_collected, source_unchanged, artefacts_referenced.
std::vector<ChecklistItem> checklist(const ChecklistInput& input);

bool all_met(std::span<const ChecklistItem> items);

}  // namespace tidegate::evidence
