# Finds the CUDA toolkit for the kernels written in CUDA itself, and makes CUDA a language.
# Sets TIDEGATE_HAS_CUDA. Refuses to know: which kernels there are, and Kokkos, which brings its own.
#
# TIDEGATE_ENABLE_CUDA: AUTO takes the toolkit where it is found, ON demands it, OFF leaves the cuda
# providers out (their rows say so). Building needs no GPU; without one their rows are `skipped`.

include_guard(GLOBAL)

set(TIDEGATE_HAS_CUDA OFF)
if(NOT TIDEGATE_ENABLE_CUDA OR NOT TIDEGATE_BUILD_BENCHMARKS)
  return()
endif()
if(TIDEGATE_SANITIZE)
  message(STATUS "cuda: left out, nvcc does not take the sanitizers")
  return()
endif()

# nvcc is often installed beside PATH.
find_program(TIDEGATE_NVCC nvcc HINTS ENV CUDACXX PATHS /usr/local/cuda/bin
  DOC "CUDA compiler of the native cuda providers")
if(TIDEGATE_NVCC AND NOT CMAKE_CUDA_COMPILER)
  set(CMAKE_CUDA_COMPILER "${TIDEGATE_NVCC}" CACHE FILEPATH "CUDA compiler")
endif()
if(CMAKE_CUDA_COMPILER)
  find_package(CUDAToolkit 12)
endif()
if(NOT CMAKE_CUDA_COMPILER OR NOT CUDAToolkit_FOUND)
  if(TIDEGATE_ENABLE_CUDA STREQUAL "ON")
    message(FATAL_ERROR "TIDEGATE_ENABLE_CUDA is ON and no CUDA toolkit from 12 on was found. Pass "
      "-DTIDEGATE_NVCC=<path>, or -DTIDEGATE_ENABLE_CUDA=OFF.")
  endif()
  message(STATUS "cuda: no toolkit, the cuda providers are left out")
  return()
endif()

if(NOT CMAKE_CUDA_ARCHITECTURES)
  # Code for Hopper, and for any other device from Ampere on by the driver's compiler.
  set(CMAKE_CUDA_ARCHITECTURES "80-virtual;90-real" CACHE STRING "CUDA architectures")
endif()
enable_language(CUDA)
# CMake 3.25.1 does not know how nvcc spells C++20.
foreach(kind STANDARD EXTENSION)
  if("${CMAKE_CUDA20_${kind}_COMPILE_OPTION}" STREQUAL "")
    set(CMAKE_CUDA20_${kind}_COMPILE_OPTION "-std=c++20")
  endif()
endforeach()
set(CMAKE_CUDA_STANDARD 20)
set(CMAKE_CUDA_STANDARD_REQUIRED ON)
set(TIDEGATE_HAS_CUDA ON)
message(STATUS "cuda: ${CMAKE_CUDA_COMPILER} (${CMAKE_CUDA_COMPILER_VERSION})")
