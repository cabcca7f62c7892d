#!/usr/bin/env bash
# Another commit is built of its own sources and of nothing of this tree, with all that a person chose and
# all that is installed. Each part is a repository whose second commit is 10 % slower, or no slower; its
# worker is a script that cmake writes, so nothing is compiled.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$(dirname "$0")/lib.sh"
cmake=$3
# fresh <name> <folder of the project>: whose calls, on stdin, set NANOSECONDS.
fresh() {
  cd "$work" && mkdir "$1" && cd "$1"
  new_repository repo
  mkdir -p "repo/$2"
  sed 's/^time_ns=.*/time_ns=@NANOSECONDS@/' repo/bench.sh > "repo/$2/bench.in"
  chmod +x "repo/$2/bench.in"
  rm repo/bench.sh
  { printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(stranger LANGUAGES NONE)'; cat
    printf '%s\n' 'configure_file(bench.in bench.sh @ONLY)' 'add_custom_target(bench)'; } > "repo/$2/CMakeLists.txt"
}
# speeds <file>: two commits, the second of which is 10 % slower by what that file says.
speeds() {
  mkdir -p "$(dirname "$1")"
  echo 1000000 > "$1"; commit repo "1 ms"
  echo 1100000 > "$1"; commit repo "10 % slower"
}
# unchanged: two commits that take the same time.
unchanged() { commit repo one; echo "#" >> repo/bench.in; commit repo two; }
configure() { expect 0 "$cmake" -S repo -B build "$@"; }
compare() { "$tidegate" compare --worker build/bench.sh --build-dir build --target bench --source-dir repo --against parent "$@"; }
slower() { expect 1 compare "$@"; says "slower   +10.0 %"; }
same() { expect 0 compare "$@"; says "same     0.0 %"; }

# The library lies beside the project of its benchmarks; the project is told where.
fresh beside bench <<< 'file(STRINGS "${LIB}/speed.txt" NANOSECONDS)'
speeds repo/lib/speed.txt
expect 0 "$cmake" -S repo/bench -B build "-DLIB=$PWD/repo/lib"
slower
# So it is where the whole repository is named, through a link too, and called from elsewhere.
fresh top bench <<< 'file(STRINGS "${TOP}/lib/speed.txt" NANOSECONDS)'
speeds repo/lib/speed.txt
ln -s repo link
expect 0 "$cmake" -S link/bench -B build "-DTOP=$PWD/repo"
slower
(cd build && expect 1 "$tidegate" compare --worker bench.sh --build-dir . --target bench --source-dir ../repo/lib --against parent)
says "slower   +10.0 %"

# A path in a text, and one of a list.
fresh text . <<'C'
string(REGEX REPLACE "^.* -I" "" folder "${FLAGS}")
file(STRINGS "${folder}/speed.txt" NANOSECONDS)
C
speeds repo/lib/speed.txt
configure "-DFLAGS=-O2 -I$PWD/repo/lib"
slower
fresh list . <<'C'
list(GET FOLDERS 1 folder)
file(STRINGS "${folder}/speed.txt" NANOSECONDS)
C
speeds repo/lib/speed.txt
configure "-DFOLDERS=/opt;$PWD/repo/lib"
slower

# What git does not track is installed there: both sides have it. What lies in the build tree each has made.
fresh installed . <<'C'
find_path(DEP speed.txt PATHS "${SYSTEM}" NO_DEFAULT_PATH)
file(STRINGS "${DEP}/speed.txt" NANOSECONDS)
set(MADE "${CMAKE_BINARY_DIR}/made" CACHE PATH "")
if(NOT EXISTS "${CMAKE_BINARY_DIR}/bench.sh" AND EXISTS "${MADE}")
  set(NANOSECONDS 9000000)
