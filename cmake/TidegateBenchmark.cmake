# tidegate_add_benchmark(<target>
#     SOURCES <files...>        a C++ program with TIDEGATE_MAIN(), or
#     WORKER <script or target> any executable that speaks docs/worker-protocol.md
#     [FORMAT <kind>]           the program, which may be a target of your own of this very name, does
#                               not speak it but is of a kind that `tidegate run --format` can ask:
#                               google-benchmark, command
#     [LINK <targets...>]       what the program links beside tidegate::measure
#     [FLAGS <flags...>]        optimiser flags; default ${TIDEGATE_BENCH_FLAGS}; in every row
#     [CASES <names...>]        restrict what ctest measures to these cases,
#     [POINTS <point...>]       to points that match any of these, such as "n=128,dtype=fp32",
#     [PROVIDERS <names...>]    to these providers
#     [PLATFORM <name>] [GPUS <n>]  platform filter; GPUs claimed through CTest's RESOURCE_GROUPS,
#                               from ${CTEST_RESOURCE_SPEC_FILE}; where that is not set, from a file
#                               that lists what nvidia-smi finds when the build tree is configured
#     [TIMEOUT <s>] [LABELS <labels...>])
#
# Makes the program, writes its provenance beside it at build time, and registers one CTest test
# `bench.<case>` for each case that the program lists. Cases are discovered when ctest runs, so a
# machine that cannot run the program can still build it.
# Decides: how a benchmark becomes CTest tests. Refuses to know: verdicts (TidegateGate.cmake).

include_guard(GLOBAL)
cmake_policy(VERSION 3.25)  # of these functions, whatever a project that calls them is written for
include("${CMAKE_CURRENT_LIST_DIR}/TidegateBuildInfo.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/TidegateCTest.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/TidegateKokkos.cmake")

set(TIDEGATE_BENCH_FLAGS "-O3;-march=native" CACHE STRING
  "Optimiser flags of kernels and benchmarks; recorded in every row, part of the machine class")
# The folder of all that ctest measures in this build tree.
set(TIDEGATE_OUTPUT_DIR "${CMAKE_BINARY_DIR}/tidegate" CACHE PATH "Rows and reports of ctest runs")

function(tidegate_add_benchmark target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "WORKER;FORMAT;PLATFORM;GPUS;TIMEOUT"
    "SOURCES;LINK;FLAGS;CASES;POINTS;PROVIDERS;LABELS")
  _tidegate_check_keywords(tidegate_add_benchmark ${target} TidegateBenchmark.cmake
    "${ARG_UNPARSED_ARGUMENTS}" "${ARG_KEYWORDS_MISSING_VALUES}")
  if(ARG_FORMAT AND TARGET ${target})
    set(existing TRUE)
  else()
    set(existing FALSE)
  endif()
  if(NOT ARG_SOURCES AND NOT ARG_WORKER AND NOT existing)
    message(FATAL_ERROR "tidegate_add_benchmark(${target}) needs SOURCES, WORKER, or FORMAT and a program of that name.")
  endif()
  if(ARG_FORMAT AND ARG_SOURCES)
    message(FATAL_ERROR "tidegate_add_benchmark(${target}): FORMAT is for programs that are not made of SOURCES.")
  endif()

  _tidegate_check_build_type(${target} "${ARG_SOURCES}")
  if(existing)
    set(worker "$<TARGET_FILE:${target}>")
  elseif(ARG_WORKER)
    add_custom_target(${target})
    if(TARGET ${ARG_WORKER})
      add_dependencies(${target} ${ARG_WORKER})
      set(worker "$<TARGET_FILE:${ARG_WORKER}>")
    else()
      cmake_path(ABSOLUTE_PATH ARG_WORKER BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
      set(worker "${ARG_WORKER}")
    endif()
  else()
    if(NOT DEFINED ARG_FLAGS)
      set(ARG_FLAGS ${TIDEGATE_BENCH_FLAGS})
    endif()
    _tidegate_check_measure(${target})
    add_executable(${target} ${ARG_SOURCES})
    target_link_libraries(${target} PRIVATE tidegate::measure ${ARG_LINK} ${TIDEGATE_BENCHMARK_LINK})
    # Two checkouts of the same source must give the same machine code: no absolute paths inside.
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${ARG_FLAGS}>
      $<$<COMPILE_LANG_AND_ID:CXX,GNU,Clang>:-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.>)
    tidegate_write_build_info(${target} "${ARG_FLAGS}")
    set(worker "$<TARGET_FILE:${target}>")
    _tidegate_add_layouts(${target} "${ARG_LINK}")
  endif()
  if(NOT TARGET tidegate_benchmarks)
    add_custom_target(tidegate_benchmarks)
  endif()
  add_dependencies(tidegate_benchmarks ${target})

  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 1800)
  endif()
  set_target_properties(${target} PROPERTIES TIDEGATE_WORKER "${worker}"
    TIDEGATE_CASES "${ARG_CASES}" TIDEGATE_POINTS "${ARG_POINTS}"
    TIDEGATE_PROVIDERS "${ARG_PROVIDERS}" TIDEGATE_PLATFORM "${ARG_PLATFORM}"
    TIDEGATE_GPUS "${ARG_GPUS}" TIDEGATE_FORMAT "${ARG_FORMAT}")
  if(ARG_GPUS)
    tidegate_write_gpu_spec()
  endif()
  _tidegate_selection(selection "${ARG_POINTS}" "${ARG_PROVIDERS}" "${ARG_PLATFORM}")
  _tidegate_discover(${target} bench "${ARG_CASES}" "${selection}" "${ARG_LABELS}" "${ARG_TIMEOUT}"
    "${ARG_GPUS}" "")
