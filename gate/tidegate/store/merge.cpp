#include <cstring>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/store/joined_runs.hpp>
#include <tidegate/store/merge.hpp>
#include <tidegate/store/open_run.hpp>
#include <tidegate/store/run_bytes.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> contradicting(const std::vector<std::string>& sentences, const char* copied) {
  const std::string more =
      sentences.size() > 1 ? fmt::format(" (and {} more such runs)", sentences.size() - 1) : "";
  return fail(ErrorKind::incompatible, sentences.front() + more,
              fmt::format("{} Find out which one is true and move the other one away.", copied));
}

/// Before any row: an unfinished run must never look finished, also when merging is cut off.
Outcome<void> copy_plans(const JoinedRuns& joined, const fs::path& root) {
  std::error_code code;
  fs::create_directories(mark_of(root), code);
  if (code) {
    return fail(ErrorKind::io,
                fmt::format("creating {} failed: {}", mark_of(root).string(), code.message()),
                "Check who owns the store and whether it may be written.");
  }
  for (const auto& [run_id, plan] : joined.plans()) {
    if (!plan) continue;
    const auto copied = copy_new(*plan, plan_of_run(root, run_id));
    if (!copied) return pass_on(copied);
  }
  return {};
}

/// One file to its place, which somebody else may have taken meanwhile.
Outcome<void> bring(const fs::path& source, const fs::path& target, Merged& merged) {
  const auto copied = copy_new(source, target);
  if (!copied) return pass_on(copied);
  if (*copied) {
    merged.copied.push_back(target);
    return {};
  }
  const auto relation = grow(target, source);
  if (!relation) return pass_on(relation);
  if (*relation == Relation::differing) {
    return contradicting({fmt::format("{} and {} are the same run with different rows",
                                      source.string(), target.string())},
                         "What stands before it was copied.");
  }
  if (*relation == Relation::longer) {
    merged.grown.push_back(target);
  } else {
    ++merged.same;
  }
  return {};
}

/// Runs that were finished elsewhere. One that is measured here at this moment is not ours to end.
Outcome<void> finish_runs(const JoinedRuns& joined, const RowStore& into) {
  std::error_code code;
  for (const auto& [run_id, plan] : joined.plans()) {
    if (plan || !fs::exists(plan_of_run(into.root(), run_id), code)) continue;
    auto run = OpenRun::reopen(into, run_id);
    if (!run) continue;
    if (auto finished = run->finish(); !finished) return finished;
  }
  return {};
}

}  // namespace

Outcome<Merged> merge(const RowStore& into, std::span<const fs::path> from) {
  JoinedRuns joined;
  if (const auto added = joined.add(into.root()); !added) return pass_on(added);
  for (const fs::path& root : from) {
    if (const auto added = joined.add(root); !added) return pass_on(added);
  }
  if (!joined.contradictions().empty()) {
    return contradicting(joined.contradictions(), "Nothing was copied.");
  }
  if (const auto copied = copy_plans(joined, into.root()); !copied) return pass_on(copied);
  Merged merged;
  merged.same = joined.same();
  for (const auto& [place, latest] : joined.files()) {
    if (latest.ours) continue;
    if (auto brought = bring(latest.path, into.root() / place, merged); !brought) {
      return pass_on(brought);
    }
  }
  if (const auto finished = finish_runs(joined, into); !finished) return pass_on(finished);
  return merged;
}

}  // namespace tidegate::store
