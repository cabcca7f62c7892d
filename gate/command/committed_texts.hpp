/// The texts of a baselines folder that are written from rows beside them, and nothing else.
/// Decides: which texts there are and which rows each comes from: runs of record, trends with their
/// pictures, snapshots, decision bundles. Refuses to know: what they look like (render) and who
/// writes them when.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_committed{
    "committed", Arity::one, "DIR",
    "Write the texts of a baselines folder again from the rows beside them: latest_<case>.md, "
    "trends, snapshots, decision bundles"};
inline constexpr Flag flag_check_committed{"check", Arity::no_value, "",
                                           "committed: write nothing, say which texts differ"};

struct CommittedText {
  std::filesystem::path file;
  std::string text;
};
using CommittedTexts = std::vector<CommittedText>;

/// `latest_<case>.md` of each of these cases; of all without any.
Outcome<CommittedTexts> run_of_record_texts(const std::filesystem::path& baselines,
                                            const std::set<std::string>& cases = {});

/// The page of a trend and its pictures, from its rows: `<trends>/<metric>.jsonl`.
Outcome<CommittedTexts> trend_texts(const std::filesystem::path& rows);

/// The page of a snapshot, from its JSON.
Outcome<CommittedTexts> snapshot_texts(const std::filesystem::path& json);

/// All files of a decision bundle but decision.json, from its verdict.json and from the commits,
/// files and trends in its bundle.json.
Outcome<CommittedTexts> bundle_texts(const std::filesystem::path& bundle);

/// Each aside, then in its place.
Outcome<void> write_texts(const CommittedTexts& texts);

/// `tidegate render --committed DIR [--check]`: 0 written, or all as they should be; 1 --check
/// found a text that is not what its rows say.
Outcome<ExitCode> render_committed(const Arguments& arguments);

}  // namespace tidegate::command
