# tidegate_kernel(<name> SOURCES <files...> [KOKKOS_SOURCES <files...>] [CUDA_SOURCES <files.cu...>])
# Makes kernel_<name> from plain C++; where Kokkos is built, kernel_<name>_kokkos, which links it; where
# there is a CUDA compiler, kernel_<name>_cuda.
# Decides: flags and include paths of kernels. Refuses to know: what a kernel computes, who times it.
#
# Several libraries, because what links a CUDA Kokkos is compiled by nvcc: oracles and host rivals are
# to be compiled by the host's compiler wherever they run.

include_guard(GLOBAL)

function(tidegate_kernel name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;KOKKOS_SOURCES;CUDA_SOURCES")
  _tidegate_kernel_library(kernel_${name} ${ARG_SOURCES})
  if(NOT name STREQUAL common)
    target_link_libraries(kernel_${name} PUBLIC kernel_common)
  endif()
  if(TIDEGATE_ENABLE_KOKKOS AND ARG_KOKKOS_SOURCES)
    _tidegate_kernel_library(kernel_${name}_kokkos ${ARG_KOKKOS_SOURCES})
    target_link_libraries(kernel_${name}_kokkos PUBLIC kernel_${name} Kokkos::kokkos)
  endif()
  if(TIDEGATE_HAS_CUDA AND ARG_CUDA_SOURCES)
    _tidegate_kernel_library(kernel_${name}_cuda ${ARG_CUDA_SOURCES})
    target_link_libraries(kernel_${name}_cuda PUBLIC kernel_${name} CUDA::cudart_static)
    if(NOT name STREQUAL common)
      target_link_libraries(kernel_${name}_cuda PUBLIC kernel_common_cuda)
    endif()
  endif()
endfunction()

function(_tidegate_kernel_library target)
  add_library(${target} STATIC ${ARGN})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/kernels)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${TIDEGATE_BENCH_FLAGS}>
    $<$<COMPILE_LANGUAGE:CUDA>:-O3>
    $<$<AND:$<COMPILE_LANGUAGE:CUDA>,$<BOOL:${TIDEGATE_WARNINGS_AS_ERRORS}>>:-Werror=all-warnings>)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:tidegate_flags>)
endfunction()
