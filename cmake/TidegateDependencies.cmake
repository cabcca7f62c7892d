# Every library from outside, found once, here.
# Decides: versions, and the repairs that Debian 12's packages need.
# Refuses to know: who uses what. Nothing is downloaded.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
set(_tidegate_boost json)
if(TIDEGATE_BUILD_TOOL)
  list(APPEND _tidegate_boost filesystem)
endif()
find_package(Boost 1.81 REQUIRED COMPONENTS ${_tidegate_boost})
find_package(tl-expected REQUIRED)
find_package(fmt 9 REQUIRED)

if(TIDEGATE_BUILD_TOOL)
  find_path(TIDEGATE_ELF_INCLUDE gelf.h REQUIRED)
  find_library(TIDEGATE_ELF_LIBRARY elf REQUIRED)
  add_library(tidegate_elf INTERFACE)
  target_include_directories(tidegate_elf SYSTEM INTERFACE ${TIDEGATE_ELF_INCLUDE})
  target_link_libraries(tidegate_elf INTERFACE ${TIDEGATE_ELF_LIBRARY})
  find_package(OpenSSL REQUIRED COMPONENTS Crypto)  # SHA-256 of evidence
  find_package(CLI11 2.1 REQUIRED)
  # XML of others' benchmarks. Not its CMake configuration: that leaves an entry in a stranger's cache.
  find_path(TIDEGATE_PUGIXML_INCLUDE pugixml.hpp REQUIRED)
  find_library(TIDEGATE_PUGIXML_LIBRARY pugixml REQUIRED)
  add_library(tidegate_pugixml INTERFACE)
  target_include_directories(tidegate_pugixml SYSTEM INTERFACE ${TIDEGATE_PUGIXML_INCLUDE})
  target_link_libraries(tidegate_pugixml INTERFACE ${TIDEGATE_PUGIXML_LIBRARY})
  find_path(TIDEGATE_TOMLPLUSPLUS_DIR toml++/toml.h REQUIRED)
  # cmark-gfm has no CMake configuration: two libraries, the extensions before the core.
  find_path(TIDEGATE_CMARK_INCLUDE cmark-gfm.h REQUIRED)
  find_library(TIDEGATE_CMARK_CORE cmark-gfm REQUIRED)
  find_library(TIDEGATE_CMARK_EXTENSIONS cmark-gfm-extensions REQUIRED)
  add_library(tidegate_cmark INTERFACE)
  target_include_directories(tidegate_cmark SYSTEM INTERFACE ${TIDEGATE_CMARK_INCLUDE})
  target_link_libraries(tidegate_cmark INTERFACE ${TIDEGATE_CMARK_EXTENSIONS} ${TIDEGATE_CMARK_CORE})
endif()

if(TIDEGATE_ENABLE_KOKKOS AND TIDEGATE_BUILD_BENCHMARKS)
  # Asked for without a version: a range across majors rejects Debian's 3.4.1 (SameMajorVersion).
  find_package(Kokkos REQUIRED)
  if(Kokkos_VERSION VERSION_LESS 3.4)
    message(FATAL_ERROR "Kokkos ${Kokkos_VERSION} in ${Kokkos_DIR} is older than 3.4. "
      "Run cmake/setup.sh, or pass -DKokkos_DIR=<a newer one>.")
  endif()
  message(STATUS "Kokkos ${Kokkos_VERSION} from ${Kokkos_DIR}")
  # What links a CUDA Kokkos is compiled by nvcc, which cannot evaluate {fmt}'s format strings while
  # it compiles; they are checked when they are used instead.
  if(CUDA IN_LIST Kokkos_DEVICES)
    set_property(TARGET Kokkos::kokkos APPEND PROPERTY
      INTERFACE_COMPILE_DEFINITIONS FMT_CONSTEVAL=)
  endif()
  include(TidegateKokkos)
  tidegate_mend_kokkos()
endif()

if(TIDEGATE_BUILD_BENCHMARKS)
  # Rivals. A missing one leaves its provider out of the program, nothing else.
  find_path(TIDEGATE_OPENBLAS_INCLUDE cblas.h PATH_SUFFIXES openblas-pthread openblas)
  find_library(TIDEGATE_OPENBLAS_LIBRARY openblas)
  find_package(Eigen3 QUIET NO_MODULE)
  find_package(benchmark QUIET)
  # Recorded timings are compressed; without zlib bench/verdict_trust is left out.
  find_package(ZLIB QUIET)
endif()

if(TIDEGATE_BUILD_TESTS)
  find_package(GTest 1.12 REQUIRED)
  include(GoogleTest)
endif()
