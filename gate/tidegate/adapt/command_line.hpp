/// Any program, timed from its start to its end.
/// Decides: that a run is a sample. Refuses to know: what the program does.
#pragma once

#include <tidegate/adapt/dialect.hpp>

namespace tidegate::adapt {

/// The program is the case, its arguments are the point. It may use every core: nobody says how
/// many threads it has.
Outcome<std::vector<ForeignCase>> command_cases(const Asked& asked);

/// spec.warmup runs, then spec.samples timed ones, or fewer beyond spec.budget_s, 30 at least. A
/// run that fails ends it: its time would be that of the failure.
Outcome<Taken> take_command(const Asked& asked, const ForeignCase& wanted, const AttemptSpec& spec);

}  // namespace tidegate::adapt
