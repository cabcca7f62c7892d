/// The rows of all runs in a store, for histories: read_rows keeps the newest run alone.
/// Decides: which files are looked at and that the oldest run comes first.
/// Refuses to know: which rows become points (judge/history).
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/history.hpp>
#include <tidegate/row/result_row.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_history{
    "history", Arity::many, "DIR",
    "Store with earlier runs: the decision bundle shows each crossing's trend; repeatable"};

/// Which rows are wanted; all others are passed by as they are read.
using Wanted = std::function<bool(const Key& key, bool representative)>;

/// A row without a ratio for each run and key, from the oldest run to the newest; a run that stands
/// twice counts once. Files without a row are noted and passed by. Errors: as row_files,
/// store::by_key and read_results.
Outcome<std::vector<ResultRow>> read_history(const std::vector<std::filesystem::path>& paths,
                                             const Wanted& wanted, std::vector<std::string>& notes);

/// The histories of one metric, in the order of the commits: of each row only its point is kept.
/// Errors: as read_history.
Outcome<judge::Histories> read_histories(const std::vector<std::filesystem::path>& paths,
                                         const Wanted& wanted, std::string_view metric,
                                         const std::filesystem::path& source,
                                         std::vector<std::string>& notes);

/// The commits of the source tree, parents before children; none where git cannot say, and then
/// points stand as they were measured, which each history says.
std::vector<std::string> commit_order(const std::filesystem::path& source);

/// The metrics of the crossings of a report.
std::set<std::string> crossing_metrics(const judge::GateReport& report);

/// The rows behind their histories; none without paths. Errors: as read_history.
Outcome<std::vector<ResultRow>> crossing_rows(const judge::GateReport& report,
                                              const std::vector<std::filesystem::path>& paths,
                                              std::vector<std::string>& notes);

/// Their histories among rows that were read.
std::vector<judge::History> trends_among(const judge::GateReport& report,
                                         const std::vector<ResultRow>& rows,
                                         const std::filesystem::path& source);

/// The histories of the crossings of a report; none without paths. Errors: as read_history.
Outcome<std::vector<judge::History>> trends_of(const judge::GateReport& report,
                                               const std::vector<std::filesystem::path>& paths,
                                               const std::filesystem::path& source,
                                               std::vector<std::string>& notes);

}  // namespace tidegate::command
