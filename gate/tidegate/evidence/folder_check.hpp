/// A folder of evidence, read again.
/// Decides: what is wrong with it: checksums, figures that its rows do not give, items of the
/// checklist that do not hold. Refuses to know: how the folder was made.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/evidence/checklist.hpp>

namespace tidegate::evidence {

struct FolderCheck {
  std::vector<std::string> flaws;        ///< one sentence each
  std::vector<ChecklistItem> checklist;  ///< as the files give it now
  std::size_t results = 0;

  bool is_sound() const { return flaws.empty() && all_met(checklist); }
};

/// Errors: no folder, no SHA256SUMS (an unfinished run), rows or results that cannot be read.
Outcome<FolderCheck> check_folder(const std::filesystem::path& folder);

/// The texts of the artefacts that are there. Errors: io.
Outcome<Files> artefacts_in(const std::filesystem::path& folder);

/// The first place where `found` lacks or contradicts what `wanted` has, as `results[2].size`;
/// empty when there is none. Fields that `wanted` does not have do not count.
std::string first_difference(const Json& wanted, const Json& found, const std::string& place);

}  // namespace tidegate::evidence
