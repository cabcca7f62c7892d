/// A lock between processes, held as long as the object lives.
/// Decides: flock(2) on a file of its own; the kernel drops it when the holder dies.
/// Refuses to know: what is protected.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include <tidegate/base/descriptor.hpp>
#include <tidegate/base/error.hpp>

namespace tidegate::run {

class FileLock {
 public:
  /// Waits until nobody else holds the lock; `interrupted` is asked meanwhile and may be empty.
  /// The file is created, and stays, so that all processes lock the same one; those of another user
  /// as well, wherever they can read it.
  /// `waiting` is called once, when somebody else holds it.
  static Outcome<FileLock> take(const std::filesystem::path& file,
                                const std::function<bool()>& interrupted,
                                const std::function<void()>& waiting = {});
  /// Puts `text` into the file, for whoever waits. Where that fails, the lock holds all the same.
  void note(const std::string& text) const;

 private:
  explicit FileLock(Descriptor fd) : fd_(std::move(fd)) {}
  Descriptor fd_;
};

}  // namespace tidegate::run
