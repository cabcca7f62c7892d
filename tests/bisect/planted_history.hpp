/// A git history in which one commit makes the program slower, and others distract from it.
/// Decides: which commit is slow, which do not build, where branches leave and merge.
/// Refuses to know: the search.
#pragma once

#include <cstdint>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "run/throwaway_repository.hpp"

namespace tidegate::bisect {

/// One commit as it is planted. `planted` commits change the program; all others inherit.
struct PlantedCommit {
  std::vector<std::size_t> parents;
  bool broken = false;
  bool slow = false;    ///< the slowdown that is searched for is in it or an ancestor
  bool slower = false;  ///< the same of the smaller one
};

struct PlantedHistory {
  std::vector<PlantedCommit> commits;
  std::size_t culprit = 0;
  std::size_t distraction = 0;
};

/// 64 commits: a line from which branches of two leave and merge again.
inline std::vector<PlantedCommit> branching_line(std::mt19937_64& draw) {
  std::vector<PlantedCommit> commits(1);
  std::size_t tip = 0;
  const auto add = [&commits](std::vector<std::size_t> parents) {
    commits.push_back({std::move(parents)});
    return commits.size() - 1;
  };
  while (commits.size() < 64) {
    if (commits.size() + 4 > 64 || draw() % 5 != 0) {
      tip = add({tip});
      continue;
    }
    const std::size_t branch = add({add({tip})});
    const std::size_t line = add({tip});
    tip = add({line, branch});
  }
  return commits;
}

/// Neither the culprit nor one beside it: what cannot be tested there cannot be told from it.
inline bool may_break(const PlantedHistory& history, std::size_t at) {
  if (at == 0 || at + 1 == history.commits.size() || at == history.culprit) return false;
  for (const std::size_t parent : history.commits[history.culprit].parents) {
    if (parent == at) return false;
  }
  return true;
}

/// The culprit anywhere but at the ends; a smaller slowdown elsewhere; a run of commits that do not
/// build and some alone.
inline PlantedHistory planted_history(std::uint64_t seed) {
  std::mt19937_64 draw(seed);
  PlantedHistory history{branching_line(draw), 0, 0};
  auto& commits = history.commits;
  history.culprit = 2 + draw() % (commits.size() - 3);
  do {
    history.distraction = 1 + draw() % (commits.size() - 1);
  } while (history.distraction == history.culprit);
  for (std::size_t i = 0; i < commits.size(); ++i) {
    commits[i].slow = i == history.culprit;
    commits[i].slower = i == history.distraction;
    for (const std::size_t parent : commits[i].parents) {
      commits[i].slow = commits[i].slow || commits[parent].slow;
      commits[i].slower = commits[i].slower || commits[parent].slower;
    }
  }
  const std::size_t run = draw() % commits.size();
  for (std::size_t i = 0; i < commits.size(); ++i) {
    const bool wanted = (i >= run && i < run + 4) || draw() % 10 == 0;
    commits[i].broken = wanted && may_break(history, i);
  }
  return history;
}

/// The history as `git fast-import` reads it; each commit's `program` says what it is.
inline std::string import_stream(const PlantedHistory& history) {
  std::string stream;
  for (std::size_t i = 0; i < history.commits.size(); ++i) {
    const PlantedCommit& commit = history.commits[i];
    const std::string program =
        fmt::format("{} {:d} {:d} {:d}\n", i, commit.slow, commit.slower, commit.broken);
    stream += fmt::format("commit refs/heads/main\nmark :{}\n", i + 1);
    stream += fmt::format("committer C <c@example.org> {} +0000\n", 1000000000 + 60 * i);
    stream += fmt::format("data <<E\ncommit {}\nE\n", i);
    for (std::size_t p = 0; p < commit.parents.size(); ++p) {
      stream += fmt::format("{} :{}\n", p == 0 ? "from" : "merge", commit.parents[p] + 1);
    }
    stream += fmt::format("M 100644 inline program\ndata {}\n{}\n", program.size(), program);
  }
  return stream;
}

class PlantedRepository : public run::ThrowawayRepository {
 protected:
  /// The hashes of the commits, in their order.
  std::vector<std::string> plant(const PlantedHistory& history) const {
    write("stream", import_stream(history));
    run::Command import;
    import.program = "sh";
    import.arguments = {"-c",
                        "git fast-import --quiet --force --export-marks=../marks < ../stream"};
    import.folder = repo;
    const auto done = run::run_to_end(import, run::Limits{});
    EXPECT_TRUE(done && done->succeeded()) << (done ? done->err : "");
    std::vector<std::string> hashes(history.commits.size());
    std::istringstream marks(read("marks"));
    for (std::string mark, hash; marks >> mark >> hash;)
      hashes[std::stoul(mark.substr(1)) - 1] = hash;
    return hashes;
  }
};

}  // namespace tidegate::bisect
