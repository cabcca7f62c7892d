/// A git repository in a temporary folder, untouched by the user's own git settings.
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include <tidegate/run/child_process.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {

class ThrowawayRepository : public TempFolder {
 protected:
  void SetUp() override {
    for (const auto& [name, value] :
         {std::pair{"GIT_CONFIG_GLOBAL", "/dev/null"}, std::pair{"GIT_CONFIG_NOSYSTEM", "1"},
          std::pair{"GIT_AUTHOR_NAME", "A"}, std::pair{"GIT_AUTHOR_EMAIL", "a@example.org"},
          std::pair{"GIT_COMMITTER_NAME", "C"}, std::pair{"GIT_COMMITTER_EMAIL", "c@example.org"},
          std::pair{"GIT_AUTHOR_DATE", "2026-11-21T01:02:03+00:00"},
          std::pair{"GIT_COMMITTER_DATE", "2026-11-21T01:02:03+00:00"}}) {
      ASSERT_EQ(::setenv(name, value, 1), 0);
    }
    repo = folder / "repo";
    std::filesystem::create_directories(repo);
    git({"init", "--quiet", "--initial-branch=main"});
  }

  /// What `git -C repo ...` prints; a failure fails the test.
  std::string git(std::vector<std::string> arguments) const {
    Command command;
    command.program = "git";
    command.arguments = std::move(arguments);
    command.folder = repo;
    const auto finished = run_to_end(command, Limits{});
    EXPECT_TRUE(finished && finished->succeeded()) << (finished ? finished->err : "");
    return finished ? finished->out.substr(0, finished->out.find('\n')) : "";
  }

  /// Commits a file and gives the commit's hash.
  std::string commit(const std::string& file, const std::string& text) const {
    write("repo/" + file, text);
    git({"add", "--all"});
    git({"commit", "--quiet", "-m", "write " + file});
    return git({"rev-parse", "HEAD"});
  }

  std::filesystem::path repo;
};

}  // namespace tidegate::run
