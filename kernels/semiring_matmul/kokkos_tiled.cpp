/// kokkos_matmul_tiled: teams, scratch memory and nested loops, the same source on every backend.
/// Decides: the order of a team's steps. Refuses to know: vector registers, shapes that no tile
/// divides, and what is done about them.
#include <semiring_matmul/accumulator.hpp>
#include <semiring_matmul/kokkos_products.hpp>
#include <semiring_matmul/tiling.hpp>

namespace semiring_matmul {
namespace {

using Space = Kokkos::DefaultExecutionSpace;
using Team = Kokkos::TeamPolicy<Space>::member_type;

template <class T>
using Scratch =
    Kokkos::View<T**, Kokkos::LayoutRight, Space::scratch_memory_space, Kokkos::MemoryUnmanaged>;

/// The levels of scratch memory: chunks are read often and small, sums may exceed a GPU's shared
/// memory. Copied where a Kokkos takes them by reference: device code has no such variables.
constexpr int chunk_level = 0;
constexpr int sum_level = 1;

/// One tile of C, all of it inside: a tile divides each extent.
template <class A, class T>
struct TeamTile {
  KokkosProducts<T> products;
  int rows;
  int columns;
  int depth;

  KERNEL_FUNCTION void operator()(const Team& team) const {
    const int across = static_cast<int>(products.columns) / columns;
    const int down = static_cast<int>(products.rows) / rows;
    const int place = team.league_rank() % (across * down);
    const auto matrix = static_cast<std::size_t>(team.league_rank() / (across * down));
    const int first_row = place / across * rows;
    const int first_column = place % across * columns;
    const MatrixView<const T> a = products.a_view(matrix);
    const MatrixView<const T> b = products.b_view(matrix);

    const Scratch<T> a_chunk(team.team_scratch(int{chunk_level}), rows, depth);
    const Scratch<T> b_chunk(team.team_scratch(int{chunk_level}), depth, columns);
    const Scratch<Accumulator<A, T>> sums(team.team_scratch(int{sum_level}), rows, columns);
    fill(team, sums);
    for (int start = 0; start < static_cast<int>(products.depth); start += depth) {
      copy(team, a, first_row, start, a_chunk);
      copy(team, b, start, first_column, b_chunk);
      team.team_barrier();
      add_chunk(team, a_chunk, b_chunk, sums);
      team.team_barrier();
    }
    store(team, sums, products.c_view(matrix), first_row, first_column);
  }

 private:
  KERNEL_FUNCTION void fill(const Team& team, const Scratch<Accumulator<A, T>>& sums) const {
    Kokkos::parallel_for(Kokkos::TeamThreadRange(team, rows), [&](const int i) {
      Kokkos::parallel_for(Kokkos::ThreadVectorRange(team, columns),
                           [&](const int j) { sums(i, j) = Accumulator<A, T>{}; });
    });
  }

  KERNEL_FUNCTION void copy(const Team& team, const MatrixView<const T>& from, int row, int column,
                            const Scratch<T>& to) const {
    const int width = static_cast<int>(to.extent(1));
    Kokkos::parallel_for(
        Kokkos::TeamThreadRange(team, static_cast<int>(to.extent(0))), [&](const int i) {
          const T* line =
              from.row(static_cast<std::size_t>(row) + static_cast<std::size_t>(i)) + column;
          Kokkos::parallel_for(Kokkos::ThreadVectorRange(team, width),
                               [&](const int j) { to(i, j) = line[j]; });
        });
  }

  KERNEL_FUNCTION void add_chunk(const Team& team, const Scratch<T>& a_chunk,
                                 const Scratch<T>& b_chunk,
                                 const Scratch<Accumulator<A, T>>& sums) const {
    Kokkos::parallel_for(Kokkos::TeamThreadRange(team, rows), [&](const int i) {
      for (int p = 0; p < depth; ++p) {
        const T x = a_chunk(i, p);
        Kokkos::parallel_for(Kokkos::ThreadVectorRange(team, columns), [&](const int j) {
          sums(i, j).add(A::multiply(x, T(b_chunk(p, j))));
        });
      }
    });
  }

  KERNEL_FUNCTION void store(const Team& team, const Scratch<Accumulator<A, T>>& sums,
                             const MatrixView<T>& c, int row, int column) const {
    Kokkos::parallel_for(Kokkos::TeamThreadRange(team, rows), [&](const int i) {
      T* line = c.row(static_cast<std::size_t>(row) + static_cast<std::size_t>(i)) + column;
      Kokkos::parallel_for(Kokkos::ThreadVectorRange(team, columns),
                           [&](const int j) { line[j] = sums(i, j).value(); });
    });
  }
};

template <class A, class T>
void launch_tiles(const KokkosProducts<T>& products, const Tiling& tiling, int teams) {
  const int rows = static_cast<int>(tiling.rows);
  const int columns = static_cast<int>(tiling.columns);
  const int depth = static_cast<int>(tiling.depth);
  // A warp walks a row on a GPU; a host thread walks it by itself.
  Kokkos::TeamPolicy<Space> policy(teams, Kokkos::AUTO, runs_on_host ? 1 : 32);
  policy.set_scratch_size(chunk_level, Kokkos::PerTeam(Scratch<T>::shmem_size(rows, depth) +
                                                       Scratch<T>::shmem_size(depth, columns)));
  policy.set_scratch_size(sum_level,
                          Kokkos::PerTeam(Scratch<Accumulator<A, T>>::shmem_size(rows, columns)));
  Kokkos::parallel_for("semiring_matmul_tiled", policy,
                       TeamTile<A, T>{products, rows, columns, depth});
}

}  // namespace

template <class T>
Fault kokkos_matmul_tiled(Algebra algebra, const BatchPlan& plan, const DeviceElements<const T>& a,
                          const DeviceElements<const T>& b, const DeviceElements<T>& c) {
  const Fault fault = arrays_fit(plan, a.extent(0), b.extent(0), c.extent(0));
  if (fault != Fault::none) return fault;
  const std::optional<Tiling> found = tiling_of(plan.rows, plan.depth, plan.columns);
  if (!found) return Fault::does_not_tile;
  if (c.extent(0) == 0) return Fault::none;
  const Tiling tiling = with_chunks_that_fit(*found, sizeof(T));
  const std::optional<int> teams = team_count(plan, tiling.rows, tiling.columns);
  if (!teams) return Fault::too_many_tiles;
  with_algebra(algebra, [&]<class A>(A) {
    launch_tiles<A, T>(products_of<T>(plan, a, b, c), tiling, *teams);
  });
  return Fault::none;
}

template Fault kokkos_matmul_tiled(Algebra, const BatchPlan&, const DeviceElements<const float>&,
                                   const DeviceElements<const float>&,
                                   const DeviceElements<float>&);
template Fault kokkos_matmul_tiled(Algebra, const BatchPlan&, const DeviceElements<const double>&,
                                   const DeviceElements<const double>&,
                                   const DeviceElements<double>&);

}  // namespace semiring_matmul
