#include <regex>
#include <set>

#include <fakes/sample_site.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/html_parts.hpp>
#include <tidegate/render/html_site.hpp>
#include <tidegate/render/html_text.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

std::string page_of(const SiteInput& input) { return html_site(input, fakes::plain_assets()); }

TEST(HtmlSite, ASmallPageMatchesItsGoldenFile) {
  expect_golden("site.html", page_of(fakes::small_site()));
}

TEST(HtmlSite, NamesNoAddressAndLoadsNothing) {
  for (const SiteAssets& assets : {fakes::plain_assets(), site_assets()}) {
    std::string page = html_site(fakes::small_site(), assets);
    // The licence of the zoom's library stands in its first line, in a comment.
    const std::size_t licence = page.find("/*! https://github.com/leeoniya/uPlot");
    if (licence != std::string::npos) page.erase(licence, page.find("*/", licence) - licence);
    EXPECT_EQ(count(page, "http:"), 0U);
    EXPECT_EQ(count(page, "https:"), 0U);
    EXPECT_EQ(count(page, "src="), 0U);
    EXPECT_EQ(count(page, "<link"), 0U);
    EXPECT_EQ(count(page, "@import"), 0U);
    EXPECT_GT(count(page, "default-src 'none'"), 0U);
  }
}

// The digest of "0;" in base64, as `printf '0;' | openssl dgst -sha256 -binary | base64` has it.
TEST(HtmlSite, RunsTheScriptsItWasBuiltWithAndNoOther) {
  const std::string page = page_of(fakes::small_site());
  EXPECT_THAT(page,
              HasSubstr("script-src 'sha256-8atrH6Pge+As3TgWrRwcD2pUDCYuTIBfIIqQGFDl3eA='; "));
  EXPECT_EQ(count(page, "<script>"), 1U);
  EXPECT_FALSE(std::regex_search(page, std::regex(" on[a-z]+=")));
  SiteAssets none = fakes::plain_assets();
  none.script = none.script_digest = "";
  EXPECT_THAT(html_site(fakes::small_site(), none), HasSubstr("script-src 'none'; "));
}

TEST(HtmlSite, IdsAreUniqueAndEveryLinkLeadsSomewhere) {
  const std::string page = page_of(fakes::small_site());
  std::set<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\"");
  for (std::sregex_iterator i(page.begin(), page.end(), id), end; i != end; ++i) {
    EXPECT_TRUE(ids.insert((*i)[1]).second) << (*i)[1];
  }
  const std::regex link("(?:href=\"#|aria-labelledby=\")([^\"]*)\"");
  std::size_t links = 0;
  for (std::sregex_iterator i(page.begin(), page.end(), link), end; i != end; ++i, ++links) {
    std::istringstream targets((*i)[1].str());
    for (std::string target; targets >> target;) EXPECT_TRUE(ids.count(target)) << target;
  }
  EXPECT_GT(links, 20U);
}

TEST(HtmlSite, ForeignTextIsNeverMarkup) {
  const std::string attack = "</script><img src=x onerror=alert(1)>\"'\x1b[31m\xE2\x80\xAE\xFF";
  SiteInput input = fakes::small_site();
  for (SiteRow& row : input.rows) {
    row.row.key.case_name = attack;
    row.row.key.provider = attack;
    row.row.key.platform = attack;
    row.row.failure = attack;
    row.row.machine_class = attack;
    row.row.run_id = attack;
    row.row.warnings = {{attack, 1}};
  }
  input.rows[0].row.key.point.axes = {{attack, attack}};
  std::vector<ResultRow> rows;
  for (const SiteRow& row : input.rows) rows.push_back(row.row);
  input.capabilities = judge::capabilities(rows);
  input.scalings = judge::scalings(rows);
  judge::History& history = input.histories[0];
  history.key = input.rows[0].row.key;
  history.machine_class = attack;
  for (judge::HistoryPoint& point : history.points) point.commit = point.date = attack;
  input.verdicts[0].lines[0].reason = attack;
  input.verdicts[0].reproduce = attack;
  input.notes = {attack};
  SiteAssets assets = fakes::plain_assets();
  assets.zoom_script = "1;";
  const std::string page = html_site(input, assets);
  EXPECT_GT(count(page, "application/json"), 0U);  // the data of the zoom is looked at too
  EXPECT_EQ(count(page, "<img"), 0U);
  EXPECT_EQ(count(page, "\x1b"), 0U);
  EXPECT_EQ(count(page, "\xE2\x80\xAE"), 0U);
  EXPECT_EQ(count(page, "\xFF"), 0U);
  EXPECT_EQ(count(page, "</script"), count(page, "<script"));
}

