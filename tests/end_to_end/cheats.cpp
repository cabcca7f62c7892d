/// A worker that cheats: one honest provider, and others that do less than they say.
#include <cstdint>
#include <vector>

#include <tidegate/measure/benchmark.hpp>

namespace {

constexpr std::size_t size = 10'000;

/// Inputs that the compiler does not know.
std::vector<double> inputs(std::uint64_t seed) {
  std::vector<double> values(size);
  for (std::size_t i = 0; i < size; ++i) values[i] = static_cast<double>((seed + i) % 7);
  return values;
}

/// Twice each input; `write` does it, or does not.
template <class Write>
void doubling(tidegate::State& state, double flops, Write write) {
  const std::vector<double> in = inputs(state.seed());
  std::vector<double> out(size);
  state.work(0, flops);
  state.poison(out);
  state.measure([&] { write(in, out); });
  state.check(out, [&](std::size_t i) { return 2 * in[i]; });
}

void write_all(const std::vector<double>& in, std::vector<double>& out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = 2 * in[i];
}

void honest(tidegate::State& state) { doubling(state, size, write_all); }

/// Fails without a word.
void silent(tidegate::State& state) {
  doubling(state, size, [](const std::vector<double>&, std::vector<double>&) {});
}

/// The sum of constants, which is folded into one: a billion operations in no time.
void folded(tidegate::State& state) {
  constexpr std::int64_t count = 1'000'000'000;
  state.work(0, static_cast<double>(count));
  state.measure([] { return count * (count - 1) / 2; });
}

/// Hides a transfer that the others do not have.
void copying(tidegate::State& state) {
  std::vector<double> there;
  const auto copy_first = [&there](const std::vector<double>& in, std::vector<double>& out) {
    there = in;
    write_all(there, out);
  };
  doubling(state, size, copy_first);
}

}  // namespace

TIDEGATE_CASE("doubling")
    .provider("honest", honest, {.reference = true, .includes = tidegate::Includes::compute})
    .provider("silent", silent, {.includes = tidegate::Includes::compute})
    .provider("folded", folded, {.includes = tidegate::Includes::compute})
    .provider("copying", copying, {.includes = tidegate::Includes::compute_and_transfer});
TIDEGATE_MAIN()
