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

/// The platform of rows whose file does not say where they ran.
inline constexpr std::string_view unstated_platform = "unstated";

/// An ok row of that name without metrics.
AttemptRow new_row(std::string case_name, std::vector<Axis> axes,
                   std::string_view platform = unstated_platform);

/// Adds a metric with all its samples; one without any is left out.
void add_samples(AttemptRow& row, std::string_view metric, std::vector<double> samples,
                 std::uint64_t iterations = 1);

/// The axis tidegate::statistic_axis. Formats that never have samples give it to each row, so that
/// one that fails keeps its name.
Axis statistic_of(std::string_view statistic);

/// Makes the one number that a file has of a time, in s, the row's only sample. The key says what
/// it is (tidegate::statistic_axis), and so does a warning. `calls`: how many calls it sums up.
void stand_in(AttemptRow& row, std::string_view statistic, double seconds, std::uint64_t calls);

/// A row that failed in that phase.
void set_failed(AttemptRow& row, Status status, std::string message);

/// What must hold of any file: at least one row, no name twice, numbers that are possible, and one
/// of them in each ok row. Axes of one name get numbers, and a row with a time of 0, which coarse
/// clocks and hyperfine's correction give, becomes `crashed`. Errors are `bad_input` and name
/// `file` and the row.
Outcome<Imported> checked(Imported found, const std::string& file);

}  // namespace tidegate::foreign
