/// Reads every #include of the house against the table of who may know whom.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const fs::path source = TIDEGATE_SOURCE_DIR;

/// Rooms and whom they may include beside themselves.
const std::map<std::string, std::set<std::string>> allowed = {
    {"base", {}},
    {"stats", {}},
    {"row", {"base"}},
    {"measure", {"row", "stats", "base"}},
    {"store", {"row", "base"}},
    {"import", {"row", "base"}},
    {"run", {"row", "base"}},
    {"judge", {"row", "stats", "base"}},
    {"render", {"judge", "row", "base"}},
    {"evidence", {"render", "judge", "stats", "row", "base"}},
    // It times a loop of its own: with the clock and the sampler that benchmarks use, not with
    // others.
    {"doctor", {"render", "run", "measure", "stats", "row", "base"}},
    {"adapt", {"import", "run", "row", "base"}},
    {"bisect", {"run", "judge", "row", "base"}},
};

/// Libraries with one door, and that door. A header and its .cpp are one door.
const std::vector<std::pair<std::regex, std::regex>> doors = {
    {std::regex("boost/json"), std::regex("gate/tidegate/row/json(_[a-z]+)?\\.[ch]pp")},
    {std::regex("boost/process"), std::regex("gate/tidegate/run/child_process(_boost)?\\.cpp")},
    {std::regex("boost/asio"), std::regex("gate/tidegate/run/child_process(_boost)?\\.cpp")},
    {std::regex("toml\\+\\+"), std::regex("gate/tidegate/judge/policy_toml(_[a-z]+)?\\.[ch]pp")},
    {std::regex("boost/uuid"), std::regex("gate/tidegate/base/digest\\.cpp")},
    {std::regex("openssl/"), std::regex("gate/tidegate/evidence/sha256\\.cpp")},
    {std::regex("g?elf\\.h|libelf\\.h"), std::regex("gate/tidegate/run/elf_code\\.cpp")},
    {std::regex("pugixml"), std::regex("gate/tidegate/import/catch2\\.cpp")},
    {std::regex("cmark"), std::regex("gate/tidegate/render/markdown_document\\.cpp")},
    {std::regex("CLI/"), std::regex("gate/command/parse\\.cpp")},
    {std::regex("Kokkos_"),
     std::regex("(kernels/.*|bench/.*|gate/tidegate/measure/kokkos_(session|memory)\\.hpp)")},
};

struct Include {
  std::string file;  // from the top of the source tree
  std::string name;
};

std::vector<Include> includes_below(const std::string& folder) {
  static const std::regex directive("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
  std::vector<Include> found;
  for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".hpp" && extension != ".cpp" && extension != ".cu") continue;
    std::ifstream in(entry.path());
    std::smatch match;
    for (std::string line; std::getline(in, line);) {
      if (std::regex_search(line, match, directive)) {
        found.push_back({fs::relative(entry.path(), source).generic_string(), match[1].str()});
      }
    }
  }
  return found;
}

/// `tidegate/<room>/...` -> `<room>`; empty for anything else.
std::string room_of(const std::string& path, const std::string& prefix) {
  if (path.rfind(prefix, 0) != 0) return "";
  const std::string rest = path.substr(prefix.size());
  const std::size_t slash = rest.find('/');
  return slash == std::string::npos ? "" : rest.substr(0, slash);
}

TEST(Layering, ARoomIncludesOnlyTheRoomsBelowIt) {
  std::size_t checked = 0;
  for (const Include& include : includes_below("gate/tidegate")) {
    const std::string from = room_of(include.file, "gate/tidegate/");
    const std::string to = room_of(include.name, "tidegate/");
    ASSERT_TRUE(allowed.count(from)) << include.file << " is in a room that the table lacks";
    if (to.empty() || to == from) continue;
    ++checked;
    EXPECT_TRUE(allowed.at(from).count(to))
        << include.file << " includes <" << include.name << ">: " << from << " may not know " << to;
  }
  EXPECT_GT(checked, 20U) << "the reader of includes found almost nothing: is it broken?";
}

TEST(Layering, NobodyIncludesTheCommandLine) {
  for (const char* folder : {"gate/tidegate", "kernels", "bench"}) {
    for (const Include& include : includes_below(folder)) {
      EXPECT_EQ(include.name.find("command/"), std::string::npos) << include.file;
    }
  }
}

TEST(Layering, KernelsKnowNothingOfOurs) {
  for (const Include& include : includes_below("kernels")) {
    EXPECT_EQ(include.name.rfind("tidegate/", 0), std::string::npos)
        << include.file << " includes <" << include.name << ">";
  }
}

TEST(Layering, BenchmarksKnowMeasuringRowsAndKernelsOnly) {
  for (const Include& include : includes_below("bench")) {
    const std::string to = room_of(include.name, "tidegate/");
    // It replays recorded pairs through the decision code that the gate itself runs, not a copy.
    const bool trust = include.file.rfind("bench/verdict_trust/", 0) == 0;
    if (trust && (to == "judge" || to == "stats")) continue;
    // It is the speed of that room itself.
    if (include.file.rfind("bench/store_speed/", 0) == 0 && to == "store") continue;
    EXPECT_TRUE(to.empty() || to == "measure" || to == "row" || to == "base")
        << include.file << " includes <" << include.name << ">";
  }
}

TEST(Layering, EveryLibraryHasOneDoor) {
  for (const char* folder : {"gate", "kernels", "bench"}) {
    for (const Include& include : includes_below(folder)) {
      for (const auto& [library, door] : doors) {
        if (!std::regex_search(include.name, library)) continue;
        EXPECT_TRUE(std::regex_match(include.file, door))
            << include.file << " includes <" << include.name << "> and is not its door";
      }
    }
  }
}

TEST(Layering, FilesStayOneIdeaLong) {
  for (const char* folder : {"gate", "kernels", "bench"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".hpp" && extension != ".cpp") continue;
      std::ifstream in(entry.path());
      const auto lines = std::count(std::istreambuf_iterator<char>(in), {}, '\n');
      EXPECT_LE(lines, 300) << entry.path() << " is probably two ideas: split it";
    }
  }
}

}  // namespace
