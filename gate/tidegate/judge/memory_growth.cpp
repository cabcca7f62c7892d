#include <algorithm>

#include <fmt/format.h>

#include <tidegate/judge/memory_growth.hpp>

namespace tidegate::judge {
namespace {

constexpr double mebibyte = 1024.0 * 1024.0;
constexpr double share = 0.01;
constexpr std::size_t fewest = 3;  // two to be compared, behind one that warms the process up

using Attempts = std::vector<const AttemptRow*>;

/// What each attempt says of `metric`; empty as soon as one does not.
std::vector<double> bytes_of(const Attempts& attempts, std::string_view metric) {
  std::vector<double> bytes;
  for (const AttemptRow* attempt : attempts) {
    const MetricSamples* found = attempt->find(metric);
    if (found == nullptr || found->samples.empty()) return {};
    bytes.push_back(found->samples.back());
  }
  return bytes;
}

/// Why these attempts tell nothing; empty when they do.
std::string flaw_of(const Attempts& attempts) {
  if (attempts.size() < fewest) {
    return fmt::format("{} constructions, and {} are needed", attempts.size(), fewest);
  }
  for (const AttemptRow* attempt : attempts) {
    if (attempt->status != Status::ok) {
      const std::string reason = attempt->failure ? ": " + attempt->failure->message : "";
      return fmt::format("a construction is {}{}", status_name(attempt->status), reason);
    }
    if (attempt->provenance[Fact::isolation] != std::string_view("in_process")) {
      return "the constructions had processes of their own";
    }
  }
  return {};
}

MemoryGrowth growth_of(std::string_view metric, const std::vector<double>& bytes) {
  MemoryGrowth growth;
  growth.metric = std::string(metric);
  growth.constructions = bytes.size();
  growth.after_second = bytes[1];
  growth.after_last = bytes.back();
  growth.per_construction =
      (growth.after_last - growth.after_second) / static_cast<double>(bytes.size() - 2);
  growth.limit = std::max(mebibyte, share * growth.after_second);
  return growth;
}

MemoryFinding finding_of(const Attempts& attempts) {
  MemoryFinding finding{attempts.front()->key, std::nullopt, flaw_of(attempts)};
  if (!finding.why.empty()) return finding;
  for (const std::string_view metric : {resident_memory, peak_rss}) {
    const std::vector<double> bytes = bytes_of(attempts, metric);
    if (bytes.empty()) continue;
    finding.growth = growth_of(metric, bytes);
    return finding;
  }
  finding.why = "no row says how much memory its process held";
  return finding;
}

}  // namespace

std::vector<MemoryFinding> memory_growth(std::span<const AttemptRow> rows) {
  std::vector<Attempts> groups;
  for (const AttemptRow& row : rows) {
    const auto known = std::find_if(groups.begin(), groups.end(), [&row](const Attempts& group) {
      return group.front()->key == row.key;
    });
    if (known == groups.end()) {
      groups.push_back({&row});
    } else {
      known->push_back(&row);
    }
  }
  std::vector<MemoryFinding> findings;
  for (const Attempts& group : groups) findings.push_back(finding_of(group));
  return findings;
}

}  // namespace tidegate::judge
