#include <tidegate/measure/profile_loop.hpp>

namespace tidegate::measure {

[[gnu::noinline]] Sample profile_loop(Clock& clock, const Batch& batch, const Fence& fence,
                                      std::uint64_t iterations, std::int64_t length_ns) {
  Sample all{0, 0};
  const std::int64_t start = clock.now_ns();
  do {
    batch(iterations);
    all.iterations += iterations;
  } while (clock.now_ns() - start < length_ns);
  if (fence) fence();
  all.elapsed_ns = clock.now_ns() - start;
  return all;
}

}  // namespace tidegate::measure
