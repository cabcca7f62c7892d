/// The bodies of kokkos_matmul, included only by the files that instantiate it.
/// Decides: how the work is cut for a CPU (blocks, one a work item) and for a GPU (a team per
/// output tile, chunks of A and B in scratch memory). Refuses to know: the algebras' arithmetic.
///
/// T is the type of the matrices, S that of the sums.
#pragma once

#include <semiring_matmul/accumulator.hpp>
#include <semiring_matmul/kokkos_products.hpp>
#include <semiring_matmul/log_block.hpp>
#include <semiring_matmul/tiling.hpp>

namespace semiring_matmul {

/// One block of one matrix of C on the calling thread.
template <class A, class T, class S>
struct BlockTask {
  KokkosProducts<T> products;
  BlockGrid<S> grid;

  void operator()(const std::size_t index) const {
    const std::size_t matrix = index / grid.count();
    BlockOf<A, T, S>::compute(products.a_view(matrix), products.b_view(matrix),
                              grid.place(index % grid.count()), products.c_view(matrix));
  }
};

/// One tile of C by a team, one output a thread. Unlike on a CPU the chunk's edges are checked
/// while summing: there is nothing that could pad them.
template <class A, class T, class S>
struct TileTask {
  static constexpr int tile = 16;
  using Space = Kokkos::DefaultExecutionSpace;
  using Team = typename Kokkos::TeamPolicy<Space>::member_type;
  using Scratch = Kokkos::View<T[tile][tile], Kokkos::LayoutRight,
                               typename Space::scratch_memory_space, Kokkos::MemoryUnmanaged>;

  KokkosProducts<T> products;

  KERNEL_FUNCTION void operator()(const Team& team) const {
    const int rows = static_cast<int>(products.rows);
    const int columns = static_cast<int>(products.columns);
    const int depth = static_cast<int>(products.depth);
    const int across = (columns + tile - 1) / tile;
    const int down = (rows + tile - 1) / tile;
    const int place = team.league_rank() % (across * down);
    const auto matrix = static_cast<std::size_t>(team.league_rank() / (across * down));
    const int local_row = team.team_rank() / tile;
    const int local_column = team.team_rank() % tile;
    const int row = place / across * tile + local_row;
    const int column = place % across * tile + local_column;
    const MatrixView<const T> a = products.a_view(matrix);
    const MatrixView<const T> b = products.b_view(matrix);

    const Scratch a_chunk(team.team_scratch(0));
    const Scratch b_chunk(team.team_scratch(0));
    Accumulator<A, S> output;
    for (int start = 0; start < depth; start += tile) {
      const int a_column = start + local_column;
      const int b_row = start + local_row;
      a_chunk(local_row, local_column) =
          row < rows && a_column < depth ? a.row(row)[a_column] : T(0);
      b_chunk(local_row, local_column) =
          column < columns && b_row < depth ? b.row(b_row)[column] : T(0);
      team.team_barrier();
      const int end = depth - start < tile ? depth - start : tile;
      for (int p = 0; p < end; ++p) {
        output.add(A::multiply(S(a_chunk(local_row, p)), S(b_chunk(p, local_column))));
      }
      team.team_barrier();
    }
    if (row < rows && column < columns) {
      products.c_view(matrix).row(row)[column] = static_cast<T>(output.value());
    }
  }
};

template <class A, class T, class S>
Fault launch(const BatchPlan& plan, const KokkosProducts<T>& products) {
  using Space = Kokkos::DefaultExecutionSpace;
  if constexpr (runs_on_host) {
    const auto threads = static_cast<std::size_t>(Space().concurrency());
    const BlockGrid<S> grid(products.rows, products.columns,
                            wanted_blocks(products.map.count, threads));
    Kokkos::parallel_for("semiring_matmul",
                         Kokkos::RangePolicy<Space, Kokkos::IndexType<std::size_t>>(
                             0, products.map.count * grid.count()),
                         BlockTask<A, T, S>{products, grid});
  } else {
    using Task = TileTask<A, T, S>;
    const std::optional<int> teams = team_count(plan, Task::tile, Task::tile);
    if (!teams) return Fault::too_many_tiles;
    Kokkos::TeamPolicy<Space> policy(*teams, Task::tile * Task::tile);
    policy.set_scratch_size(0, Kokkos::PerTeam(2 * Task::Scratch::shmem_size()));
    Kokkos::parallel_for("semiring_matmul", policy, Task{products});
  }
  return Fault::none;
}

template <class T, class S>
Fault run_products(Algebra algebra, const BatchPlan& plan, const DeviceElements<const T>& a,
                   const DeviceElements<const T>& b, const DeviceElements<T>& c) {
  const Fault fault = arrays_fit(plan, a.extent(0), b.extent(0), c.extent(0));
  if (fault != Fault::none || c.extent(0) == 0) return fault;
  return with_algebra(
      algebra, [&]<class A>(A) { return launch<A, T, S>(plan, products_of<T>(plan, a, b, c)); });
}

template <class T>
Fault kokkos_matmul(Algebra algebra, const BatchPlan& plan, const DeviceElements<const T>& a,
                    const DeviceElements<const T>& b, const DeviceElements<T>& c) {
  return run_products<T, T>(algebra, plan, a, b, c);
}

/// The elements of a row-major matrix, one row after the other.
template <class T>
DeviceElements<T> elements_of(const DeviceMatrix<T>& matrix) {
  return DeviceElements<T>(matrix.data(), matrix.extent(0) * matrix.extent(1));
}

template <class T>
Fault kokkos_matmul(Algebra algebra, const DeviceMatrix<const T>& a, const DeviceMatrix<const T>& b,
                    const DeviceMatrix<T>& c) {
  const Fault fault =
      shapes_fit(a.extent(0), a.extent(1), b.extent(0), b.extent(1), c.extent(0), c.extent(1));
  if (fault != Fault::none || c.size() == 0) return fault;
  return kokkos_matmul<T>(algebra, plan_single(a.extent(0), a.extent(1), b.extent(1)),
                          elements_of<const T>(a), elements_of<const T>(b), elements_of<T>(c));
}

}  // namespace semiring_matmul
