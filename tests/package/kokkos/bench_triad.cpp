#include <tidegate/measure/benchmark.hpp>
#include <tidegate/measure/kokkos_session.hpp>

static void triad(tidegate::State& state) {
  const int n = static_cast<int>(state.integer("n"));
  Kokkos::View<double*> a("a", n), b("b", n), c("c", n);
  Kokkos::deep_copy(b, 1.0);
  Kokkos::deep_copy(c, 2.0);
  const auto run = [&] {
    Kokkos::parallel_for(
        "triad", n, KOKKOS_LAMBDA(int i) { a(i) = b(i) + 3.0 * c(i); });
  };
  state.measure([&] { run(); });
  const auto result = Kokkos::create_mirror_view_and_copy(Kokkos::HostSpace(), a);
  state.check(std::span<const double>(result.data(), result.size()),
              [](std::size_t) { return 7.0; });
}
TIDEGATE_KOKKOS_SESSION();
TIDEGATE_CASE("triad")
    .axis("n", {100000})
    .provider("kokkos", triad,
              {.platform = tidegate::measure::kokkos_platform(), .reference = true});
TIDEGATE_MAIN()
