/// What somebody else's result file amounts to.
/// Decides: what an importer hands back, and what must hold of it whatever the format.
/// Refuses to know: any format (one file each), runs, machines and where rows are kept.
///
/// The room is `import`, its namespace `foreign`: C++20 reads `import` at the beginning of a line
/// as a module's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/duration.hpp>
#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>

namespace tidegate::foreign {

/// Of one file. Rows have a key without provider, what was measured, and those facts that the file
/// states; whoever keeps them adds the run, the provider and the machine.
struct Imported {
  std::vector<AttemptRow> attempts;
  std::optional<WallTime> measured;  ///< when, as the file says
  std::vector<std::string> notes;    ///< one sentence for each thing that was left out
};

/// The axis that says what stands for a row whose samples the file does not have. A row of means is
/// so never set against one of samples, whose minimum is another thing.
inline constexpr std::string_view statistic_axis = "statistic";

/// The platform of rows whose file does not say where they ran.
inline constexpr std::string_view unstated_platform = "unstated";

/// An ok row of that name without metrics.
AttemptRow new_row(std::string case_name, std::vector<Axis> axes,
                   std::string_view platform = unstated_platform);

/// Adds a metric with all its samples; one without any is left out.
void add_samples(AttemptRow& row, std::string_view metric, std::vector<double> samples,
                 std::uint64_t iterations = 1);

/// Makes the one number that a file has of a time, in s, the row's only sample, with a warning that
/// says what it is. `calls`: how many calls it sums up. `named`: also put the statistic into the
/// key, for formats whose files may have samples as well.
void stand_in(AttemptRow& row, std::string_view statistic, double seconds, std::uint64_t calls,
              bool named);

/// A row that failed in that phase.
void set_failed(AttemptRow& row, Status status, std::string message);

/// What must hold of any file: at least one row, no name twice, times that are possible, and a
/// number in each ok row. Errors are `bad_input` and name `file` and the row.
Outcome<Imported> checked(Imported found, const std::string& file);

}  // namespace tidegate::foreign
