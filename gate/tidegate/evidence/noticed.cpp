#include <algorithm>
#include <cctype>

#include <tidegate/base/split.hpp>
#include <tidegate/evidence/noticed.hpp>

namespace tidegate::evidence {
namespace {

bool speaks_of_a_warning(std::string_view line) {
  constexpr std::string_view word = "warning";
  const auto found =
      std::search(line.begin(), line.end(), word.begin(), word.end(),
                  [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
  return found != line.end();
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

std::vector<Noticed> noticed_in(std::span<const AttemptRow* const> rows) {
  std::vector<Noticed> all;
  for (const AttemptRow* row : rows) notice_row(all, *row);
  return all;
}

std::vector<Noticed> noticed_in(std::span<const AttemptRow> rows) {
  std::vector<Noticed> all;
  for (const AttemptRow& row : rows) notice_row(all, row);
  return all;
}

}  // namespace tidegate::evidence
