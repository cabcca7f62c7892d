/// What a search found, as files and words.
/// Decides: that the culprit is measured against its parent once more, with new pairs, before it is
/// called one; where the diagnosis lies; which commands come next.
/// Refuses to know: how the commits were searched.
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>
#include <tidegate/bisect/hunt.hpp>
#include <tidegate/bisect/journal.hpp>
#include <tidegate/run/plan.hpp>

#include "bisect_settings.hpp"
#include "bisect_sides.hpp"

namespace tidegate::command {

/// Writes `<out>/diagnosis.md` and, of one culprit, the gate's own files: verdict.json, which
/// `record` takes, reports and the decision bundle with both sides' samples.
Outcome<ExitCode> report_search(const BisectSettings& settings, const bisect::Search& search,
                                const bisect::Found& found, BuiltCommit& good,
                                const run::Planned& row);

}  // namespace tidegate::command
