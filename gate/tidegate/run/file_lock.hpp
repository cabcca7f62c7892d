/// A lock between processes, held as long as the object lives.
/// Decides: flock(2) on a file of its own; the kernel drops it when the holder dies.
/// Refuses to know: what is protected.
#pragma once

#include <filesystem>
#include <functional>

#include <tidegate/base/error.hpp>
#include <tidegate/run/descriptor.hpp>

namespace tidegate::run {

class FileLock {
 public:
  /// Waits until nobody else holds the lock; `interrupted` is asked meanwhile and may be empty.
  /// The file is created, and stays, so that all processes lock the same one.
  static Outcome<FileLock> take(const std::filesystem::path& file,
                                const std::function<bool()>& interrupted);

 private:
  explicit FileLock(Descriptor fd) : fd_(std::move(fd)) {}
  Descriptor fd_;
};

}  // namespace tidegate::run
