#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <tidegate/bisect/git_caller.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::bisect {
namespace {

using Words = std::vector<std::string>;

/// Processes 10, 9, 8, ...: each one's words, the nearest ancestor first.
class GitCaller : public TempFolder {
 protected:
  void ancestors(const std::vector<Words>& chain) const {
    int number = 10;
    write("proc/self/status", fmt::format("Name:\ttidegate\nPPid:\t{}\n", number));
    for (const Words& words : chain) {
      std::string line;
      for (const std::string& word : words) line += word + '\0';
      write(fmt::format("proc/{}/cmdline", number), line);
      write(fmt::format("proc/{}/status", number), fmt::format("PPid:\t{}\n", number - 1));
      --number;
    }
    write(fmt::format("proc/{}/status", number), "PPid:\t0\n");
  }

  bool reads(Words words) const {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    return git_bisect_reads(pointers, folder);
  }
};

const Words ours{"tidegate", "gate", "--filter", "it's a *"};
const std::string quoted = R"( 'tidegate' 'gate' '--filter' 'it'\''s a *')";
const Words by_hand{"-bash"};

TEST_F(GitCaller, IsGitThroughItsShell) {
  ancestors({{"/bin/sh", "-c", quoted, quoted},
             {"git", "bisect--helper", "run", "tidegate", "gate", "--filter", "it's a *"},
             {"/bin/sh", "/usr/lib/git-core/git-bisect", "run", "tidegate", "gate"},
             by_hand});
  EXPECT_TRUE(reads(ours));
  EXPECT_FALSE(reads({"tidegate", "gate"})) << "the shell runs something else";
}

TEST_F(GitCaller, IsGitOfOtherVersions) {
  ancestors({{"/bin/sh", "/usr/lib/git-core/git-bisect", "run", "tidegate", "gate"}, by_hand});
  EXPECT_TRUE(reads({"tidegate", "gate"}));
  ancestors({{"git", "bisect--helper", "--bisect-run", "tidegate", "gate"}, by_hand});
  EXPECT_TRUE(reads({"tidegate", "gate"}));
  ancestors({{"/usr/bin/git", "-C", "src", "bisect", "run", "tidegate", "gate"}, by_hand});
  EXPECT_TRUE(reads({"tidegate", "gate"}));
}

TEST_F(GitCaller, IsGitThroughWhateverPassesTheCodeOn) {
  ancestors({{"timeout", "60", "tidegate", "gate"},
             {"sh", "-c", " 'timeout' '60' 'tidegate' 'gate'"},
             {"git", "bisect", "run", "timeout", "60", "tidegate", "gate"},
             by_hand});
  EXPECT_TRUE(reads({"tidegate", "gate"}));
}

TEST_F(GitCaller, IsGitHoweverManyBlanksSomebodyTyped) {
  for (const char* typed : {"tidegate render nothere.json ", "tidegate render nothere.json\n",
                            "tidegate  render\tnothere.json", "  tidegate render 'nothere.json'"}) {
    ancestors({{"sh", "-c", typed}, {"git", "bisect", "run", "sh", "-c", typed}, by_hand});
    EXPECT_TRUE(reads({"tidegate", "render", "nothere.json"})) << typed;
  }
  ancestors({{"git", "bisect", "run", "tidegate", "gate", "--filter", "", "a  b "}, by_hand});
  EXPECT_TRUE(reads({"tidegate", "gate", "--filter", "", "a  b "}))
      << "our own blanks fold as well";
}

TEST_F(GitCaller, IsNotGitWhereMoreStandsBehindOurWords) {
  for (const char* typed : {"tidegate gate >log", "tidegate gate; true", "tidegate gated"}) {
    ancestors({{"sh", "-c", typed}, {"git", "bisect", "run", "sh", "-c", typed}, by_hand});
    EXPECT_FALSE(reads({"tidegate", "gate"})) << typed;
  }
}

TEST_F(GitCaller, IsNotGitBehindAScript) {
  ancestors({{"/bin/sh", "./judge.sh"}, {"git", "bisect", "run", "./judge.sh"}, by_hand});
  EXPECT_FALSE(reads({"tidegate", "gate"}));
}

TEST_F(GitCaller, IsNotGitByHandOrOurselves) {
  ancestors({by_hand, {"git", "bisect", "run", "tidegate", "gate"}});
  EXPECT_FALSE(reads({"tidegate", "gate"}));
  ancestors({{"tidegate", "bisect", "run", "tidegate", "gate"}, by_hand});
  EXPECT_FALSE(reads({"tidegate", "gate"}));
  ancestors({{"git", "commit", "tidegate", "gate"}, by_hand});
  EXPECT_FALSE(reads({"tidegate", "gate"}));
}

TEST_F(GitCaller, IsNobodyWhereNothingCanBeRead) {
  EXPECT_FALSE(reads(ours));
  write("proc/self/status", "garbage\n");
  EXPECT_FALSE(reads(ours));
  // A process that is its own parent.
  write("proc/self/status", "PPid:\t7\n");
  write("proc/7/status", "PPid:\t7\n");
  write("proc/7/cmdline", std::string("tidegate\0", 9));
  EXPECT_FALSE(reads({"tidegate"}));
}

}  // namespace
}  // namespace tidegate::bisect
