#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tidegate/run/file_lock.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

class FileLockTest : public TempFolder {
 protected:
  mode_t mode_of_file() const {
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
  }
  /// As another user where that is possible; a file that nobody may write is the same to any.
  bool somebody_else_may_lock() const {
    const bool root = ::geteuid() == 0;
    ::chmod(file.c_str(), mode_of_file() & 0444U);
    ::chmod(folder.c_str(), 0755);
    if (root && ::seteuid(65534) != 0) return false;
    int asked = 0;
    const auto lock = FileLock::take(file, [&asked] { return ++asked > 0; });
    if (root && ::seteuid(0) != 0) return false;
    if (!lock) kind = lock.error().kind;
    return lock.has_value();
  }

  const std::filesystem::path file = folder / "a.lock";
  mutable ErrorKind kind = ErrorKind::usage;
};

TEST_F(FileLockTest, AFileOfAnotherUserIsLockedAllTheSame) {
  const mode_t before = ::umask(077);
  { const auto lock = FileLock::take(file, {}); }
  ::umask(before);
  EXPECT_EQ(mode_of_file(), 0644U) << "whatever the umask of its maker";
  EXPECT_TRUE(somebody_else_may_lock());
}

TEST_F(FileLockTest, AnotherUserWaitsForWhoHoldsIt) {
  const auto lock = FileLock::take(file, {});
  ASSERT_TRUE(lock.has_value());
  EXPECT_FALSE(somebody_else_may_lock());
  EXPECT_EQ(kind, ErrorKind::interrupted) << "the lock was not found held, but not to be had";
}

}  // namespace
}  // namespace tidegate::run
