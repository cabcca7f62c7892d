/// The evidence that a person needs to decide about a crossing: one folder, readable without a
/// server. Decides: its files and their content.
/// Refuses to know: git (commits are handed in) and what should be decided; it never recommends.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/history.hpp>
#include <tidegate/render/decision.hpp>

namespace tidegate::render {

struct BundleCommit {
  std::string sha;
  std::string subject;
};

struct BundleLink {
  std::string title;
  std::string target;
};

struct BundleInput {
  judge::GateReport report;
  std::vector<BundleCommit> commits;  ///< between both sides, newest first, `most_listed` at most
  std::optional<std::uint64_t> commit_count;  ///< all of them; nothing where nobody knows
  std::vector<std::string> files;             ///< changed between both sides, `most_listed` at most
  std::optional<std::uint64_t> file_count;    ///< all of them; nothing where nobody knows
  std::vector<BundleLink> links;              ///< to performance records, traces, runs
  std::vector<judge::History> trends;  ///< of any rows; each crossing shows its own, if it is there
  std::vector<Decision> decisions;     ///< what people decided so far, the oldest first
};

/// A release may lie thousands of commits back: that many of them, and of files, tell a reader
/// where to look; the counts say how many there are.
inline constexpr std::size_t most_listed = 100;

/// A file of the bundle: its name inside the folder and its bytes.
struct BundleFile {
  std::string name;
  std::string text;
};

/// Everything as JSON, schema_version 1: crossings with both sides' rows, samples, pairs and
/// trend (oldest commit first; null without a history), other lines in short, both provenances and
/// their differences, commits, files, command, policy.
/// `recommendation` is always null.
std::string bundle_json(const BundleInput& input);

/// The same for reading, with the plots beside it by name and with what was decided.
std::string bundle_markdown(const BundleInput& input);

/// bundle.md, bundle.json, verdict.json (from which all others are written again), and
/// samples-<i>.svg, pairs-<i>.svg and trend-<i>.svg per crossing that has such data.
std::vector<BundleFile> bundle_files(const BundleInput& input);

/// Writes `<folder>/<run_id>/` and returns it. A new bundle is written aside and renamed, so that
/// it is never half there; one that exists has its files replaced one by one, so that writing the
/// same run again gives the same bytes. decision.json is never written: what it says is shown, and
/// an unreadable one is an error. usage when nothing crossed; bad_input when the run id cannot be
/// the name of a folder.
Outcome<std::filesystem::path> write_bundle(const std::filesystem::path& folder, BundleInput input);

/// The value that the bundle in this folder was written from: its verdict.json, with the commits,
/// files, links and trends of its bundle.json, and decision.json where somebody has decided.
/// Errors: as read_file, parse_json and report_from_json.
Outcome<BundleInput> read_bundle(const std::filesystem::path& bundle);

/// What people decided beside this bundle; none where there is no decision.json.
Outcome<std::vector<Decision>> read_decisions(const std::filesystem::path& bundle,
                                              const std::string& run_id);

}  // namespace tidegate::render
