#include <sstream>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/bisect/git_session.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::bisect {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> no_good(const std::string& why) {
  return fail(ErrorKind::missing, why, "Name the commit to compare with: --good REF.");
}

}  // namespace

Outcome<std::string> commit_in_question(const fs::path& repo) {
  auto asked = run::commit_of(repo, "BISECT_HEAD");
  return asked ? asked : run::head_commit(repo);
}

Outcome<std::string> first_good(const fs::path& repo) {
  const auto term = run::git_output(repo, {"bisect", "terms", "--term-good"});
  const auto log = run::git_output(repo, {"bisect", "log"});
  if (!term || !log) return no_good("no `git bisect` is under way in " + repo.string());
  const std::string begin = "# " + *term + ": [";  // `# good: [<full hash>] subject`
  std::istringstream lines(*log);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = line.find(']');
    if (line.rfind(begin, 0) != 0 || end == std::string::npos) continue;
    return run::commit_of(repo, line.substr(begin.size(), end - begin.size()));
  }
  return no_good("the `git bisect` under way has no good commit yet");
}

Outcome<std::string> started_at(const fs::path& repo) {
  const auto file = run::git_output(repo, {"rev-parse", "--git-path", "BISECT_START"});
  if (!file) return pass_on(file);
  const auto start = read_file(repo / *file);  // an absolute path stays
  if (!start) return pass_on(start);
  return run::commit_of(repo, start->substr(0, start->find('\n')));
}

}  // namespace tidegate::bisect
