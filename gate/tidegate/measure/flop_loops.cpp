// Loops of multiply-adds, one for each width of registers.
// Decides: twelve independent chains, more than any processor needs to hide the latency of four or
// five cycles on two units. Refuses to know: clocks.
//
// The build optimises this file whatever the rest is built for: a ceiling of an unoptimised loop
// would be none. Widths that the compiler was not told of come with the target attribute, and are
// run only where the processor has them.
#include <tidegate/measure/ceilings.hpp>
#include <tidegate/measure/do_not_optimize.hpp>

namespace tidegate::measure {
namespace {

#define TIDEGATE_FLOP_LOOP(name, attributes, type, width)                                 \
  attributes void name(std::uint64_t steps) {                                             \
    typedef type Lanes __attribute__((vector_size(width)));                               \
    const Lanes zero = {};                                                                \
    const Lanes factor = zero + static_cast<type>(0.999);                                 \
    const Lanes addend = zero + static_cast<type>(0.001);                                 \
    Lanes a = zero, b = zero + 1, c = zero + 2, d = zero + 3, e = zero + 4, f = zero + 5; \
    Lanes g = zero + 6, h = zero + 7, i = zero + 8, j = zero + 9, k = zero + 10;          \
    Lanes l = zero + 11;                                                                  \
    for (; steps != 0; --steps) {                                                         \
      a = a * factor + addend;                                                            \
      b = b * factor + addend;                                                            \
      c = c * factor + addend;                                                            \
      d = d * factor + addend;                                                            \
      e = e * factor + addend;                                                            \
      f = f * factor + addend;                                                            \
      g = g * factor + addend;                                                            \
      h = h * factor + addend;                                                            \
      i = i * factor + addend;                                                            \
      j = j * factor + addend;                                                            \
      k = k * factor + addend;                                                            \
      l = l * factor + addend;                                                            \
    }                                                                                     \
    const Lanes sum = ((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l));    \
    do_not_optimize(sum[0]);                                                              \
  }

TIDEGATE_FLOP_LOOP(narrow_fp32, , float, 16)
TIDEGATE_FLOP_LOOP(narrow_fp64, , double, 16)
#if defined(__x86_64__)
TIDEGATE_FLOP_LOOP(avx2_fp32, __attribute__((target("avx2,fma"))), float, 32)
TIDEGATE_FLOP_LOOP(avx2_fp64, __attribute__((target("avx2,fma"))), double, 32)
TIDEGATE_FLOP_LOOP(avx512_fp32, __attribute__((target("avx512f"))), float, 64)
TIDEGATE_FLOP_LOOP(avx512_fp64, __attribute__((target("avx512f"))), double, 64)
#endif
#undef TIDEGATE_FLOP_LOOP

/// Twelve chains, a multiplication and an addition each, of so many bytes.
double flops_of(Precision precision, double bytes) {
  return 12 * 2 * bytes / (precision == Precision::fp32 ? 4 : 8);
}

}  // namespace

std::vector<FlopLoop> flop_loops(Precision precision) {
  const bool single = precision == Precision::fp32;
  std::vector<FlopLoop> loops{{single ? narrow_fp32 : narrow_fp64, flops_of(precision, 16)}};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    loops.push_back({single ? avx2_fp32 : avx2_fp64, flops_of(precision, 32)});
  }
  if (__builtin_cpu_supports("avx512f")) {
    loops.push_back({single ? avx512_fp32 : avx512_fp64, flops_of(precision, 64)});
  }
#endif
  return loops;
}

}  // namespace tidegate::measure
