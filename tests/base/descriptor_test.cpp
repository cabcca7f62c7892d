#include <cerrno>
#include <string>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>

#include <tidegate/base/descriptor.hpp>

namespace {

using tidegate::Descriptor;

TEST(Descriptor, WritesAllOfATextThatAPipeTakesInPieces) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  Descriptor read{ends[0]};
  Descriptor write{ends[1]};
  const std::string text(1U << 20U, 'x');
  std::string got;
  std::thread reader([&read, &got] {
    char block[4096];
    for (ssize_t size = 1; size > 0;) {
      size = ::read(read.get(), block, sizeof block);
      if (size > 0) got.append(block, static_cast<std::size_t>(size));
    }
  });
  EXPECT_TRUE(tidegate::write_all(write.get(), text));
  EXPECT_TRUE(write.close());
  reader.join();
  EXPECT_EQ(got, text);
}

TEST(Descriptor, SaysWhyATextCouldNotBeWritten) {
  const Descriptor full{::open("/dev/full", O_WRONLY | O_CLOEXEC)};
  ASSERT_TRUE(full);
  EXPECT_FALSE(tidegate::write_all(full.get(), "text"));
  EXPECT_EQ(errno, ENOSPC);
}

TEST(Descriptor, IsClosedOnceAndMovedWithoutACopy) {
  Descriptor first{::open("/dev/null", O_WRONLY | O_CLOEXEC)};
  const int number = first.get();
  Descriptor second{std::move(first)};
  EXPECT_EQ(second.get(), number);
  EXPECT_TRUE(second.close());
  EXPECT_EQ(::fcntl(number, F_GETFD), -1);
  EXPECT_FALSE(second);
  EXPECT_TRUE(second.close());
}

}  // namespace
