#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include <tidegate/render/diagnosis.hpp>
#include <tidegate/render/performance_md.hpp>
#include <tidegate/render/record_flaws.hpp>

namespace tidegate::render {
namespace {

/// Calls `look` for each row of a table of the record.
template <class Look>
void each_row(const MarkdownDocument& document, Look look) {
  for (const RecordTable& kind : record_tables()) {
    for (const std::size_t index : find_tables(document, kind)) {
      const MarkdownTable& table = document.tables()[index];
      for (std::size_t i = 0; i < table.rows.size(); ++i) look(table, i);
    }
  }
}

/// `a%20b` as `a b`; what is no code stays.
std::string decoded(std::string_view url) {
  std::string out;
  for (std::size_t i = 0; i < url.size(); ++i) {
    unsigned value = 0;
    const std::string_view digits = url.substr(std::min(i + 1, url.size()), 2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (url[i] == '%' && digits.size() == 2 && read.ptr == digits.data() + 2) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += url[i];
    }
  }
  return out;
}

std::string evidence_of(const MarkdownTable& table, std::size_t row) {
  const auto column = column_of(table, "Evidence");
  if (!column) return {};
  const std::string& link = table.links[row][*column];
  return decoded(std::string_view{link}.substr(0, link.find('#')));
}

}  // namespace

std::vector<RecordFlaw> record_flaws(const MarkdownDocument& document) {
  constexpr std::string_view required[] = {"Change", "Case",  "Metric", "Verdict", "Machine class",
                                           "Time",   "Alert", "State",  "Cause"};
  std::vector<RecordFlaw> flaws;
  each_row(document, [&flaws, &required](const MarkdownTable& table, std::size_t row) {
    const std::size_t line = table.row_lines[row];
    const std::string date = cell_of(table, table.rows[row], "Date");
    if (!is_date(date)) {
      flaws.push_back({line, fmt::format("'{}' is not a date such as 2026-11-21", date)});
    }
    for (const std::string_view title : required) {
      const auto column = column_of(table, title);
      if (!column || !table.rows[row][*column].empty()) continue;
      flaws.push_back({line, fmt::format("the row does not say its {}", title)});
    }
    if (column_of(table, "Evidence") && evidence_of(table, row).empty()) {
      flaws.push_back({line, "its evidence is not a link to a file"});
    }
  });
  std::stable_sort(flaws.begin(), flaws.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  return flaws;
}

std::vector<EvidenceLink> evidence_links(const MarkdownDocument& document) {
  std::vector<EvidenceLink> links;
  each_row(document, [&links](const MarkdownTable& table, std::size_t row) {
    std::string path = evidence_of(table, row);
    if (!path.empty()) links.push_back({table.row_lines[row], std::move(path)});
  });
  return links;
}

}  // namespace tidegate::render
