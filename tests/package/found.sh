#!/usr/bin/env bash
# find_package(tidegate) in projects of every kind: which it refuses, by a sentence that says what to do,
# and which flags and standards its header and library get on with. No measuring.
# Arguments: <tidegate> <tests/end_to_end> <prefix> <cmake> <ctest> <c++ compiler>
. "$2/lib.sh"
prefix=$3 cmake=$4 ctest=$5 compiler=$6
mkdir "$work/wo denn ü" && cd "$work/wo denn ü" && mkdir project
# project <languages> <line of CMake>...: configured anew, with its exit code and what it said.
project() {
  printf 'cmake_minimum_required(VERSION 3.5)\nproject(stranger LANGUAGES %s)\nenable_testing()\n' "$1" > project/CMakeLists.txt
  shift
  printf '%s\n' "$@" >> project/CMakeLists.txt
  rm -rf build
}
configure() { "$cmake" -S project -B build -G "Unix Makefiles" "-DCMAKE_PREFIX_PATH=$prefix" "-DCMAKE_CXX_COMPILER=$compiler" -DCMAKE_BUILD_TYPE=Release; }
printf '%s\n' '#include <tidegate/measure/benchmark.hpp>' \
  'static void run(tidegate::State& state) { state.measure([] { return 1; }); }' \
  'TIDEGATE_CASE(NAME).axis("n", {1, 2}).provider("own", run);' > project/bench.cpp
printf '#include <tidegate/measure/benchmark.hpp>\nTIDEGATE_MAIN()\n' > project/main.cpp

# Versions and components.
project NONE 'find_package(tidegate 99 REQUIRED)'
expect 1 configure
says 'compatible with requested version "99"'
says "tidegateConfig.cmake, version: $("$tidegate" --version | sed 's/.* //')"
project NONE 'find_package(tidegate 0.1 REQUIRED)' 'if(NOT TARGET tidegate::tidegate)' 'message(FATAL_ERROR no)' 'endif()'
expect 0 configure
project NONE 'find_package(tidegate REQUIRED COMPONENTS measure)'
expect 1 configure
says "tidegate has no component 'measure', nor others: find_package(tidegate) gives all that there is."
project NONE 'find_package(tidegate QUIET OPTIONAL_COMPONENTS measure)' 'message(STATUS "found: ${tidegate_FOUND}")'
expect 0 configure
says "found: 1"

# A project in C has the program and workers; what it cannot have says what it needs. It may look twice.
project C 'find_package(tidegate REQUIRED)' 'find_package(tidegate REQUIRED)' 'if(TARGET tidegate::measure)' 'message(FATAL_ERROR no)' 'endif()' \
  'tidegate_add_benchmark(bench WORKER bench.sh)' 'tidegate_add_gate(bench)'
expect 0 configure
project C 'find_package(tidegate REQUIRED)' 'tidegate_add_benchmark(bench SOURCES bench.cpp)'
expect 1 configure
says "which is C++: name CXX in project() or enable_language() before find_package(tidegate)"

# The folder that is found for a part of a project is not one for all of it: each may look for itself.
mkdir -p project/a project/b
for part in a b; do
  printf 'find_package(tidegate REQUIRED)\ntidegate_add_benchmark(bench_%s WORKER ../bench_%s.sh)\ntidegate_add_gate(bench_%s)\n' $part $part $part > project/$part/CMakeLists.txt
done
project CXX 'add_subdirectory(a)' 'add_subdirectory(b)'
expect 0 configure
expect 8 "$ctest" --test-dir build --no-tests=error
says "gate.bench_b.cannot_list"

# Flags and standards of others. A standard below C++20 is raised by the library; where it cannot be, the
# header says so. One large source of many, every warning an error, no exceptions, no types at run time.
project CXX 'find_package(tidegate REQUIRED)' \
  'function(bench name)' \
  '  tidegate_add_benchmark(${name} SOURCES bench.cpp main.cpp)' \
  '  target_compile_definitions(${name} PRIVATE NAME="${name}")' \
  '  target_compile_options(${name} PRIVATE ${ARGN})' \
  'endfunction()' \
  'bench(strict -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Wundef -Werror)' \
  'bench(without_exceptions -fno-exceptions)' 'bench(without_rtti -fno-rtti)' \
  'bench(sanitized -fsanitize=address,undefined)' 'target_link_options(sanitized PRIVATE -fsanitize=address,undefined)' \
  'set(CMAKE_UNITY_BUILD ON)' 'bench(unity)' 'set(CMAKE_UNITY_BUILD OFF)' \
  'set(CMAKE_CXX_STANDARD 17)' 'bench(older)' \
  'bench(too_old)' 'set_target_properties(too_old PROPERTIES EXCLUDE_FROM_ALL ON)' \
  'target_compile_options(too_old PRIVATE -U__cplusplus -D__cplusplus=201703L)'
expect 0 configure
expect 0 "$cmake" --build build
for name in strict without_exceptions without_rtti sanitized unity older; do
  expect 0 "build/$name" --tidegate list listed
  grep -qF "\"$name\"" listed || fail "$name does not list its case"
done
expect 2 "$cmake" --build build --target too_old
says "tidegate::measure needs C++20"
