/// One page that shows everything a store knows, and needs nothing but itself.
/// Decides: the sections and their order, what is drawn of what does not fit, and that the page may
/// load nothing and run only the scripts it was built with.
/// Refuses to know: any statistic, files, and the time at which it is made: the same rows always
/// give the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/judge/capability.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/history.hpp>
#include <tidegate/judge/scaling.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::render {

/// A row with the samples behind its warm time, in the order taken; none of a stored baseline.
struct SiteRow {
  ResultRow row;
  std::vector<double> samples;
};

struct SiteInput {
  std::vector<SiteRow> rows;  ///< those of a case together, in the order in which they are shown
  std::vector<judge::History> histories;  ///< of the warm time
  judge::CapabilityMatrix capabilities;
  std::vector<judge::Scaling> scalings;
  std::vector<judge::GateReport> verdicts;
  std::vector<std::string> notes;  ///< what to know of the rows, a sentence each
};

/// What the page carries beside its content. Digests are SHA-256 in hexadecimal digits, of the very
/// text: the browser runs no other script.
struct SiteAssets {
  std::string_view style;
  std::string_view guide;  ///< HTML: how to read the page
  std::string_view script;
  std::string_view script_digest;
  std::string_view zoom_style;  ///< the library behind the zoom, all empty without it
  std::string_view zoom_script;
  std::string_view zoom_digest;
};

/// What this program was built with.
const SiteAssets& site_assets();

/// How much of each row is drawn: so many rows share a page that must stay light.
struct SiteDetail {
  std::size_t samples = 300;   ///< dots of a distribution
  std::size_t commits = 1000;  ///< dots of a history
};
SiteDetail site_detail(const SiteInput& input);

/// The whole document.
std::string html_site(const SiteInput& input, const SiteAssets& assets);

}  // namespace tidegate::render
