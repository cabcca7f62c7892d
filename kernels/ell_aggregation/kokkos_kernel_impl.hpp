/// The bodies of kokkos_aggregate and kokkos_aggregate_linear, included only by the files that
/// instantiate them.
/// Decides: which tasks run where, in which order, with which memory. Refuses to know: what a task
/// computes (host_tasks.hpp, device_tasks.hpp).
#pragma once

#include <ell_aggregation/device_tasks.hpp>
#include <ell_aggregation/host_tasks.hpp>
#include <ell_aggregation/kokkos_kernel.hpp>

namespace ell_aggregation {

inline constexpr bool on_host =
    Kokkos::SpaceAccessibility<Kokkos::HostSpace,
                               Kokkos::DefaultExecutionSpace::memory_space>::accessible;

template <class Task>
void run(std::size_t items, const Task& task) {
  using Policy = Kokkos::RangePolicy<Kokkos::DefaultExecutionSpace, Kokkos::IndexType<std::size_t>>;
  Kokkos::parallel_for("ell_aggregation", Policy(0, items), task);
}

/// The arrays of a host call, W packed. `rows` elements are lent for what lies between.
template <class T>
HostArrays<T> host_arrays(const DeviceInputs<T>& inputs, Workspace<T>& workspace, std::size_t rows,
                          const DeviceMatrix<T>& out) {
  const Shapes& shapes = inputs.shapes;
  T* panels = workspace.weights(PanelShape<T>::count(shapes.outputs) * PanelShape<T>::columns *
                                shapes.weight_columns);
  pack_weights(inputs.weights.data(), shapes, panels);
  return {shapes,
          inputs.values.data(),
          inputs.indices.data(),
          inputs.features.data(),
          shapes.features,
          inputs.attributes.data(),
          panels,
          workspace.rows(rows),
          out.data()};
}

template <class A, class T>
void aggregate_on_host(const DeviceInputs<T>& inputs, Workspace<T>& workspace,
                       const DeviceMatrix<T>& out) {
  const Shapes& shapes = inputs.shapes;
  const std::size_t panels = PanelShape<T>::count(shapes.outputs);
  const HostArrays<T> arrays =
      host_arrays(inputs, workspace, panels * PanelShape<T>::columns * shapes.columns, out);
  run(block_count<T>(shapes.columns), TransformTask<T>{arrays});
  for (std::size_t panel = 0; panel < panels; ++panel) {
    run((shapes.rows + strip_rows - 1) / strip_rows, HostReduceTask<A, T>{arrays, panel});
  }
}

/// W turned round for the device.
template <class T>
const T* turned_weights(const DeviceInputs<T>& inputs, Workspace<T>& workspace) {
  T* turned = workspace.weights(inputs.weights.size());
  run(inputs.weights.size(), TurnTask<T>{inputs.weights, turned});
  return turned;
}

template <class A, class T>
void aggregate_on_device(const DeviceInputs<T>& inputs, Workspace<T>& workspace,
                         const DeviceMatrix<T>& out) {
  const Shapes& shapes = inputs.shapes;
  const T* turned = turned_weights(inputs, workspace);
  T* rows = workspace.rows(shapes.columns * shapes.outputs);
  run(shapes.columns * shapes.outputs,
      MultiplyTask<T>{inputs.features.data(), shapes.features, turned, shapes.outputs, rows});
  run(out.size(), ReduceTask<A, T>{inputs, rows, turned, out});
}

template <class T>
Fault kokkos_aggregate(Reduction reduction, const DeviceInputs<T>& inputs, Workspace<T>& workspace,
                       const DeviceMatrix<T>& out) {
  const Fault fault = shapes_fit(reduction, inputs.shapes, out.extent(0), out.extent(1));
  if (fault != Fault::none || out.size() == 0) return fault;
  with_reduction(reduction, [&]<class A>(A) {
    if constexpr (on_host) {
      aggregate_on_host<A, T>(inputs, workspace, out);
    } else {
      aggregate_on_device<A, T>(inputs, workspace, out);
    }
  });
  return Fault::none;
}

/// The features in whole panels: themselves, or a copy with zeros behind each row, so that no
/// vector load leaves a row.
template <class T>
const T* whole_panels(const DeviceInputs<T>& inputs, std::size_t stride, Workspace<T>& workspace) {
  const Shapes& shapes = inputs.shapes;
  if (stride == shapes.features) return inputs.features.data();
  T* padded = workspace.padded(shapes.columns * stride);
  for (std::size_t row = 0; row < shapes.columns; ++row) {
    const T* from = inputs.features.data() + row * shapes.features;
    T* to = padded + row * stride;
    std::fill(std::copy_n(from, shapes.features, to), to + stride, T(0));
  }
  return padded;
}

template <class T>
void linear_on_host(const DeviceInputs<T>& inputs, Workspace<T>& workspace,
                    const DeviceMatrix<T>& out) {
  const Shapes& shapes = inputs.shapes;
  HostArrays<T> arrays =
      host_arrays(inputs, workspace, strip_count<T>(shapes.rows) * sum_tile<T>(shapes), out);
  arrays.feature_stride = PanelShape<T>::count(shapes.features) * PanelShape<T>::columns;
  arrays.features = whole_panels(inputs, arrays.feature_stride, workspace);
  run(strip_count<T>(shapes.rows), LinearTask<T>{arrays});
}

template <class T>
void linear_on_device(const DeviceInputs<T>& inputs, Workspace<T>& workspace,
                      const DeviceMatrix<T>& out) {
  const Shapes& shapes = inputs.shapes;
  const T* turned = turned_weights(inputs, workspace);
  T* sums = workspace.rows(shapes.rows * shapes.weight_columns);
  run(shapes.rows * shapes.weight_columns, SumTask<T>{inputs, sums});
  run(out.size(), MultiplyTask<T>{sums, shapes.weight_columns, turned, shapes.outputs, out.data()});
}

template <class T>
Fault kokkos_aggregate_linear(Reduction reduction, const DeviceInputs<T>& inputs,
                              Workspace<T>& workspace, const DeviceMatrix<T>& out) {
  const Fault fault = shapes_fit(reduction, inputs.shapes, out.extent(0), out.extent(1));
  if (fault != Fault::none) return fault;
  if (reduction != Reduction::sum) return Fault::only_sum_is_linear;
  if (out.size() == 0) return fault;
  if constexpr (on_host) {
    linear_on_host(inputs, workspace, out);
  } else {
    linear_on_device(inputs, workspace, out);
  }
  return Fault::none;
}

}  // namespace ell_aggregation
