/// What is known of one commit of a search.
/// Decides: the three answers that git's bisection knows. Refuses to know: how one was found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate::bisect {

enum class Answer {
  good,       ///< below the cut
  bad,        ///< above it
  untestable  ///< it does not build, lacks the row, fails, or stays undecided
};

std::string_view answer_name(Answer answer);
/// The answer of that name; nothing for any other word.
std::optional<Answer> answer_from(std::string_view name);

/// One commit, asked and answered.
struct Step {
  std::string commit;  ///< full hash
  std::string tree;    ///< full hash of its content
  Answer answer = Answer::untestable;
  std::string why;  ///< one sentence
  std::uint32_t pairs = 0;
  /// Time of this commit over that of the good one, with its interval; nothing without pairs.
  std::optional<double> ratio;
  std::optional<double> low;
  std::optional<double> high;
  std::vector<double> log_ratios;  ///< one a pair, in order

  bool operator==(const Step&) const = default;
};

}  // namespace tidegate::bisect
