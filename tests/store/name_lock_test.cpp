/// Names that two processes want at the same time.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tidegate/store/name_lock.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

class NameLockTest : public TempFolder {};

TEST_F(NameLockTest, TwoRunsThatDrawTheSameNameGetTwo) {
  const auto first = claim_name(folder / "rows", [] { return "r"; });
  ASSERT_TRUE(first);
  std::size_t drawn = 0;
  const auto second =
      claim_name(folder / "rows", [&drawn] { return ++drawn < 3 ? "r" : "another"; });
  ASSERT_TRUE(second);
  EXPECT_EQ(first->name, "r");
  EXPECT_EQ(second->name, "another");
  EXPECT_EQ(drawn, 3U);
  EXPECT_EQ(claim_name(folder / "elsewhere", [] { return "r"; }).value().name, "r");
}

TEST_F(NameLockTest, ANameThatWasUsedUpIsFreeAgainOnlyOnceItIsRemoved) {
  const fs::path file = folder / "r.lock";
  { const auto held = NameLock::take(file, NameLock::File::fresh).value(); }
  EXPECT_FALSE(NameLock::take(file, NameLock::File::fresh).value()) << "somebody died over it";
  {
    const auto held = NameLock::take(file, NameLock::File::any).value();
    ASSERT_TRUE(held);
    EXPECT_FALSE(NameLock::take(file, NameLock::File::any).value());
    held->remove();
  }
  EXPECT_TRUE(NameLock::take(file, NameLock::File::fresh).value());
}

TEST_F(NameLockTest, TheKernelDropsTheLockOfADeadHolder) {
  const fs::path file = folder / "r.lock";
  int told[2];
  ASSERT_EQ(::pipe(told), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto held = NameLock::take(file, NameLock::File::fresh);
    const char ok = held && *held ? 'y' : 'n';
    if (::write(told[1], &ok, 1) != 1) ::_exit(1);
    while (true) ::pause();
  }
  char ok = '?';
  ASSERT_EQ(::read(told[0], &ok, 1), 1);
  EXPECT_EQ(ok, 'y');
  EXPECT_FALSE(NameLock::take(file, NameLock::File::any).value());
  ASSERT_EQ(::kill(child, SIGKILL), 0);
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  EXPECT_TRUE(NameLock::take(file, NameLock::File::any).value());
}

TEST_F(NameLockTest, AFolderThatCannotBeMadeIsNamed) {
  write("taken", "a file");
  const auto claimed = claim_name(folder / "taken" / "rows", [] { return "r"; });
  ASSERT_FALSE(claimed);
  EXPECT_EQ(claimed.error().kind, ErrorKind::io);
  EXPECT_NE(claimed.error().what.find("taken"), std::string::npos);
}

}  // namespace
}  // namespace tidegate::store
