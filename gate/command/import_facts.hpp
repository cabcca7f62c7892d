/// Which run, commit and machine imported rows belong to.
/// Decides: that what a file does not say stays unsaid: nobody's machine is made up.
/// Refuses to know: formats and where rows are kept.
#pragma once

#include <filesystem>
#include <optional>

#include <tidegate/base/duration.hpp>
#include <tidegate/import/formats.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// When a file was last written: the order of runs whose files state no time. Nothing where that
/// cannot be told.
std::optional<WallTime> last_change_of(const std::filesystem::path& file);

/// Gives every row its run id, its commit, its machine class and the fact that it was imported.
/// --here takes this machine's facts before the file's; --machine names the processor; without both
/// the file's own host or processor counts. Errors: usage; as run::commit_of for --commit.
Outcome<void> add_facts(const Arguments& arguments, const foreign::Format& format,
                        foreign::Imported& imported);

}  // namespace tidegate::command
