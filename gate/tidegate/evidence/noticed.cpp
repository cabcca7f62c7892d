#include <algorithm>
#include <cctype>
#include <cstddef>

#include <fmt/format.h>

#include <tidegate/base/split.hpp>
#include <tidegate/evidence/noticed.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::evidence {
namespace {

bool speaks_of_a_warning(std::string_view line) {
  constexpr std::string_view word = "warning";
  const auto found =
      std::search(line.begin(), line.end(), word.begin(), word.end(),
                  [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
  return found != line.end();
}

/// Rows keep the last 2,000 characters of stderr (row/attempt_row): a text that long may be an end.
bool is_full(std::string_view tail) {
  constexpr std::ptrdiff_t kept = 2000;
  return kept <= std::count_if(tail.begin(), tail.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // begins a character
         });
}

void notice(std::vector<Noticed>& all, std::string_view text, Noticed::From from,
            std::uint64_t count) {
  const auto known = std::find_if(all.begin(), all.end(), [&](const Noticed& one) {
    return one.from == from && one.text == text;
  });
  if (known == all.end()) {
    all.push_back({std::string(text), from, count});
  } else {
    known->count += count;
  }
}

void notice_row(std::vector<Noticed>& all, const AttemptRow& row) {
  for (const Warning& warning : row.warnings) {
    notice(all, warning.text, Noticed::From::row, warning.count);
  }
  for (std::string line : split(row.stderr_tail, '\n')) {
    if (line.ends_with('\r')) line.pop_back();
    if (speaks_of_a_warning(line)) notice(all, line, Noticed::From::stderr_, 1);
  }
}

}  // namespace

std::string_view from_name(Noticed::From from) {
  return from == Noticed::From::row ? "row" : "stderr";
}

bool is_stderr_cut(std::span<const AttemptRow* const> rows) {
  return std::any_of(rows.begin(), rows.end(),
                     [](const AttemptRow* row) { return is_full(row->stderr_tail); });
}

std::string times_text(const Noticed& one, std::string_view sign) {
  return fmt::format("{}{}{}", one.at_least ? "at least " : "", sign,
                     render::count_text(one.count));
}

std::vector<Noticed> noticed_in(std::span<const AttemptRow* const> rows) {
  std::vector<Noticed> all;
  for (const AttemptRow* row : rows) notice_row(all, *row);
  if (!is_stderr_cut(rows)) return all;
  for (Noticed& one : all) one.at_least = one.from == Noticed::From::stderr_;
  return all;
}

std::vector<Noticed> noticed_in(std::span<const AttemptRow> rows) {
  std::vector<const AttemptRow*> each;
  for (const AttemptRow& row : rows) each.push_back(&row);
  return noticed_in(each);
}

}  // namespace tidegate::evidence
