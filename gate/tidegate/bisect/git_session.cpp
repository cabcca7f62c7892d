#include <sstream>

#include <fmt/format.h>

#include <tidegate/bisect/git_session.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::bisect {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> no_commit(const std::string& why) {
  return fail(ErrorKind::missing, why, "Name the commit to compare with: --good REF.");
}

/// The first commit that was called `good` or `bad`, by whatever words this bisection has for them.
Outcome<std::string> first_called(const fs::path& repo, const std::string& side) {
  const auto term = run::git_output(repo, {"bisect", "terms", "--term-" + side});
  const auto log = run::git_output(repo, {"bisect", "log"});
  if (!term || !log) return no_commit("no `git bisect` is under way in " + repo.string());
  const std::string begin = "# " + *term + ": [";  // `# good: [<full hash>] subject`
  std::istringstream lines(*log);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = line.find(']');
    if (line.rfind(begin, 0) != 0 || end == std::string::npos) continue;
    return run::commit_of(repo, line.substr(begin.size(), end - begin.size()));
  }
  return no_commit(fmt::format("the `git bisect` under way has no {} commit yet", side));
}

}  // namespace

Outcome<std::string> commit_in_question(const fs::path& repo) {
  auto asked = run::commit_of(repo, "BISECT_HEAD");
  return asked ? asked : run::head_commit(repo);
}

Outcome<std::string> first_good(const fs::path& repo) { return first_called(repo, "good"); }

Outcome<std::string> first_bad(const fs::path& repo) { return first_called(repo, "bad"); }

}  // namespace tidegate::bisect