TEST(HtmlSite, AnEmptyStoreIsAPageToo) {
  const std::string page = page_of({});
  EXPECT_GT(count(page, "No row was measured yet."), 0U);
  EXPECT_GT(count(page, "id=\"rows\""), 0U);
  EXPECT_EQ(count(page, "<table"), 0U);
  EXPECT_GT(count(page, "</html>"), 0U);
}

TEST(HtmlSite, EveryTableHasACaptionAndHeadersWithAScope) {
  const std::string page = page_of(fakes::small_site());
  EXPECT_GT(count(page, "<table"), 5U);
  EXPECT_EQ(count(page, "<table"), count(page, "<caption"));
  EXPECT_EQ(count(page, "<th ") + count(page, "<thead"), count(page, "<th"));
  EXPECT_EQ(count(page, "<th "), count(page, "scope=\""));
  EXPECT_EQ(count(page, "<svg "), count(page, "<title id="));
  EXPECT_EQ(count(page, "<svg "), count(page, "<desc id="));
}

TEST(HtmlSite, NumbersSortByTheirValue) {
  const std::string page = page_of(fakes::small_site());
  EXPECT_GT(count(page, "data-value=\"0.001336\">1.336 ms</td>"), 0U);
  EXPECT_GT(count(page, "data-value=\"0.25\">0.250</td>"), 0U);
  EXPECT_THAT(html_number(std::nullopt, "n/a"), Not(HasSubstr("data-value")));
}

TEST(HtmlSite, SaysWhatWasNeverMeasured) {
  const std::string section = capability_section(fakes::small_site());
  EXPECT_THAT(section, HasSubstr("<td class=\"measured\">measured 3</td>"));
  EXPECT_THAT(section, HasSubstr("<td class=\"skipped\">skipped 1</td>"));
  EXPECT_EQ(count(section, "<td class=\"never\">never</td>"), 2U);
}

TEST(HtmlSite, TheZoomsDataIsThereOnlyWithTheZoom) {
  EXPECT_THAT(page_of(fakes::small_site()), Not(HasSubstr("application/json")));
  SiteAssets assets = fakes::plain_assets();
  assets.zoom_script = "1;";
  EXPECT_EQ(count(html_site(fakes::small_site(), assets), "application/json"), 1U);
}

TEST(HtmlSite, OneRunHasNoHistory) {
  SiteInput input = fakes::small_site();
  input.histories[0].points.resize(1);
  input.histories[0].changes.clear();
  EXPECT_THAT(page_of(input), Not(HasSubstr("figure class=\"history\"")));
}

TEST(HtmlSite, ManyRowsShareThePage) {
  SiteInput input;
  input.rows.resize(200);
  input.histories.resize(200);
  EXPECT_EQ(site_detail(input).commits, 500U);
  EXPECT_EQ(site_detail(input).samples, 150U);
  input.rows.resize(10'000);
  input.histories.resize(10'000);
  EXPECT_EQ(site_detail(input).commits, 60U);
  EXPECT_EQ(site_detail(input).samples, 40U);
  EXPECT_EQ(site_detail({}).commits, 1000U);
}

// 200 cases of 500 runs: the data of the zoom is the larger part.
TEST(HtmlSite, TwoHundredCasesOfFiveHundredRunsStayLight) {
  SiteInput input;
  judge::History history = fakes::two_steps();
  history.points.resize(500, history.points[0]);
  for (std::size_t i = 0; i < 500; ++i) {
    history.points[i].value = 1.2e-3 + 1.23456789e-7 * static_cast<double>((i * 7919) % 997);
  }
  for (int i = 0; i < 200; ++i) {
    SiteRow row = fakes::site_row(fmt::format("n={}", i + 1), "kokkos", "openmp", 1e-3);
    row.row.key.case_name = fmt::format("case_{}", i);
    row.samples = fakes::samples_from(1e-3, 480);
    history.key = row.row.key;
    input.rows.push_back(row);
    input.histories.push_back(history);
  }
  SiteAssets assets = fakes::plain_assets();
  assets.zoom_script = "1;";
  const std::string page = html_site(input, assets);
  EXPECT_EQ(count(page, ">500 commits<"), 200U);
  EXPECT_EQ(count(page, "n=480, 150 drawn"), 200U);
  EXPECT_LT(page.size(), 15'000'000U);
}

}  // namespace
}  // namespace tidegate::render
