#include <algorithm>
#include <sstream>

#include <tidegate/bisect/suspects.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::bisect {

Outcome<Question> next_question(const std::filesystem::path& repo, const Known& known) {
  std::vector<std::string> arguments{"rev-list", "--bisect-all", known.bad, "--not"};
  arguments.insert(arguments.end(), known.good.begin(), known.good.end());
  const auto text = run::git_output(repo, arguments);
  if (!text) return pass_on(text);

  Question question;
  std::vector<std::string> open;  // the one that halves best stands first
  std::size_t passed_over = 0;    // before the first open one
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    const std::string commit = line.substr(0, line.find(' '));  // `<hash> (dist=7, tag: v1)`
    question.suspects.push_back(commit);
    if (commit == known.bad) continue;
    if (known.untestable.count(commit) == 0) {
      open.push_back(commit);
    } else if (open.empty()) {
      ++passed_over;
    }
  }
  // Broken commits come in runs: the next best one would often be the neighbour of a broken one.
  if (!open.empty()) question.next = open[std::min(passed_over, open.size() / 2)];
  return question;
}

std::size_t answers_needed(std::size_t suspects) {
  std::size_t answers = 0;
  for (std::size_t reach = 1; reach < suspects; reach *= 2) ++answers;
  return answers;
}

}  // namespace tidegate::bisect
