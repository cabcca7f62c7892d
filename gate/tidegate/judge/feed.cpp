#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/feed.hpp>
#include <tidegate/judge/ratio_refused.hpp>
#include <tidegate/row/device_platform.hpp>
#include <tidegate/row/run_id.hpp>

namespace tidegate::judge {
namespace {

using Rows = std::vector<const ResultRow*>;

struct Pair {
  const ResultRow* subject = nullptr;
  const ResultRow* reference = nullptr;
};

bool runs_on(const ResultRow& row, Processor processor) {
  return is_device_platform(row.key.platform) == (processor == Processor::gpu);
}

bool is_reference(const ResultRow& row, const FeedPair& wanted) {
  return wanted.reference.empty() ? row.reference : row.key.provider == wanted.reference;
}

/// Whether their times were taken side by side.
bool belong_together(const ResultRow& a, const ResultRow& b) {
  return a.key.platform == b.key.platform && a.run_id == b.run_id &&
         a.machine_class == b.machine_class;
}

/// Newest run first, then `serial`, then by name: the same choice from the same rows.
bool stands_before(const Pair& a, const Pair& b) {
  const std::string& x = a.subject->run_id.str();
  const std::string& y = b.subject->run_id.str();
  if (x != y) return is_older_run(y, x);
  const auto rank = [](const Pair& pair) {
    const Key& key = pair.subject->key;
    return std::make_pair(key.platform != "serial",
                          key.platform + '\n' + pair.subject->machine_class.str());
  };
  return rank(a) < rank(b);
}

/// A time of what ran instead of the provider is not the provider's; empty where it ran itself.
std::string fallback_of(const ResultRow& row) {
  if (row.resolved_backend.empty()) return {};
  return fmt::format("{} did not run, {} ran in its place", row.key.provider,
                     row.resolved_backend.str());
}

/// Why a subject's row and its reference's make no ratio; empty when they do.
std::string flaw_of(const Pair& pair) {
  const ResultRow& subject = *pair.subject;
  if (subject.status != Status::ok) {
    return fmt::format("{} is {}", subject.key.provider, status_name(subject.status));
  }
  for (const ResultRow* row : {pair.subject, pair.reference}) {
    if (std::string fallback = fallback_of(*row); !fallback.empty()) return fallback;
  }
  return ratio_refused(subject, *pair.reference, pair.reference->key.provider);
}

/// What the rows of one case at one point say about one processor.
class Side {
 public:
  Side(const Rows& rows, Processor processor, const FeedPair& wanted)
      : processor_(processor), wanted_(wanted) {
    for (const ResultRow* row : rows) {
      if (runs_on(*row, processor)) rows_.push_back(row);
    }
    pair_up();
  }

  FeedSide result(std::vector<std::string>& notes) const {
    const auto say = [&](const std::string& sentence) {
      notes.push_back(fmt::format("{}: {}", processor_name(processor_), sentence));
    };
    if (pairs_.empty()) {
      say(why_none());
      return {};
    }
    const Pair& pair = pairs_.front();
    const double ratio = fastest(*pair.subject) / fastest(*pair.reference);
    const double rounded = std::round(ratio * 1e4) / 1e4;
    if (!(rounded > 0) || !std::isfinite(rounded)) {
      say(fmt::format("a ratio of {:.3g} has no 4 decimals", ratio));
      return {};
    }
    if (pairs_.size() > 1) {
      say(fmt::format("{} more pairs of rows were measured and are not in the ratio",
                      pairs_.size() - 1));
    }
    return {pair.reference->key.provider, rounded,
            fmt::format("{} {} {}", pair.subject->run_id.str(), pair.subject->key.platform,
                        pair.subject->machine_class.str())};
  }

 private:
  void pair_up() {
    for (const ResultRow* subject : rows_) {
      if (subject->key.provider != wanted_.subject) continue;
      subject_seen_ = true;
      for (const ResultRow* reference : rows_) {
        if (reference == subject || !is_reference(*reference, wanted_)) continue;
        if (!belong_together(*subject, *reference)) continue;
        const Pair pair{subject, reference};
        const std::string flaw = flaw_of(pair);
        if (flaw.empty()) {
          pairs_.push_back(pair);
        } else if (flaw_.empty()) {
          flaw_ = flaw;
        }
      }
    }
    std::stable_sort(pairs_.begin(), pairs_.end(), stands_before);
  }

  std::string why_none() const {
    if (!subject_seen_) return fmt::format("{} was not measured", wanted_.subject);
    if (!flaw_.empty()) return flaw_;
    const bool itself = std::any_of(rows_.begin(), rows_.end(), [this](const ResultRow* row) {
      return row->key.provider == wanted_.subject && is_reference(*row, wanted_);
    });
    if (itself) return fmt::format("{} is the reference itself", wanted_.subject);
    return fmt::format("no row of {} beside that of {}",
                       wanted_.reference.empty() ? "the case's reference" : wanted_.reference,
                       wanted_.subject);
  }

  Processor processor_;
  const FeedPair& wanted_;
  Rows rows_;
  std::vector<Pair> pairs_;
  bool subject_seen_ = false;
  std::string flaw_;
};

FeedEntry entry_of(const std::string& name, const Rows& rows,
                   const std::array<FeedPair, 2>& wanted) {
  FeedEntry entry;
  entry.case_name = name;
  std::map<std::string, const ResultRow*> points;
  for (const ResultRow* row : rows) {
    if (row->representative) points.emplace(row->key.point.canonical(), row);
  }
  if (points.size() != 1) {
    entry.notes.push_back(points.empty()
                              ? "no row is of the representative point"
                              : fmt::format("{} points are called representative", points.size()));
    return entry;
  }
  entry.point = points.begin()->second->key.point;
  Rows there;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(there), [&](const ResultRow* row) {
    return row->key.point.canonical() == points.begin()->first;
  });
  for (const Processor processor : all_processors) {
    const auto index = static_cast<std::size_t>(processor);
    entry.sides[index] = Side(there, processor, wanted[index]).result(entry.notes);
  }
  return entry;
}

}  // namespace

std::string_view processor_name(Processor processor) {
  return processor == Processor::cpu ? "cpu" : "gpu";
}

std::vector<FeedEntry> feed(std::span<const ResultRow> rows,
                            const std::array<FeedPair, 2>& wanted) {
  std::map<std::string, Rows> cases;
  for (const ResultRow& row : rows) cases[row.key.case_name].push_back(&row);
  std::vector<FeedEntry> entries;
  for (const auto& [name, own] : cases) entries.push_back(entry_of(name, own, wanted));
  return entries;
}

}  // namespace tidegate::judge
