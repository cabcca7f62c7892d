#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/callgrind.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class CallgrindTest : public TempFolder {
 protected:
  /// As callgrind writes it.
  void write_dump(int part, const std::string& trigger, const std::string& summary) {
    write("dump." + std::to_string(part),
          "# callgrind format\nversion: 1\npart: 1\n\ndesc: Trigger: Client Request: " + trigger +
              "\n\npositions: line\nevents: Ir\nsummary: " + summary + "\n\nfn=(0) main\n0 29\n");
  }
  Outcome<double> count(std::uint32_t calls) {
    return instructions_per_call(folder / "dump", calls);
  }
};

TEST_F(CallgrindTest, TheDifferenceOfTwoDumpsIsTheCalls) {
  write_dump(1, "tidegate 1", "12061");
  write_dump(2, "tidegate 2", "24073");
  const auto found = count(3);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(*found, 4004);
}

TEST_F(CallgrindTest, ACountOfSomethingElseIsNone) {
  EXPECT_THAT(count(3).error().what, HasSubstr("did not mark"));
  write_dump(1, "tidegate 1", "12061");
  EXPECT_FALSE(count(3)) << "the second dump is missing";
  write_dump(2, "another tool", "24073");
  EXPECT_FALSE(count(3)) << "somebody else asked for it";
  write_dump(2, "tidegate 2", "many");
  EXPECT_FALSE(count(3)) << "it has no count";
  write_dump(2, "tidegate 2", "12061");
  EXPECT_THAT(count(3).error().what, HasSubstr("twice as many calls 12061"));
}

TEST_F(CallgrindTest, TheWorkerRunsUnderItWithAlmostNoEnvironment) {
  ASSERT_EQ(::setenv("TIDEGATE_TEST_OF_THE_ENVIRONMENT", "long", 1), 0);
  Command worker;
  worker.program = "bench";
  worker.arguments = {"--tidegate", "attempt"};
  worker.cpus = {1};
  const Command under = under_callgrind("/usr/bin/valgrind", worker, "/tmp/x");
  EXPECT_EQ(under.program, "/usr/bin/valgrind");
  EXPECT_THAT(under.arguments, testing::ElementsAre("--tool=callgrind", "--instr-atstart=no",
                                                    "--vgdb=no", "--callgrind-out-file=/tmp/x",
                                                    "bench", "--tidegate", "attempt"));
  EXPECT_THAT(under.unset, Contains("TIDEGATE_TEST_OF_THE_ENVIRONMENT"));
  EXPECT_THAT(under.unset, Not(Contains("PATH")));
  EXPECT_EQ(under.cpus, std::vector<int>{1});
}

TEST(Callgrind, KnowsItsOwnDeath) {
  EXPECT_TRUE(unknown_instruction("==1== valgrind: Unrecognised instruction at address 0x1."));
  EXPECT_TRUE(unknown_instruction("==1==  Illegal opcode at address 0x109101\n"));
  EXPECT_FALSE(unknown_instruction("Segmentation fault"));
}

}  // namespace
}  // namespace tidegate::run
