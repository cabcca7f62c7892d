/// A file descriptor that is closed whatever happens, and a whole text written to one.
/// Decides: ownership, and that an interrupted or a short write goes on. Refuses to know: what is
/// behind the descriptor.
#pragma once

#include <string_view>
#include <utility>

#include <unistd.h>

namespace tidegate {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      close();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  ~Descriptor() { close(); }

  /// -1 when there is none, which poll(2) takes as "skip this entry".
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  /// Closes now; false, with errno, where the last writes failed: some file systems report a full
  /// disk only here.
  bool close() {
    const int fd = std::exchange(fd_, -1);
    return fd < 0 || ::close(fd) == 0;
  }

 private:
  int fd_ = -1;
};

/// False, with errno, when not all of the text could be written.
bool write_all(int fd, std::string_view text);

}  // namespace tidegate