endfunction()

# A keyword that is not read would be a limit or a filter that silently does not hold.
function(_tidegate_check_keywords command target file unknown without_value)
  if(unknown)
    message(FATAL_ERROR "${command}(${target}): unknown '${unknown}'. The keywords stand at the top of ${file}.")
  endif()
  if(without_value)
    list(JOIN without_value ", " without_value)
    message(FATAL_ERROR "${command}(${target}): nothing follows ${without_value}. Give it a value, or leave it out.")
  endif()
endfunction()

# Without a build type the library is not optimised either, and so nothing that is measured.
function(_tidegate_check_build_type target sources)
  get_property(several GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  get_property(told GLOBAL PROPERTY TIDEGATE_TOLD_OF_BUILD_TYPE)
  if(sources AND NOT several AND NOT CMAKE_BUILD_TYPE AND NOT told)
    set_property(GLOBAL PROPERTY TIDEGATE_TOLD_OF_BUILD_TYPE ON)
    message(WARNING "tidegate_add_benchmark(${target}): CMAKE_BUILD_TYPE is empty, so what it links is not "
      "optimised. Configure with -DCMAKE_BUILD_TYPE=Release.")
  endif()
endfunction()

# What a benchmark in C++ links must be there, and able to be linked.
function(_tidegate_check_measure target)
  if(NOT TARGET tidegate::measure)
    message(FATAL_ERROR "tidegate_add_benchmark(${target} SOURCES ...) needs tidegate::measure, which is "
      "C++: name CXX in project() or enable_language() before find_package(tidegate).")
  endif()
  if(TARGET Kokkos::kokkos)
    tidegate_mend_kokkos()
  endif()
endfunction()

# Programs <target>_layout_1, ... of the same objects, linked in shuffled order; `<target>_layouts`
# makes them, nothing else does. `tidegate gate --layouts` draws one of them for each process.
# GNU ld cannot shuffle, so they need lld on both sides; without it there are none.
function(_tidegate_add_layouts target link)
  set(TIDEGATE_LAYOUTS 8 CACHE STRING "Shuffled links of each benchmark that can be made on demand")
  find_program(TIDEGATE_LLD NAMES ld.lld ld.lld-14 DOC "Linker that shuffles sections")
  if(NOT TIDEGATE_LLD OR TIDEGATE_LAYOUTS LESS 1)
    return()
  endif()
  add_custom_target(${target}_layouts)
  foreach(seed RANGE 1 ${TIDEGATE_LAYOUTS})
    set(layout ${target}_layout_${seed})
    add_executable(${layout} EXCLUDE_FROM_ALL $<TARGET_OBJECTS:${target}>)
    # The language whose compiler links: objects alone name none.
    set_target_properties(${layout} PROPERTIES LINKER_LANGUAGE CXX)
    target_link_libraries(${layout} PRIVATE tidegate::measure ${link} ${TIDEGATE_BENCHMARK_LINK})
    target_link_options(${layout} PRIVATE -fuse-ld=lld "LINKER:--shuffle-sections=*=${seed}")
    # A program says how it was built from the file beside it.
    add_custom_command(TARGET ${layout} POST_BUILD COMMAND "${CMAKE_COMMAND}" -E copy_if_different
      "$<TARGET_FILE:${target}>.tidegate.json" "$<TARGET_FILE:${layout}>.tidegate.json" VERBATIM)
    add_dependencies(${layout} ${target})
    add_dependencies(${target}_layouts ${layout})
  endforeach()
endfunction()

# Writes the NVIDIA devices of this machine to a resource specification file for ctest and names it
# in CTEST_RESOURCE_SPEC_FILE. A file of the user's own stays. Without devices there is none, and
# ctest allocates nothing. The ids are the UUIDs as run/gpu.hpp's ctest_id spells them.
function(tidegate_write_gpu_spec)
  set(own "${CMAKE_BINARY_DIR}/tidegate-gpus.json")
  if(CTEST_RESOURCE_SPEC_FILE AND NOT CTEST_RESOURCE_SPEC_FILE STREQUAL own)
    return()
  endif()
  find_program(TIDEGATE_NVIDIA_SMI nvidia-smi)
  set(uuids "")
  if(TIDEGATE_NVIDIA_SMI)
    execute_process(COMMAND "${TIDEGATE_NVIDIA_SMI}" --query-gpu=uuid --format=csv,noheader
      RESULT_VARIABLE code OUTPUT_VARIABLE answer ERROR_QUIET TIMEOUT 30)
    if(code EQUAL 0)
      string(REGEX MATCHALL "GPU-[0-9A-Za-z-]+" uuids "${answer}")
    endif()
  endif()
  if("${uuids}" STREQUAL "")
    file(REMOVE "${own}")
    unset(CTEST_RESOURCE_SPEC_FILE CACHE)
    return()
  endif()
  list(TRANSFORM uuids TOLOWER)
  list(TRANSFORM uuids REPLACE "-" "_")
  list(TRANSFORM uuids REPLACE "(.+)" [[{"id": "\1", "slots": 1}]])
  list(JOIN uuids ", " gpus)
  file(WRITE "${own}"
    "{\"version\": {\"major\": 1, \"minor\": 0}, \"local\": [{\"gpus\": [${gpus}]}]}\n")
  set(CTEST_RESOURCE_SPEC_FILE "${own}" CACHE FILEPATH "Devices that ctest hands out" FORCE)
endfunction()
