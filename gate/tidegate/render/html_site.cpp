#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <tidegate/render/html_parts.hpp>
#include <tidegate/render/html_text.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_picture.hpp>

namespace tidegate::render {
namespace {

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

/// Hexadecimal digits as base64, which is how a policy names a digest.
std::string base64_of(std::string_view hex) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits;
  for (const char c : hex) {
    for (int bit = 3; bit >= 0; --bit) bits += static_cast<char>((digit_of(c) >> bit) & 1);
  }
  std::string out;
  for (std::size_t at = 0; at < bits.size(); at += 6) {
    std::size_t value = 0;
    for (std::size_t i = at; i < at + 6; ++i) {
      value = value * 2 + (i < bits.size() ? static_cast<std::size_t>(bits[i]) : 0);
    }
    out += letters[value];
  }
  while (out.size() % 4 != 0) out += '=';
  return out;
}

/// Nothing is loaded, nothing but our own scripts runs, even where an escape failed.
std::string policy(const SiteAssets& assets) {
  std::string scripts;
  for (const std::string_view digest : {assets.script_digest, assets.zoom_digest}) {
    if (!digest.empty()) scripts += fmt::format(" 'sha256-{}'", base64_of(digest));
  }
  return fmt::format(
      "default-src 'none'; script-src{}; style-src 'unsafe-inline'; base-uri 'none'; "
      "form-action 'none'",
      scripts.empty() ? " 'none'" : scripts);
}

std::size_t cases_of(const SiteInput& input) {
  std::set<std::string_view> names;
  for (const SiteRow& row : input.rows) names.insert(row.row.key.case_name);
  return names.size();
}

std::string head(const SiteAssets& assets) {
  std::string out =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n";
  out +=
      fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy(assets));
  out += "<title>tidegate: what was measured</title>\n<style>\n";
  out += picture_style();
  out += assets.zoom_style;
  out += assets.style;
  return out + "</style>\n</head>\n";
}

/// What the page stands on: one line a fact.
std::string facts(const SiteInput& input) {
  std::set<std::string> machines;
  std::string newest;
  for (const SiteRow& row : input.rows) {
    machines.insert(row.row.machine_class.str());
    newest = std::max(newest, row.row.run_id.str());
  }
  if (input.rows.empty()) return "<p>No row was measured yet.</p>\n";
  return fmt::format("<p>{} of {}; classes of machines: {}; newest run: {}.</p>\n",
                     counted(input.rows.size(), "row"), counted(cases_of(input), "case"),
                     machines.size(), html_text(newest));
}

std::string opening(const SiteInput& input) {
  std::string out =
      "<body>\n<a class=\"skip\" href=\"#rows\">To the table of all rows</a>\n"
      "<header>\n<h1>tidegate: what was measured</h1>\n";
  out += facts(input);
  out +=
      "<p>Every number was read from measured rows by a program; no value is edited by hand.</p>\n"
      "<nav aria-label=\"Sections\">\n<ul>\n";
  if (!input.verdicts.empty()) out += "<li><a href=\"#verdicts\">Verdicts</a></li>\n";
  out +=
      "<li><a href=\"#rows\">All rows</a></li>\n"
      "<li><a href=\"#capabilities\">What was measured where</a></li>\n"
      "<li><a href=\"#cases\">Case by case</a></li>\n"
      "<li><a href=\"#guide\">How to read this page</a></li>\n</ul>\n</nav>\n</header>\n<main>\n";
  return out;
}

std::string script_element(std::string_view script) {
  return script.empty() ? std::string() : fmt::format("<script>{}</script>\n", script);
}

}  // namespace

SiteDetail site_detail(const SiteInput& input) {
  constexpr std::size_t all_samples = 30'000;   // of the page: about 2 MB of dots
  constexpr std::size_t all_commits = 100'000;  // about 6 MB with the data for the zoom
  const std::size_t rows = std::max<std::size_t>(1, input.rows.size());
  const std::size_t series = std::max<std::size_t>(1, input.histories.size());
  return {std::clamp<std::size_t>(all_samples / rows, 40, 300),
          std::clamp<std::size_t>(all_commits / series, 60, 1000)};
}

std::string html_site(const SiteInput& input, const SiteAssets& assets) {
  const bool zoom = !assets.zoom_script.empty();
  std::string out = head(assets) + opening(input);
  if (!input.notes.empty()) {
    out += "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n" +
           html_list(input.notes) + "</section>\n";
  }
  out += verdict_sections(input) + rows_section(input) + capability_section(input);
  out += "<h2 id=\"cases\">Case by case</h2>\n";
  out += case_sections(input, zoom);
  out += assets.guide;
  out += "</main>\n";
  out += script_element(assets.zoom_script) + script_element(assets.script);
  return out + "</body>\n</html>\n";
}

}  // namespace tidegate::render
