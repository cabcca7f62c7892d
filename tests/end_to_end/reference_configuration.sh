#!/usr/bin/env bash
# The build of another commit is configured as --build-dir is, without being told: beside an -O0 program
# every change is a speed-up. The worker is a script that cmake writes, slow where the type is not Release.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$(dirname "$0")/lib.sh"
cmake=$3 tidegate_source=$5
new_repository repo
sed -i 's/^time_ns=.*/time_ns=@NANOSECONDS@/' repo/bench.sh && mv repo/bench.sh repo/bench.in
project() {
  cat > repo/CMakeLists.txt <<C
cmake_minimum_required(VERSION 3.25)
project(stranger LANGUAGES NONE)
set(NANOSECONDS $1)
if(NOT CMAKE_BUILD_TYPE STREQUAL "Release" OR NOT MY_DIR STREQUAL "/opt/own")
  set(NANOSECONDS 9000000)
endif()
configure_file(bench.in bench.sh @ONLY)
add_custom_target(bench)
${2:-}
C
  commit repo "$1 ns"
}
judge() { "$tidegate" "$@" --worker build/bench.sh --build-dir build --target bench --source-dir repo; }
configure() { expect 0 "$cmake" -S repo -B build -DCMAKE_BUILD_TYPE=Release -DMY_DIR=/opt/own; }

# From its cache, where the project knows nothing of tidegate.
project 1000000
project 1100000
configure
expect 1 judge compare --against parent
says "slower   +10.0 %"

# Whatever the tree was told counts; what is a part of it, or of its sources, is not handed on: the other
# commit has its own. An odd way to spell the tree changes nothing.
cat > repo/CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.25)
project(stranger LANGUAGES NONE)
find_path(SPEED_INCLUDE speed.txt PATHS "${CMAKE_SOURCE_DIR}" NO_DEFAULT_PATH)
file(STRINGS "${SPEED_INCLUDE}/speed.txt" NANOSECONDS)
if(NOT USE_SIMD)
  set(NANOSECONDS 9000000)
endif()
set(FETCHCONTENT_BASE_DIR "${CMAKE_BINARY_DIR}/_deps" CACHE PATH "")
configure_file(bench.in bench.sh @ONLY)
add_custom_target(bench)
C
echo 1000000 > repo/speed.txt
commit repo "told and found"
echo 1100000 > repo/speed.txt
commit repo "10 % slower"
rm -rf build
expect 0 "$cmake" -S repo -B build -DUSE_SIMD=ON
expect 1 judge compare --against parent
says "slower   +10.0 %"
if grep -q -e "--configure-argument" "$work/stdout"; then fail "nobody typed these arguments"; fi
ln -s build link
expect 1 "$tidegate" compare --worker link/bench.sh --build-dir link --target bench --source-dir repo --against parent
says "slower   +10.0 %"
if command -v ninja >/dev/null; then
  sed -i 's/^configure_file.*/configure_file(bench.in Release\/bench.sh @ONLY)/' repo/CMakeLists.txt
  commit repo "a folder for each"
  echo 1210000 > repo/speed.txt
  commit repo "10 % slower again"
  expect 0 "$cmake" -S repo -B several -G "Ninja Multi-Config" -DUSE_SIMD=ON
  several() { "$tidegate" compare --worker "several/$1" --build-dir several --target bench --source-dir repo --against parent; }
  expect 1 several Release/bench.sh
  says "slower   +10.0 %"
  cp several/Release/bench.sh several/
  expect 64 several bench.sh
  says "several configurations"
fi
rm -rf build

# So it is where the project has gates, and in a bisection.
gates="$(with_tidegate "$tidegate_source")
tidegate_add_benchmark(gated WORKER bench.in)
tidegate_add_gate(gated)"
project 1100000 "$gates"
project 1210000 "$gates"
configure
expect 1 judge compare --against parent
says "slower   +10.0 %"
for number in 3 4 5; do echo "# $number" >> repo/bench.in; commit repo "commit $number"; done
configure
expect 0 judge bisect run --good HEAD~4 --bad HEAD --case scripted --out bisect
says "1210000 ns"
says "+10.0 %"

# Who says how, has the last word.
expect 2 judge compare --against parent --configure-argument -DCMAKE_BUILD_TYPE=Debug
says "suspicious"

# A build tree that nobody named is wrong usage, and no first run: that would be a skip for ever.
expect 0 "$cmake" -S repo -B repo/build
expect 64 "$tidegate" compare --worker repo/build/bench.sh --source-dir repo --against parent
says "lies in the build tree"
says "--build-dir"
expect 64 "$tidegate" compare --worker repo/build/bench.sh --build-dir build --target bench --source-dir repo --against parent
says "lies in the build tree"
