#include "fold_groups.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <tidegate/judge/fold.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::command {
namespace {

using Attempts = std::vector<const AttemptRow*>;

/// The attempts of the group that is read now, handed over once they are complete.
class Reading {
 public:
  Reading(const store::Latest& groups, std::function<void(const Attempts&)> take)
      : group_(groups.rows.begin()), take_(std::move(take)) {}

  Outcome<void> read(std::string_view line, const std::string& file, std::size_t number) {
    const TextSource source{file, number};
    const auto json = parse_json(line, source);
    if (!json) return pass_on(json);
    auto row = attempt_from_json(*json, source);
    if (!row) return pass_on(row);
    attempts_.push_back(std::move(*row));
    if (attempts_.size() < group_->attempts.size()) return {};
    Attempts group;
    for (const AttemptRow& attempt : attempts_) group.push_back(&attempt);
    take_(group);
    attempts_.clear();
    ++group_;
    return {};
  }

 private:
  std::vector<store::LatestRow>::const_iterator group_;
  std::function<void(const Attempts&)> take_;
  std::vector<AttemptRow> attempts_;
};

Outcome<void> each_group(const store::Latest& groups, std::function<void(const Attempts&)> take) {
  Reading reading(groups, std::move(take));
  return store::each_line(
      groups, [&reading](std::string_view line, const std::string& file, std::size_t number) {
        return reading.read(line, file, number);
      });
}

}  // namespace

Outcome<std::vector<ResultRow>> fold_groups(const store::Latest& groups, const SeeAttempt& see) {
  judge::Fold fold;
  const auto read = each_group(groups, [&](const Attempts& attempts) {
    for (const AttemptRow* attempt : attempts) {
      if (see) see(*attempt);
    }
    fold.add(attempts);
  });
  if (!read) return pass_on(read);
  return std::move(fold).finish();
}

Outcome<void> fold_each(const store::Latest& groups, const TakeRow& take) {
  return each_group(groups, [&take](const Attempts& attempts) { take(judge::fold_key(attempts)); });
}

}  // namespace tidegate::command
