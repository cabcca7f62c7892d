#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include <tidegate/stats/signed_rank.hpp>

namespace tidegate::stats {
namespace {

/// Twice the mean rank of each value's magnitude; values are sorted by magnitude and not zero.
std::vector<std::size_t> doubled_ranks(const std::vector<double>& values) {
  std::vector<std::size_t> ranks(values.size());
  std::size_t first = 0;
  while (first < values.size()) {
    std::size_t end = first + 1;
    while (end < values.size() && std::abs(values[end]) == std::abs(values[first])) ++end;
    // Ranks first+1 ... end: twice their mean is the sum of the outer two.
    std::fill(ranks.begin() + static_cast<std::ptrdiff_t>(first),
              ranks.begin() + static_cast<std::ptrdiff_t>(end), first + 1 + end);
    first = end;
  }
  return ranks;
}

std::size_t sum_of(const std::vector<std::size_t>& ranks) {
  return std::accumulate(ranks.begin(), ranks.end(), std::size_t{0});
}

/// probability[s] = P(sum of the ranks whose fair coin shows heads == s), for s up to `largest`: no
/// sum depends on a larger one.
std::vector<double> sum_distribution(const std::vector<std::size_t>& ranks, std::size_t largest) {
  std::vector<double> probability(largest + 1, 0.0);
  probability[0] = 1;
  std::size_t reached = 0;
  for (const std::size_t rank : ranks) {
    reached = std::min(reached + rank, largest);
    for (std::size_t sum = reached + 1; sum-- > 0;) {
      const double heads = sum >= rank ? probability[sum - rank] : 0.0;
      probability[sum] = 0.5 * (probability[sum] + heads);
    }
  }
  return probability;
}

std::vector<double> walsh_averages(std::span<const double> values) {
  std::vector<double> averages;
  averages.reserve(values.size() * (values.size() + 1) / 2);
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = i; j < values.size(); ++j) {
      averages.push_back(values[i] / 2 + values[j] / 2);
    }
  }
  return averages;
}

/// The value that would stand at `place` if all were sorted; only partly sorts them.
double value_at(std::span<double> values, std::size_t place) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// The median; afterwards the first half of the places holds the smaller values.
double middle_of(std::span<double> values) {
  const std::size_t half = values.size() / 2;
  const double upper = value_at(values, half);
  if (values.size() % 2 == 1) return upper;
  const auto below = values.first(half);
  return *std::max_element(below.begin(), below.end()) / 2 + upper / 2;
}

/// How many Walsh averages may be cut at each end: the largest c with P(W+ <= c-1) <= level. Half
/// of all sums are enough: they hold half of the probability, and the level is below that.
std::size_t averages_to_cut(std::size_t n, double level) {
  std::vector<std::size_t> ranks(n);
  std::iota(ranks.begin(), ranks.end(), std::size_t{1});
  const std::vector<double> probability = sum_distribution(ranks, sum_of(ranks) / 2);
  std::size_t cut = 0;
  double below = 0;
  while (cut < probability.size() && below + probability[cut] <= level) below += probability[cut++];
  return cut;
}

}  // namespace

SignedRank signed_rank(std::span<const double> differences) {
  std::vector<double> values(differences.begin(), differences.end());
  values.erase(std::remove(values.begin(), values.end(), 0.0), values.end());
  std::sort(values.begin(), values.end(),
            [](double a, double b) { return std::abs(a) < std::abs(b); });
  const std::vector<std::size_t> ranks = doubled_ranks(values);
  std::size_t observed = 0;
  for (std::size_t i = 0; i < values.size(); ++i) observed += values[i] > 0 ? ranks[i] : 0;

  const std::vector<double> probability = sum_distribution(ranks, sum_of(ranks));
  const auto at = probability.begin() + static_cast<std::ptrdiff_t>(observed);
  // Each tail is summed from its thin end, so that tiny p keep their digits.
  return {std::min(1.0, std::accumulate(probability.rbegin(), std::make_reverse_iterator(at), 0.0)),
          std::min(1.0, std::accumulate(probability.begin(), at + 1, 0.0))};
}

double hodges_lehmann(std::span<const double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::vector<double> averages = walsh_averages(values);
  return middle_of(averages);
}

std::optional<CenterBounds> center_bounds(std::span<const double> values, double level) {
  const std::size_t cut = values.empty() ? 0 : averages_to_cut(values.size(), level);
  if (cut == 0) return std::nullopt;
  std::vector<double> averages = walsh_averages(values);
  const double estimate = middle_of(averages);
  // The level is below one half, so each bound lies in its own half.
  const std::size_t half = averages.size() / 2;
  const double low = value_at(std::span(averages).first(half), cut - 1);
  const double high = value_at(std::span(averages).subspan(half), averages.size() - cut - half);
  return CenterBounds{estimate, low, high};
}

}  // namespace tidegate::stats
