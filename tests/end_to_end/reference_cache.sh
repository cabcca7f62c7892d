#!/usr/bin/env bash
# What another commit is told of this build tree: every option as it was given, whatever characters are in
# it, and wherever the tree lies. A value that lost a part on the way would have two different programs
# compared. Its worker is a script that cmake writes, so nothing is compiled.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$(dirname "$0")/lib.sh"
cmake=$3 ctest=$4 tidegate_source=$5
new_repository repo
mv repo/bench.sh repo/bench.in
gate_project repo "$tidegate_source" <<< 'tidegate_add_gate(bench)'
cat >> repo/CMakeLists.txt <<'C'
configure_file(bench.in built.sh @ONLY)
add_custom_target(built)
C
sed -i 's/WORKER bench.sh/WORKER bench.in/' repo/CMakeLists.txt
commit repo "first commit"
commit_again() { echo "# $1" >> repo/bench.in; commit repo "$1"; }
commit_again second

cat > options.cmake <<'C'
set(OWN_PATH [======[/opt/spack/hdf5@1.14/boost@1.81/lib]======] CACHE STRING "")
set(OWN_NAME [======[@CMAKE_SOURCE_DIR@ ${CMAKE_SOURCE_DIR} $ENV{HOME} $<CONFIG>]======] CACHE STRING "")
set(OWN_BRACKETS [======[a]==]b]===] [==[c]======] CACHE STRING "")
set(OWN_BACKSLASHES [======[C:\new\\"quoted" \; \]======] CACHE STRING "")
set(OWN_LIST [======[one;two\;still two;;four[;five]]======] CACHE STRING "")
set(OWN_BLANKS [======[ between blanks ]======] CACHE STRING "")
set(OWN_COMMENT [======[//x=1:2#]======] CACHE STRING "")
set(OWN_EMPTY [======[]======] CACHE STRING "")
set(OWN_FOLDER [======[../beside/]======] CACHE PATH "")
set("OWN:COLON" [======[a name]======] CACHE STRING "")
C
tree="hdf5@1.14/a tree/build"
expect 0 "$cmake" -S repo -B "$tree" -C options.cmake
expect 0 "$tidegate" compare --worker "$tree/built.sh" --build-dir "$tree" --target built --source-dir repo --against parent
grep 'OWN' "$tree/CMakeCache.txt" > given
[ "$(wc -l < given)" = 10 ] || fail "the test itself gives other options"
grep -h 'OWN' "$tree"/tidegate/references/*/build/CMakeCache.txt | diff given - || fail "options that do not arrive as they were given"

# Another value is another build.
expect 0 "$cmake" -S repo -B "$tree" -DOWN_EMPTY=no -DTIDEGATE_AGAINST=parent
expect 0 "$tidegate" compare --worker "$tree/built.sh" --build-dir "$tree" --target built --source-dir repo --against parent
[ "$(ls -d "$tree"/tidegate/references/*/build | wc -l)" = 2 ] || fail "a reference of other options was taken"
! grep -h '^TIDEGATE_AGAINST:.*=parent' "$tree"/tidegate/references/*/build/CMakeCache.txt || fail "it depends on what it is compared with"

# A build tree in a folder of such a name, with the tests of each of its configurations.
command -v ninja >/dev/null || { echo "several configurations were not tested: no ninja here"; exit 0; }
expect 0 "$cmake" -S repo -B "hdf5@1.14/boost@1.81" -G "Ninja Multi-Config"
expect 0 "$ctest" --test-dir "hdf5@1.14/boost@1.81" --no-tests=error -C Release -N
says "gate."
