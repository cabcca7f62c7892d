#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include <tidegate/stats/change_points.hpp>

namespace tidegate::stats {
namespace {

/// A stretch of the series: [begin, end).
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Split {
  std::size_t at = 0;
  double statistic = 0;
};

/// Sums over pairs of values, and how many values stand on each side.
struct PairSums {
  double within_left = 0;
  double within_right = 0;
  double between = 0;
};

double pairs(double count) { return count * (count - 1) / 2; }

double statistic_of(const PairSums& sums, double left, double right) {
  const double distance = 2 * sums.between / (left * right) - sums.within_left / pairs(left) -
                          sums.within_right / pairs(right);
  return left * right / (left + right) * distance;
}

/// Sums of distances from a value to all that stand before an index: each split then costs one
/// step, and a whole stretch the square of its length.
class Distances {
 public:
  explicit Distances(std::span<const double> values) : size_(values.size()) {
    before_.resize((size_ + 1) * size_);
    for (std::size_t of = 0; of < size_; ++of) {
      double sum = 0;
      for (std::size_t to = 0; to < size_; ++to) {
        sum += std::abs(values[of] - values[to]);
        before_[of * (size_ + 1) + to + 1] = sum;
      }
    }
  }

  /// From value `of` to those of [begin, end).
  double sum(std::size_t of, std::size_t begin, std::size_t end) const {
    const double* row = &before_[of * (size_ + 1)];
    return row[end] - row[begin];
  }

 private:
  std::size_t size_;
  std::vector<double> before_;
};

/// The best right end for a split at `at`: the stretch after it may itself change later on.
Split best_right_end(const Distances& distances, std::size_t at, std::size_t size,
                     double within_left, std::size_t min_side) {
  Split best{at, 0};
  PairSums sums;
  sums.within_left = within_left;
  for (std::size_t end = at; end < size;) {
    sums.between += distances.sum(end, 0, at);
    sums.within_right += distances.sum(end, at, end);
    ++end;
    if (end - at < min_side) continue;
    best.statistic = std::max(
        best.statistic, statistic_of(sums, static_cast<double>(at), static_cast<double>(end - at)));
  }
  return best;
}

/// The best split of these values; a statistic of 0 when there is none.
Split best_split(std::span<const double> values, std::size_t min_side) {
  Split best;
  if (values.size() < 2 * min_side) return best;
  const Distances distances(values);
  double within_left = 0;
  for (std::size_t at = 1; at + min_side <= values.size(); ++at) {
    within_left += distances.sum(at - 1, 0, at - 1);
    if (at < min_side) continue;
    const Split split = best_right_end(distances, at, values.size(), within_left, min_side);
    if (split.statistic > best.statistic) best = split;
  }
  return best;
}

/// The best split of all stretches, as an index of the series.
Split best_of(std::span<const double> values, const std::vector<Stretch>& stretches,
              std::size_t min_side) {
  Split best;
  for (const Stretch& stretch : stretches) {
    Split split = best_split(values.subspan(stretch.begin, stretch.end - stretch.begin), min_side);
    split.at += stretch.begin;
    if (split.statistic > best.statistic) best = split;
  }
  return best;
}

/// Written out (Fisher and Yates): the standard's shuffle differs from library to library, and a
/// series must show the same changes on every machine.
void shuffle(std::span<double> values, std::mt19937_64& draw) {
  for (std::size_t left = values.size(); left > 1; --left) {
    std::swap(values[left - 1], values[draw() % left]);
  }
}

/// The p of the best split, or nothing as soon as it cannot be at most the level any more.
std::optional<double> permutation_p(std::vector<double> values,
                                    const std::vector<Stretch>& stretches, double observed,
                                    const ChangeSearch& search, std::mt19937_64& draw) {
  // The same arrangement summed in another order may differ in the last digits.
  const double reached = observed * (1 - 1e-9);
  const double all = 1.0 + search.permutations;
  std::uint32_t as_good = 0;
  for (std::uint32_t i = 0; i < search.permutations; ++i) {
    for (const Stretch& stretch : stretches) {
      shuffle(std::span<double>(values).subspan(stretch.begin, stretch.end - stretch.begin), draw);
    }
    if (best_of(values, stretches, search.min_side).statistic >= reached) ++as_good;
    if ((1.0 + as_good) / all > search.level) return std::nullopt;
  }
  return (1.0 + as_good) / all;
}

void split_at(std::vector<Stretch>& stretches, std::size_t at) {
  for (Stretch& stretch : stretches) {
    if (stretch.begin >= at || at >= stretch.end) continue;
    const Stretch after{at, stretch.end};
    stretch.end = at;
    stretches.push_back(after);
    return;
  }
}

}  // namespace

double energy_statistic(std::span<const double> left, std::span<const double> right) {
  if (left.size() < 2 || right.size() < 2) return 0;
  const auto within = [](std::span<const double> values) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) sum += std::abs(values[i] - values[j]);
    }
    return sum;
  };
  PairSums sums{within(left), within(right), 0};
  for (const double x : left) {
    for (const double y : right) sums.between += std::abs(x - y);
  }
  return statistic_of(sums, static_cast<double>(left.size()), static_cast<double>(right.size()));
}

std::optional<std::vector<ChangePoint>> change_points(std::span<const double> values,
                                                      const ChangeSearch& search) {
  const auto finite = [](double value) { return std::isfinite(value); };
  if (values.size() > longest_series) return std::nullopt;
  if (!std::all_of(values.begin(), values.end(), finite)) return std::nullopt;
  ChangeSearch bounded = search;
  bounded.min_side = std::max<std::size_t>(search.min_side, 2);  // below, no pair within a side
  std::vector<ChangePoint> found;
  std::vector<Stretch> stretches{{0, values.size()}};
  std::mt19937_64 draw(search.seed);
  while (true) {
    const Split split = best_of(values, stretches, bounded.min_side);
    if (split.statistic <= 0) break;
    const auto p =
        permutation_p({values.begin(), values.end()}, stretches, split.statistic, bounded, draw);
    if (!p) break;
    found.push_back({split.at, *p});
    split_at(stretches, split.at);
  }
  std::sort(found.begin(), found.end(),
            [](const ChangePoint& a, const ChangePoint& b) { return a.at < b.at; });
  return found;
}

}  // namespace tidegate::stats
