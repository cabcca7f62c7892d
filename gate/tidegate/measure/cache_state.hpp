/// Emptying the caches of what the last call left there.
/// Decides: that a buffer of twice the last-level cache is written and read, a line at a time, so
/// that every line of the operation's data is pushed out, also from caches that are not inclusive.
/// Refuses to know: what is measured afterwards. A device's caches are not reached from the host.
#pragma once

#include <cstdint>
#include <vector>

namespace tidegate::measure {

/// Bytes of the largest cache that this machine reports; 64 MiB where it reports none.
std::uint64_t last_level_cache_bytes();

class CacheFlusher {
 public:
  /// Allocates and touches `bytes`.
  explicit CacheFlusher(std::uint64_t bytes = 2 * last_level_cache_bytes());
  void flush();
  std::uint64_t bytes() const { return buffer_.size(); }

 private:
  std::vector<unsigned char> buffer_;
};

}  // namespace tidegate::measure
