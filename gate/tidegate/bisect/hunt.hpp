/// The search for the first bad commit: question, answer, question, until one suspect is left.
/// Decides: the order, that an answer is never asked for twice, that the good commit is asked
/// first. Refuses to know: how a commit is answered, and where answers are kept.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/bisect/answer.hpp>

namespace tidegate::bisect {

struct Hunt {
  std::filesystem::path repo;
  std::string good;            ///< full hash; an ancestor of bad
  std::string bad;             ///< full hash, known to be bad
  std::vector<Step> answered;  ///< of an earlier call that was cut off
  /// Answers a commit. An error ends the search; what was answered before it stays answered.
  std::function<Outcome<Step>(const std::string& commit)> ask;
  /// Told each new answer before the next question; an error ends the search.
  std::function<Outcome<void>(const Step&)> keep;
  /// Told before each question: how many suspects there are, and how many answers they need.
  std::function<void(std::size_t, std::size_t)> asking;
};

struct Found {
  /// One is the culprit. More: every one between them that could tell them apart is untestable.
  std::vector<std::string> suspects;
  std::vector<Step> steps;  ///< those that the answer rests on, in the order asked
};

/// The good commit is asked too, first: a machine that calls it anything but good against itself
/// cannot tell good from bad. Errors: incompatible when it does; those of git, `ask` and `keep`.
Outcome<Found> hunt(const Hunt& hunt);

}  // namespace tidegate::bisect
