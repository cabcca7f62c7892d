/// The evidence that a person needs to decide about a crossing: one folder, readable without a
/// server. Decides: its files and their content.
/// Refuses to know: git (commits are handed in) and what should be decided; it never recommends.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/history.hpp>

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
  std::vector<BundleCommit> commits;   ///< between both sides, newest first; empty when unknown
  std::vector<std::string> files;      ///< changed between both sides
  std::vector<BundleLink> links;       ///< to performance records, traces, runs
  std::vector<judge::History> trends;  ///< of any rows; each crossing shows its own, if it is there
};

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

/// The same for reading, with the plots beside it by name.
std::string bundle_markdown(const BundleInput& input);

/// The blank form in which a person writes what was decided.
std::string decision_form(const BundleInput& input);

/// bundle.md, bundle.json, samples-<i>.svg, pairs-<i>.svg and trend-<i>.svg per crossing that has
/// such data.
std::vector<BundleFile> bundle_files(const BundleInput& input);

/// Writes `<folder>/<run_id>/` and returns it. A new bundle is written aside and renamed, so that
/// it is never half there; one that exists has its files replaced one by one, so that writing the
/// same run again gives the same bytes. decision.md is written blank once and never again: it
/// belongs to the person who decides. usage when nothing crossed; bad_input when the run id cannot
/// be the name of a folder.
Outcome<std::filesystem::path> write_bundle(const std::filesystem::path& folder,
                                            const BundleInput& input);

}  // namespace tidegate::render
