#!/usr/bin/env bash
# tidegate as a part of a stranger's build, by FetchContent: it brings the library, the program and two
# commands, and nothing else: no tests, benchmarks or installed files, no flags, no targets and no cache
# entries of other names; and nothing that a stranger asks of his own sources stops ours. No network:
# FetchContent is given the source tree.
# Arguments: <tidegate> <tests/end_to_end> <tests/package> <source tree> <cmake> <ctest> <c++ compiler>
. "$2/lib.sh"
package=$3 source=$4 cmake=$5 ctest=$6 compiler=$7
cp -rL "$package/fetch_content" with
rm with/planted.sed
echo 'int own() { return 1; }' > with/own.cpp
echo 'add_library(own STATIC own.cpp)' >> with/CMakeLists.txt
cp -r with without
sed -i '/tidegate/Id' without/CMakeLists.txt
configure() {
  expect 0 "$cmake" -S "$1" -B "build_$1" -G Ninja "-DCMAKE_CXX_COMPILER=$compiler" \
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
    "-DFETCHCONTENT_SOURCE_DIR_TIDEGATE=$source"
}
configure with
configure without

# Cache entries: ours bear our name, the others are of the packages that library and program need.
# INTERNAL and STATIC ones are CMake's own notes.
entries() { grep -vE ':(INTERNAL|STATIC)=' "build_$1/CMakeCache.txt" | sed -n 's/^\([A-Za-z0-9_.+-]*\):[A-Z]*=.*/\1/p' | sort; }
comm -23 <(entries with) <(entries without) |
  grep -vE '^(TIDEGATE_|FETCHCONTENT_|OPENSSL_|pkgcfg_lib__OPENSSL_|PKG_CONFIG_|Boost_|boost_|fmt_DIR$|tl-expected_DIR$|CLI11_DIR$)' \
    > leaked || true
[ ! -s leaked ] || fail "cache entries that a stranger did not ask for: $(xargs < leaked)"

# A stranger's own library is compiled by the same command with us and without us.
command_of() {
  python3 -c 'import json, sys
for entry in json.load(open(sys.argv[1])):
  if entry["file"].endswith("/own.cpp"): print(entry["command"].replace(sys.argv[2], ""))' "build_$1/compile_commands.json" "$1"
}
[ -n "$(command_of with)" ] && [ "$(command_of with)" = "$(command_of without)" ] ||
  fail "own.cpp is compiled by '$(command_of with)' instead of '$(command_of without)'"

# Targets: what a stranger can build, by name.
"$cmake" --build build_with --target help | sed -n 's/^\([^/: ]*\): phony$/\1/p' | sort > targets
grep -qx tidegate targets || fail "there is no target tidegate"
"$cmake" --build build_without --target help | sed -n 's/^\([^/: ]*\): phony$/\1/p' | sort |
  comm -23 targets - | grep -vE '^(lib|cmake_object_order_depends_target_)?(tidegate|bench_sum)' > leaked || true
[ ! -s leaked ] || fail "targets that a stranger did not ask for: $(xargs < leaked)"

# Tests: the stranger's own alone. Nothing is built yet, which is red and not absent.
expect 8 "$ctest" --test-dir build_with --no-tests=error
says "gate.bench_sum.cannot_list"
! grep -E 'Test +#[0-9]+: ' stdout | grep -vE ': (bench|gate)\.bench_sum\.' || fail "tests of tidegate itself run in a stranger's build"

# The benchmark compiles against the library's sources, and its link has the library in it. Building the
# library once more, in a hundred seconds, would show no more than the build of this tree does.
expect 0 "$cmake" --build build_with --target CMakeFiles/bench_sum.dir/bench_sum.cpp.o own
"$cmake" --build build_with --target bench_sum -- -n -v > commands
for room in measure row stats base; do
  grep -E -- '-o bench_sum .*libtidegate_'"$room"'\.a' commands >/dev/null || fail "bench_sum is linked without the room $room"
done

# Nothing of ours is installed by a stranger.
expect 0 "$cmake" --install build_with --prefix "$work/prefix"
[ -z "$(find "$work/prefix" -type f 2>/dev/null)" ] || fail "installed into a stranger's prefix: $(find "$work/prefix" -type f)"

# Without a build type the library is slow, and so is all that is measured.
sed -i "s/^CMAKE_BUILD_TYPE:.*/CMAKE_BUILD_TYPE:STRING=/" build_with/CMakeCache.txt
expect 0 "$cmake" build_with
says "CMAKE_BUILD_TYPE is empty"

# A project that forgot enable_testing() would have gates that nobody runs: it is told so.
sed -i '/enable_testing/d' with/CMakeLists.txt
configure with
says "call enable_testing()"

# The folder of a project that differs from ours wherever it can: flags that turn warnings into errors,
# one large source of many, a checker that always complains, an older standard, targets of names that
# we use ourselves, a Kokkos and a GoogleTest of its own, tidegate left out of what is built unasked.
mkdir "$work/päckchen & co" && cd "$work/päckchen & co"
mkdir own
printf '%s\n' '#include <tidegate/measure/benchmark.hpp>' \
  'static void run(tidegate::State& state) { state.measure([] { return 1; }); }' \
  'TIDEGATE_CASE("own").provider("own", run);' 'TIDEGATE_MAIN()' > own/bench.cpp
cat > own/CMakeLists.txt <<C
cmake_minimum_required(VERSION 3.10)
project(own CXX)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_UNITY_BUILD ON)
set(BUILD_SHARED_LIBS ON)
set(CMAKE_CXX_CLANG_TIDY false)
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Wundef -Werror)
foreach(name lint benchmarks doc docs tests gates man pages flags)
  add_custom_target(\${name})
endforeach()
foreach(name kokkos gtest)
  add_library(\${name} INTERFACE)
endforeach()
add_library(Kokkos::kokkos ALIAS kokkos)
add_library(GTest::gtest ALIAS gtest)
include(CTest)
add_subdirectory("$source" tidegate EXCLUDE_FROM_ALL)
tidegate_add_benchmark(bench SOURCES bench.cpp LINK Kokkos::kokkos)
set_target_properties(bench PROPERTIES CXX_CLANG_TIDY "")
tidegate_add_gate(bench)
C
expect 0 "$cmake" -S own -B build -G Ninja "-DCMAKE_CXX_COMPILER=$compiler" -DCMAKE_BUILD_TYPE=Release
expect 8 "$ctest" --test-dir build --no-tests=error
! grep -E 'Test +#[0-9]+: ' "$work/stdout" | grep -vE ': (bench|gate)\.bench\.' || fail "tests of tidegate itself run in a stranger's build"
[ ! -e build/compile_commands.json ] || fail "a compilation database that a stranger did not ask for"
"$cmake" --build build -- -n -v > commands
grep -E -- '-o [^ ]*gate/command/tidegate( |$)' commands >/dev/null || fail "the program that the gates run is not built with the project"
grep -E -- '-c [^ ]*gate/tidegate/base/[^ ]*\.cpp' commands > ours || fail "nothing of ours is compiled by itself"
! grep -- '--tidy=' ours || fail "a stranger's checker is set on our sources"
expect 0 "$cmake" --build build --target CMakeFiles/bench.dir/Unity/unity_0_cxx.cxx.o \
  tidegate/gate/tidegate/base/CMakeFiles/tidegate_base.dir/duration.cpp.o
