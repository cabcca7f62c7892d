#!/usr/bin/env bash
# A project that compiles everything with -ffast-math, in each way that CMake knows: its benchmark may be
# compiled so, and what decides about the benchmark's output may not, or NaN would be faithful. Without
# optimisation too, where the linker chooses between the project's std::isnan and another one.
# Arguments: <tidegate> <tests/end_to_end> <source tree> <cmake> <c++ compiler> <arguments of cmake, for Ninja>...
. "$2/lib.sh"
source=$3 cmake=$4 compiler=$5
shift 5
mkdir own
cat > own/CMakeLists.txt <<C
cmake_minimum_required(VERSION 3.25)
project(own CXX)
add_compile_options(\${OWN_OPTIONS})
set(TIDEGATE_BUILD_TOOL OFF)
add_subdirectory("$source" tidegate EXCLUDE_FROM_ALL)
# The objects that decide, alone: the whole library would take minutes.
add_executable(own own.cpp)
set(rooms "\${CMAKE_BINARY_DIR}/tidegate/gate/tidegate")
foreach(object measure/fidelity measure/echo base/finite)
  cmake_path(GET object PARENT_PATH room)
  cmake_path(GET object FILENAME name)
  target_link_libraries(own PRIVATE "\${rooms}/\${room}/CMakeFiles/tidegate_\${room}.dir/\${name}.cpp.o")
endforeach()
target_include_directories(own PRIVATE "$source/gate")
target_compile_features(own PRIVATE cxx_std_20)
find_package(fmt REQUIRED)
target_link_libraries(own PRIVATE fmt::fmt)
C
cat > own/own.cpp <<'C'
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <tidegate/measure/fidelity.hpp>

using Verdict = tidegate::Fidelity::Verdict;

static Verdict verdict(double out, double reference) {
  tidegate::measure::FidelityCheck check({}, "own");
  check.add(out, reference);
  return check.result().verdict;
}

// The arguments are text, so that no compiler knows what they are: "nan", "inf", "1".
int main(int, char** argv) {
  const double nan = std::strtod(argv[1], nullptr);
  const double inf = std::strtod(argv[2], nullptr);
  const double one = std::strtod(argv[3], nullptr);
  std::printf("folded %d %d\n", std::isnan(nan), std::isfinite(inf));
  const bool right = verdict(nan, one) == Verdict::fail && verdict(one, nan) == Verdict::fail &&
                     verdict(inf, one) == Verdict::fail && verdict(one, inf) == Verdict::fail &&
                     verdict(nan, inf) == Verdict::fail && verdict(nan, nan) == Verdict::pass &&
                     verdict(inf, inf) == Verdict::pass && verdict(one, one) == Verdict::pass;
  return right ? 0 : 1;
}
C

# decides <name> <arguments of cmake>...: such a project, and what is decided in its program.
decides() {
  local name=$1
  shift
  expect 0 "$cmake" -S own -B "$name" "-DCMAKE_CXX_COMPILER=$compiler" "$@"
  expect 0 "$cmake" --build "$name" --target own
  expect 0 "$name/own" nan inf 1
}
decides by_options "-DOWN_OPTIONS=-ffast-math" -DCMAKE_BUILD_TYPE=Debug "$@"
decides by_flags -DCMAKE_CXX_FLAGS=-ffinite-math-only -DCMAKE_CXX_FLAGS_RELEASE=-Ofast -DCMAKE_BUILD_TYPE=Release "$@"
says "folded 0 1"  # the project's own sources are compiled so
decides against_itself "-DOWN_OPTIONS=-fno-fast-math;-fno-finite-math-only;-ffinite-math-only" -DCMAKE_BUILD_TYPE=Debug "$@"

# Nobody builds it otherwise: a flag that comes behind ours is refused with the reason.
expect 1 "$compiler" -std=c++20 -I "$source/gate" -fsyntax-only -ffast-math "$source/gate/tidegate/measure/fidelity.cpp"
says "An output of NaN would be faithful"
expect 1 "$compiler" -std=c++20 -I "$source/gate" -fsyntax-only -ffinite-math-only "$source/gate/tidegate/stats/paired_ratio.cpp"
says "A verdict hangs on NaN and infinity"
