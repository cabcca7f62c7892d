#include <algorithm>

#include <unistd.h>

#include <tidegate/measure/cache_state.hpp>
#include <tidegate/measure/do_not_optimize.hpp>

namespace tidegate::measure {
namespace {

constexpr std::size_t line = 64;
constexpr std::uint64_t usual = 64ULL << 20U;

}  // namespace

std::uint64_t last_level_cache_bytes() {
  long largest = 0;
  for (const int level : {_SC_LEVEL2_CACHE_SIZE, _SC_LEVEL3_CACHE_SIZE, _SC_LEVEL4_CACHE_SIZE}) {
    largest = std::max(largest, ::sysconf(level));
  }
  return largest > 0 ? static_cast<std::uint64_t>(largest) : usual;
}

CacheFlusher::CacheFlusher(std::uint64_t bytes) : buffer_(bytes) { flush(); }

void CacheFlusher::flush() {
  for (std::size_t i = 0; i < buffer_.size(); i += line) ++buffer_[i];
  unsigned sum = 0;
  for (std::size_t i = 0; i < buffer_.size(); i += line) sum += buffer_[i];
  do_not_optimize(sum);
  clobber_memory();
}

}  // namespace tidegate::measure
