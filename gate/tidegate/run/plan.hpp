/// Which attempt is made when: a pure function of listings, filters and a template.
/// Decides: the order of a sweep and the spelling of a run id. Refuses to know: any worker.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/duration.hpp>
#include <tidegate/base/error.hpp>
#include <tidegate/run/runner.hpp>
#include <tidegate/run/selection.hpp>

namespace tidegate::run {

/// `<compact UTC time>__<first 7 digits of the commit>`; an unknown commit is `0000000`.
std::string make_run_id(WallTime now, std::string_view commit);

/// `id` and the microseconds of its second and a draw, `-<6 digits><4 hexadecimal digits>`: ids of
/// one commit sort by time, and two runs of one second are told apart where nobody claims names.
std::string single_run_id(const std::string& id, std::uint32_t microseconds, std::uint16_t draw);

/// `attempts` rounds over all selected listings, in their order: attempts of one key lie as far
/// apart in time as they can, so that a drift of the machine does not fall on one key alone.
/// `attempt` is the template; its key is replaced, its seed is the same for all attempts of a key,
/// so that they see the same inputs. Errors: as select(); zero attempts (usage).
Outcome<std::vector<Planned>> plan(const std::vector<CaseListing>& listings,
                                   const Selection& selection, const AttemptSpec& attempt,
                                   std::uint32_t attempts);

}  // namespace tidegate::run
