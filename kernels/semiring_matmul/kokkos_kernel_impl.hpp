/// The bodies of kokkos_matmul, included only by the files that instantiate it.
/// Decides: how the work is cut for a CPU (blocks, one a work item) and for a GPU (a team per
/// output tile, chunks of A and B in scratch memory). Refuses to know: the algebras' arithmetic.
#pragma once

#include <semiring_matmul/accumulator.hpp>
#include <semiring_matmul/kokkos_kernel.hpp>
#include <semiring_matmul/log_block.hpp>

namespace semiring_matmul {

template <class T>
MatrixView<T> view_of(const DeviceMatrix<T>& matrix) {
  return {matrix.data(), matrix.extent(0), matrix.extent(1), matrix.extent(1)};
}

/// One block of C on the calling thread.
template <class A, class T>
struct BlockTask {
  MatrixView<const T> a;
  MatrixView<const T> b;
  MatrixView<T> c;

  void operator()(const std::size_t index) const {
    const BlockPlace place = BlockGrid<T>(c.rows, c.columns).place(index);
    BlockOf<A, T, T>::compute(a, b, place, c);
  }
};

/// One tile of C by a team, one output a thread. Unlike on a CPU the chunk's edges are checked
/// while summing: there is nothing that could pad them.
template <class A, class T>
struct TileTask {
  static constexpr int tile = 16;
  using Space = Kokkos::DefaultExecutionSpace;
  using Team = typename Kokkos::TeamPolicy<Space>::member_type;
  using Scratch = Kokkos::View<T[tile][tile], Kokkos::LayoutRight,
                               typename Space::scratch_memory_space, Kokkos::MemoryUnmanaged>;

  DeviceMatrix<const T> a;
  DeviceMatrix<const T> b;
  DeviceMatrix<T> c;

  static int tiles(std::size_t extent) {
    return static_cast<int>((extent + static_cast<std::size_t>(tile) - 1) / tile);
  }

  KERNEL_FUNCTION void operator()(const Team& team) const {
    const int across = (static_cast<int>(c.extent(1)) + tile - 1) / tile;
    const int local_row = team.team_rank() / tile;
    const int local_column = team.team_rank() % tile;
    const int row = team.league_rank() / across * tile + local_row;
    const int column = team.league_rank() % across * tile + local_column;
    const int rows = static_cast<int>(c.extent(0));
    const int columns = static_cast<int>(c.extent(1));
    const int depth = static_cast<int>(a.extent(1));

    const Scratch a_chunk(team.team_scratch(0));
    const Scratch b_chunk(team.team_scratch(0));
    Accumulator<A, T> output;
    for (int start = 0; start < depth; start += tile) {
      const int a_column = start + local_column;
      const int b_row = start + local_row;
      a_chunk(local_row, local_column) = row < rows && a_column < depth ? a(row, a_column) : T(0);
      b_chunk(local_row, local_column) =
          column < columns && b_row < depth ? b(b_row, column) : T(0);
      team.team_barrier();
      const int end = depth - start < tile ? depth - start : tile;
      for (int p = 0; p < end; ++p) {
        output.add(A::multiply(T(a_chunk(local_row, p)), T(b_chunk(p, local_column))));
      }
      team.team_barrier();
    }
    if (row < rows && column < columns) c(row, column) = output.value();
  }
};

template <class A, class T>
void launch(const DeviceMatrix<const T>& a, const DeviceMatrix<const T>& b,
            const DeviceMatrix<T>& c) {
  using Space = Kokkos::DefaultExecutionSpace;
  if constexpr (Kokkos::SpaceAccessibility<Kokkos::HostSpace, Space::memory_space>::accessible) {
    const std::size_t blocks = BlockGrid<T>(c.extent(0), c.extent(1)).count();
    Kokkos::parallel_for("semiring_matmul",
                         Kokkos::RangePolicy<Space, Kokkos::IndexType<std::size_t>>(0, blocks),
                         BlockTask<A, T>{view_of<const T>(a), view_of<const T>(b), view_of<T>(c)});
  } else {
    using Task = TileTask<A, T>;
    const int teams = Task::tiles(c.extent(0)) * Task::tiles(c.extent(1));
    Kokkos::TeamPolicy<Space> policy(teams, Task::tile * Task::tile);
    policy.set_scratch_size(0, Kokkos::PerTeam(2 * Task::Scratch::shmem_size()));
    Kokkos::parallel_for("semiring_matmul", policy, Task{a, b, c});
  }
}

template <class T>
Fault kokkos_matmul(Algebra algebra, const DeviceMatrix<const T>& a, const DeviceMatrix<const T>& b,
                    const DeviceMatrix<T>& c) {
  const Fault fault =
      shapes_fit(a.extent(0), a.extent(1), b.extent(0), b.extent(1), c.extent(0), c.extent(1));
  if (fault != Fault::none || c.size() == 0) return fault;
  with_algebra(algebra, [&]<class A>(A) { launch<A, T>(a, b, c); });
  return Fault::none;
}

}  // namespace semiring_matmul
