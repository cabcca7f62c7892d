/// From attempt rows to result rows.
/// Decides: pooling of samples, which status a mixture of attempts has, ratios to the reference.
/// Refuses to know: baselines.
#pragma once

#include <span>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// One result row per (run_id, key), sorted by key. fidelity_failed wins over every other status
/// (a wrong result is wrong however often it was right); else ok when any attempt is ok (the failed
/// ones are counted); else the status of the last attempt. p95 only from 20 samples on.
std::vector<ResultRow> fold(std::span<const AttemptRow> attempts);

/// Of several runs, keeps the newest row of each key (run ids sort as time does).
std::vector<ResultRow> latest(std::vector<ResultRow> rows);

}  // namespace tidegate::judge
