#include <algorithm>

#include <fmt/format.h>

#include <tidegate/judge/pooled_warnings.hpp>

namespace tidegate::judge {
namespace {

void add(std::vector<Warning>& all, const Warning& warning) {
  const auto same = std::find_if(all.begin(), all.end(), [&warning](const Warning& known) {
    return known.text == warning.text;
  });
  if (same == all.end()) {
    all.push_back(warning);
  } else {
    same->count += warning.count;
  }
}

}  // namespace

std::vector<Warning> pooled_warnings(std::span<const AttemptRow* const> attempts) {
  std::vector<Warning> all;
  for (const AttemptRow* attempt : attempts) {
    for (const Warning& warning : attempt->warnings) add(all, warning);
  }
  return all;
}

bool backends_differ(std::span<const AttemptRow* const> attempts) {
  const AttemptRow* first = nullptr;
  for (const AttemptRow* attempt : attempts) {
    if (attempt->status != Status::ok) continue;
    if (first != nullptr && first->resolved_backend != attempt->resolved_backend) return true;
    first = attempt;
  }
  return false;
}

std::string fallback_note(std::span<const ResultRow> rows) {
  const auto fell_back = [](const ResultRow& row) { return !row.resolved_backend.empty(); };
  const auto first = std::find_if(rows.begin(), rows.end(), fell_back);
  if (first == rows.end()) return {};
  const auto count = std::count_if(first, rows.end(), fell_back);
  return fmt::format(
      "{} of {} rows {} run by another backend than named, first {} by {}; --on-fallback refuse of "
      "`tidegate run` makes that a failure",
      count, rows.size(), count == 1 ? "was" : "were", first->key.text(), first->resolved_backend);
}

}  // namespace tidegate::judge
