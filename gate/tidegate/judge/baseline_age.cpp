#include <chrono>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/judge/baseline_age.hpp>

namespace tidegate::judge {
namespace {

/// ISO UTC texts sort as time does; the empty one is the oldest.
std::string time_of(const ResultRow& row) {
  if (row.acceptance) return row.acceptance->accepted.str();
  return row.provenance ? (*row.provenance)[Fact::timestamp].value_or("") : "";
}

/// Whole days since then; none where the time cannot be read, or lies more than a day ahead: clocks
/// differ by minutes, and a later time is a wrong clock or a wrong hand, and would never grow old.
std::optional<std::uint32_t> days_since(const std::string& time, WallTime now) {
  const auto then = parse_iso_time(time);
  if (!then) return std::nullopt;
  if (*then - now > std::chrono::hours(24)) return std::nullopt;
  const auto days = std::chrono::duration_cast<std::chrono::hours>(now - *then).count() / 24;
  return static_cast<std::uint32_t>(days < 0 ? 0 : days);
}

std::string plural(std::uint64_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string origin(const ResultRow& row) {
  std::string text;
  if (row.acceptance) {
    const Acceptance& kept = *row.acceptance;
    text = fmt::format("accepted {} by {}: {}", kept.accepted.str(), kept.author.str(),
                       kept.reason.str());
    std::vector<std::string> despite;
    for (const KeptText& guard : kept.despite) despite.push_back(guard.str());
    if (!despite.empty()) text += fmt::format("; despite {}", fmt::join(despite, ", "));
  } else {
    text = "its rows do not say who accepted them";
    if (const std::string time = time_of(row); !time.empty()) text += ", measured " + time;
  }
  return text;
}

std::string commit_of(const ResultRow& row) {
  return row.provenance ? (*row.provenance)[Fact::commit].value_or("") : "";
}

std::string distance(const ResultRow& row, std::optional<std::uint32_t> days,
                     std::optional<std::uint64_t> behind) {
  const std::string commit = commit_of(row);
  std::string text = commit.empty() ? std::string("of no known commit")
                                    : fmt::format("of commit {}", commit.substr(0, 12));
  text += days ? ", " + plural(*days, "day") + " ago" : std::string(", nobody knows how old");
  return behind ? text + ", " + plural(*behind, "commit") + " behind" : text;
}

/// Why the baseline is stale; empty when it is not. A commit that the history here does not have
/// (a shallow clone, a rewritten branch) may lie any number of commits back.
std::string staleness(const BaselinePolicy& policy, std::optional<std::uint32_t> days,
                      const std::string& commit, std::optional<std::uint64_t> behind) {
  if (!days) return "nobody knows how old it is";
  if (*days > policy.stale_after_days) {
    return fmt::format("it is {} old, the policy allows {}", plural(*days, "day"),
                       policy.stale_after_days);
  }
  if (!behind && !commit.empty()) {
    return fmt::format(
        "nobody knows how far its commit {} lies back, for the history here does not have it",
        commit.substr(0, 12));
  }
  if (behind && *behind > policy.stale_after_commits) {
    return fmt::format("it lies {} back, the policy allows {}", plural(*behind, "commit"),
                       policy.stale_after_commits);
  }
  return "";
}

}  // namespace

std::optional<OldestBaseline> oldest_baseline(std::span<const ResultRow> stored,
                                              std::string_view machine_class) {
  OldestBaseline oldest;
  std::set<std::string> acceptances;
  std::string time;
  for (const ResultRow& row : stored) {
    if (row.machine_class != machine_class) continue;
    std::string own = time_of(row);
    if (oldest.row == nullptr || own < time) {
      oldest.row = &row;
      time = own;
    }
    acceptances.insert(std::move(own));
  }
  if (oldest.row == nullptr) return std::nullopt;
  oldest.acceptances = acceptances.size();
  return oldest;
}

void note_baseline_age(GateReport& report, const OldestBaseline& oldest,
                       std::optional<std::uint64_t> commits_behind, WallTime now) {
  const std::optional<std::uint32_t> days = days_since(time_of(*oldest.row), now);
  std::string sentence = fmt::format("baseline: {}; {}", origin(*oldest.row),
                                     distance(*oldest.row, days, commits_behind));
  if (oldest.acceptances > 1) {
    sentence += fmt::format("; the oldest of {} acceptances", oldest.acceptances);
  }
  report.notes.push_back(std::move(sentence));
  const BaselinePolicy& policy = report.policy.baseline;
  const std::string why = staleness(policy, days, commit_of(*oldest.row), commits_behind);
  if (why.empty()) return;
  std::string stale = fmt::format(
      "the baseline is stale: {}; measure again and accept with `tidegate baseline accept`, or "
      "change [baseline] in tidegate.toml",
      why);
  (policy.on_stale == OnStale::fail ? report.problems : report.notes).push_back(std::move(stale));
}

}  // namespace tidegate::judge
