#!/usr/bin/env bash
# How a reference build is configured: every option of this build tree reaches it as it was given, whatever
# characters are in it, and a build tree may lie anywhere. A value that lost a part on the way would
# have two different programs compared. Its worker is a script, so nothing is compiled.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$(dirname "$0")/lib.sh"
cmake=$3 ctest=$4 tidegate_source=$5
new_repository repo
gate_project repo "$tidegate_source" <<< 'tidegate_add_gate(bench)'
commit repo "first commit"

cat > options.cmake <<'C'
set(OWN_PATH [======[/opt/spack/hdf5@1.14/boost@1.81/lib]======] CACHE STRING "")
set(OWN_NAME [======[@CMAKE_SOURCE_DIR@ ${CMAKE_SOURCE_DIR} $ENV{HOME} $<CONFIG>]======] CACHE STRING "")
set(OWN_BRACKETS [======[a]==]b]===] [==[c]======] CACHE STRING "")
set(OWN_END [======[ends with ]==]======] CACHE STRING "")
set(OWN_BACKSLASHES [======[C:\new\\"quoted" \; \]======] CACHE STRING "")
set(OWN_LIST [======[one;two\;still two;;four[;five]]======] CACHE STRING "")
set(OWN_LINES [======[

a newline before and one behind
]======] CACHE STRING "")
set(OWN_EMPTY [======[]======] CACHE STRING "")
C
cat > print.cmake <<'C'
include("${FILE}")
foreach(name PATH NAME BRACKETS END BACKSLASHES LIST LINES EMPTY)
  file(WRITE "${OUT}/${name}" "${OWN_${name}}.\n")
endforeach()
C
cache=build/tidegate-reference-cache.cmake
expect 0 "$cmake" -S repo -B build -C options.cmake
expect 0 "$cmake" -DFILE="$work/options.cmake" -DOUT="$work/given" -P print.cmake
expect 0 "$cmake" -DFILE="$work/$cache" -DOUT="$work/arrived" -P print.cmake
[ "$(cat given/PATH)" = "/opt/spack/hdf5@1.14/boost@1.81/lib." ] || fail "the test itself gives another path"
[ "$(wc -l < given/LINES)" = 3 ] || fail "the test itself gives other lines"
diff -r given arrived || fail "options that do not arrive as they were given"

# A build tree that is configured by that file says the same to the next one.
expect 0 "$cmake" -S repo -B again -C "$cache"
grep '^set(OWN_' again/tidegate-reference-cache.cmake > says_again || fail "no options in the second build tree"
grep '^set(OWN_' "$cache" | diff - says_again || fail "the second build tree was given other options"

# It is touched only where it differs: whatever hangs on it is as good as before.
expect 0 "$cmake" -S repo -B build  # CMake keeps one line of a value for the next configuration
touch -d 2001-01-01 "$cache"
expect 0 "$cmake" -S repo -B build
[ "$(date -r "$cache" +%Y)" = 2001 ] && [ ! -e "$cache.new" ] || fail "written anew without a change"
expect 0 "$cmake" -S repo -B build -DOWN_PATH=other
[ "$(date -r "$cache" +%Y)" != 2001 ] && grep -qF '(OWN_PATH [==[other]==] CACHE' "$cache" || fail "a change does not arrive"

# A build tree in a folder of such a name, with the tests of each of its configurations.
command -v ninja >/dev/null || { echo "several configurations were not tested: no ninja here"; exit 0; }
expect 0 "$cmake" -S repo -B "hdf5@1.14/boost@1.81" -G "Ninja Multi-Config"
expect 0 "$ctest" --test-dir "hdf5@1.14/boost@1.81" --no-tests=error -C Release -N
says "gate.scripted"
