/// A worker whose only use of Kokkos is its session.
#include <tidegate/measure/benchmark.hpp>
#include <tidegate/measure/kokkos_session.hpp>

static void count(tidegate::State& state) {
  Kokkos::View<double*> total("total", 1);
  state.measure([&] {
    Kokkos::parallel_for(
        Kokkos::RangePolicy<>(0, 1), KOKKOS_LAMBDA(int i) { total(i) = 1; });
  });
  state.check_at(std::vector<std::size_t>{0},
                 Kokkos::create_mirror_view_and_copy(Kokkos::HostSpace(), total),
                 [](std::size_t) { return 1.0; });
}
TIDEGATE_KOKKOS_SESSION();
TIDEGATE_CASE("count").provider("kokkos", count,
                                {.platform = tidegate::measure::kokkos_platform()});
TIDEGATE_MAIN()
