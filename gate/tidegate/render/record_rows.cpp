#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include <tidegate/render/markdown_lines.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/performance_md.hpp>
#include <tidegate/render/record_rows.hpp>

namespace tidegate::render {
namespace {

std::string without_frame(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t>"), line.size());
  const std::size_t end = line.find_last_not_of(" \t");
  return std::string{end == std::string_view::npos ? "" : line.substr(begin, end + 1 - begin)};
}

/// The table that continues `table`: the one of the same section that stands in the same place.
const RecordRows* counterpart(const std::vector<RecordRows>& before, std::size_t index,
                              const std::vector<RecordRows>& after) {
  const auto same = [&](const RecordRows& other) { return other.section == before[index].section; };
  const auto here = std::next(before.begin(), static_cast<std::ptrdiff_t>(index));
  auto place = std::count_if(before.begin(), here, same);
  for (const RecordRows& other : after) {
    if (same(other) && place-- == 0) return &other;
  }
  return nullptr;
}

std::string excerpt(const std::string& row) {
  constexpr std::size_t most = 160;
  std::string text = plain_line(row);
  if (text.size() <= most) return text;
  std::size_t cut = most;
  while ((static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;  // no half characters
  return text.substr(0, cut) + "...";
}

/// The first row of `before` that is not where it must be; their number when all are.
std::size_t first_lost(const std::vector<std::string>& before,
                       const std::vector<std::string>& after, Growth growth) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (growth == Growth::between) {
      while (next < after.size() && after[next] != before[i]) ++next;
    }
    if (next >= after.size() || after[next] != before[i]) return i;
    ++next;
  }
  return before.size();
}

void compare(const RecordRows& before, const std::vector<std::string>& after, Growth growth,
             std::vector<std::string>& lost) {
  const std::size_t first = first_lost(before.rows, after, growth);
  if (first == before.rows.size()) return;
  std::map<std::string_view, std::ptrdiff_t> left;
  for (const std::string& row : after) ++left[row];
  const std::size_t found = lost.size();
  for (std::size_t i = 0; i < before.rows.size(); ++i) {
    if (left[before.rows[i]]-- > 0) continue;
    lost.push_back(fmt::format("a row of '{}' was edited or removed: {}", before.section,
                               excerpt(before.rows[i])));
  }
  if (lost.size() > found) return;
  lost.push_back(fmt::format("rows of '{}' no longer stand in their order, new ones last: {}",
                             before.section, excerpt(before.rows[first])));
}

}  // namespace

std::vector<RecordRows> record_rows(const MarkdownDocument& document) {
  const std::vector<TextLine> lines = split_lines(document.text());
  std::vector<RecordRows> all;
  for (const RecordTable& kind : record_tables()) {
    for (const std::size_t index : find_tables(document, kind)) {
      RecordRows table{std::string{kind.section}, {}};
      for (const std::size_t line : document.tables()[index].row_lines) {
        table.rows.push_back(without_frame(lines.at(line - 1).in(document.text())));
      }
      all.push_back(std::move(table));
    }
  }
  return all;
}

std::vector<std::string> lost_rows(const std::vector<RecordRows>& before,
                                   const std::vector<RecordRows>& after, Growth growth,
                                   std::size_t most) {
  std::vector<std::string> lost;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const RecordRows* now = counterpart(before, i, after);
    compare(before[i], now == nullptr ? std::vector<std::string>{} : now->rows, growth, lost);
  }
  if (lost.size() > most) {
    const std::size_t rest = lost.size() - most;
    lost.resize(most);
    lost.push_back(fmt::format("... and {} more", rest));
  }
  return lost;
}

}  // namespace tidegate::render
