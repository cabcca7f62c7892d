# Options of the build and what they default to.
# Decides: language standard, warnings, exact arithmetic, sanitizers. Refuses to know: any dependency.
#
# A consumer that adds tidegate as a subdirectory gets the toolkit only: kernels, benchmarks and
# tests are ours and stay hidden unless asked for.

option(TIDEGATE_BUILD_TOOL "Build the tidegate program" ON)
option(TIDEGATE_BUILD_BENCHMARKS "Build tidegate's own kernels and benchmarks" ${PROJECT_IS_TOP_LEVEL})
option(TIDEGATE_BUILD_TESTS "Build tidegate's tests" ${PROJECT_IS_TOP_LEVEL})
option(TIDEGATE_INSTALL "Install tidegate where TIDEGATE_BUILD_TOOL makes it" ${PROJECT_IS_TOP_LEVEL})
# Kokkos decides the platform: a Kokkos_DIR that was built for CUDA gives providers on `cuda`.
option(TIDEGATE_ENABLE_KOKKOS "Build the Kokkos providers" ON)
set(TIDEGATE_ENABLE_CUDA AUTO CACHE STRING "Build the native cuda providers: AUTO, ON or OFF")
set_property(CACHE TIDEGATE_ENABLE_CUDA PROPERTY STRINGS AUTO ON OFF)
option(TIDEGATE_WARNINGS_AS_ERRORS "Fail the build on any warning" OFF)
option(TIDEGATE_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)

if(TIDEGATE_BUILD_TESTS AND NOT TIDEGATE_BUILD_TOOL)
  message(FATAL_ERROR "TIDEGATE_BUILD_TESTS needs TIDEGATE_BUILD_TOOL, which most tests are of. "
    "Pass -DTIDEGATE_BUILD_TESTS=OFF as well.")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
# Off before Kokkos is looked for: its configuration forces the setting into the cache otherwise.
set(CMAKE_CXX_EXTENSIONS OFF)
if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
else()
  # What a project asks of its own sources is not asked of ours: they were not written for it. Its
  # benchmarks see our headers as those of a system.
  set_property(DIRECTORY PROPERTY SYSTEM ON)
  foreach(wish UNITY_BUILD CXX_CLANG_TIDY CXX_CPPCHECK CXX_CPPLINT CXX_INCLUDE_WHAT_YOU_USE)
    set(CMAKE_${wish} "")
  endforeach()
endif()

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  # An unoptimised build measures the optimiser's absence; nobody wants that by accident.
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

# Warnings and sanitizers of our own targets; consumers' flags stay theirs, also -Werror.
add_library(tidegate_flags INTERFACE)
target_compile_options(tidegate_flags INTERFACE
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<NOT:$<BOOL:${PROJECT_IS_TOP_LEVEL}>>>:-w>
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor>
  # g++ 12 sees overlapping copies in `"text" + std::string` where there are none (GCC bug 105651).
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${TIDEGATE_WARNINGS_AS_ERRORS}>>:-Werror>
  # Two checkouts of the same source must give the same machine code: no absolute paths inside.
  $<$<COMPILE_LANGUAGE:CXX>:-ffile-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}=.>)

# Of what measures, judges and reports, not of what is measured: a project's -ffast-math would fold
# std::isnan to false, and an output of NaN would be faithful. In one string, as CMake drops an option
# that a project gave before. In IntelLLVM fast arithmetic is the default.
add_library(tidegate_exact_numbers INTERFACE)
target_compile_options(tidegate_exact_numbers INTERFACE
  "$<$<COMPILE_LANG_AND_ID:CXX,GNU,Clang,AppleClang,IntelLLVM>:SHELL:-fno-fast-math -fno-finite-math-only>")

if(TIDEGATE_SANITIZE)
  target_compile_options(tidegate_flags INTERFACE -fsanitize=address,undefined
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(tidegate_flags INTERFACE -fsanitize=address,undefined)
endif()