endif()
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/made")
C
mkdir -p system repo/install; echo 1250000 > system/speed.txt; echo 1000000 > repo/install/speed.txt
echo install > repo/.gitignore
unchanged
configure "-DSYSTEM=$PWD/system" "-DDEP=$PWD/repo/install" "-DFETCHCONTENT_BASE_DIR=$PWD/deps"
same
is_told() { grep -qh -- "$1" build/tidegate/references/*/build/CMakeCache.txt; }
is_told "^DEP:.*repo/install" || fail "an installed library is not told"
! is_told "^FETCHCONTENT_BASE_DIR:.*/deps" || fail "the folder of dependencies is shared"

# Each commit has its own default, and the one that a person chose over it.
fresh default . <<'C'
set(BLOCK 64
    CACHE STRING "a constant # of the kernel")
math(EXPR NANOSECONDS "900000 + 6400000 / ${BLOCK}")
C
commit repo "BLOCK is 64"
sed -i 's/BLOCK 64/BLOCK 32/' repo/CMakeLists.txt
commit repo "BLOCK is 32"
configure
slower
says "BLOCK is 32 by default here and 64 in"
configure -DBLOCK=16
same

# While git drives a search, what is checked out is not what the build tree was configured of.
fresh search . <<'C'
set(BLOCK 64 CACHE STRING "a constant of the kernel")
math(EXPR NANOSECONDS "900000 + 6400000 / ${BLOCK}")
C
commit repo one
echo "#" >> repo/bench.in; commit repo two
sed -i 's/BLOCK 64/BLOCK 16/' repo/CMakeLists.txt; commit repo "BLOCK is 16: 30 % slower"
culprit=$(git -C repo rev-parse HEAD)
echo "#" >> repo/bench.in; commit repo four
sed -i 's/BLOCK 16/BLOCK 32/' repo/CMakeLists.txt; commit repo "BLOCK is 32"
configure
git -C repo bisect start HEAD HEAD~4 > log
(cd repo && git bisect run "$tidegate" bisect step --case scripted --worker ../build/bench.sh --build-dir ../build --target bench) > stdout 2> stderr ||
  fail "the search stopped: $(cat stderr)"
grep -qF "$culprit is the first bad commit" stdout || fail "another culprit: $(cat stdout)"

# Libraries that both sides built into one folder would be one side's.
fresh written . <<'C'
file(STRINGS "${CMAKE_SOURCE_DIR}/speed.txt" MADE)
file(WRITE "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}/speed.txt" "${MADE}")
file(STRINGS "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}/speed.txt" NANOSECONDS)
C
echo out > repo/.gitignore
speeds repo/speed.txt
configure "-DCMAKE_LIBRARY_OUTPUT_DIRECTORY=$PWD/repo/out"
slower
[ "$(cat repo/out/speed.txt)" = 1100000 ] || fail "the other side wrote over the candidate's library"

# Two projects of one repository are no one build.
fresh projects a <<< 'set(NANOSECONDS 1000000)'
mkdir repo/b && sed s/1000000/2000000/ repo/a/CMakeLists.txt > repo/b/CMakeLists.txt && cp repo/a/bench.in repo/b
commit repo one; echo "#" >> repo/a/bench.in; commit repo two
expect 0 "$cmake" -S repo/a -B build
same
expect 0 "$cmake" --fresh -S repo/b -B build
same

# An empty value is a value; what somebody types comes on top of it all.
fresh empty . <<'C'
set(KERNEL fast CACHE STRING "")
set(NANOSECONDS 1000000)
if(KERNEL STREQUAL "fast" OR NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  set(NANOSECONDS 1250000)
endif()
C
unchanged
configure -DKERNEL= -DCMAKE_BUILD_TYPE=Release
same
same --configure-argument=-DEXTRA=1
expect 0 compare --configure-argument=-DKERNEL=fast
says "faster   -20.0 %"

# What says nothing of how it was configured is wrong usage, and no first run: that would pass for ever.
mkdir bare && cp build/bench.sh bare
expect 64 "$tidegate" compare --worker bare/bench.sh --build-dir bare --target bench --source-dir repo --against parent
says "CMake did not configure bare"
expect 64 "$tidegate" compare --worker build/bench.sh --build-dir build --target bnech --source-dir repo --against parent
says "build has no target bnech"
new_repository other
commit other "another project"
echo "#" >> other/bench.sh; commit other two
expect 64 "$tidegate" compare --worker build/bench.sh --build-dir build --target bench --source-dir other --against parent
says "which does not have the commit"

# Of several configurations it is the one that the program is of, or the one that somebody says.
command -v ninja >/dev/null || { echo "several configurations were not tested: no ninja here"; exit 0; }
fresh several . <<'C'
file(STRINGS "${CMAKE_SOURCE_DIR}/speed.txt" NANOSECONDS)
set(CMAKE_DEFAULT_BUILD_TYPE Debug CACHE STRING "")
add_custom_target(placed ALL COMMAND ${CMAKE_COMMAND} -E copy bench.sh Debug/$<CONFIG>/bench.sh)
C
sed -i '/add_custom_target(bench)/d; s/add_custom_target(placed/add_custom_target(bench/' repo/CMakeLists.txt
sed -i '/^project/i set(CMAKE_CONFIGURATION_TYPES Debug Bench)' repo/CMakeLists.txt
speeds repo/speed.txt
configure -G "Ninja Multi-Config"
expect 0 "$cmake" --build build --config Bench
expect 1 "$tidegate" compare --worker build/Debug/Bench/bench.sh --build-dir build --target bench --source-dir repo --against parent
says "slower   +10.0 %"
expect 64 compare
says "has several configurations, and the path of build/bench.sh names none"
cp build/bench.sh other.sh
expect 0 "$tidegate" compare --worker build/bench.sh --build-dir build --baseline-worker other.sh --source-dir repo
