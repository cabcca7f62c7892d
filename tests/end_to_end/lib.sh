# Shared by the end-to-end tests: a fresh folder, and checks that say what was expected.
# Every script is called as: <script> <tidegate> <tests/end_to_end> [more].
set -euo pipefail
tidegate=$1
here=$2
export NO_COLOR=1
export GIT_AUTHOR_NAME=tester GIT_AUTHOR_EMAIL=tester@example.org  # whoever runs the tests
# Guards of `baseline accept` that depend on where and beside what a test runs.
anyhow=(--despite load --despite commit --despite dirty)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() { echo "FAILED: $*" >&2; exit 1; }

# expect <exit code> <command...>: output lands in $work/stdout and $work/stderr.
expect() {
  local wanted=$1 got=0
  shift
  "$@" >"$work/stdout" 2>"$work/stderr" || got=$?
  [ "$got" -eq "$wanted" ] && return 0
  echo "--- stdout"; cat "$work/stdout"; echo "--- stderr"; cat "$work/stderr"
  fail "exit $got instead of $wanted: $*"
}
# says <words>: in one line, or broken into lines as a terminal's width has it.
says() { grep -qF -- "$1" "$work/stdout" "$work/stderr" || cat "$work/stdout" "$work/stderr" | tr -s ' \n' ' ' | sed 's/ \\ / /g' | grep -F -- "$1" >/dev/null || { cat "$work/stdout" "$work/stderr"; fail "nobody said: $1"; }; }
# verdict_of <verdict.json>: all verdicts, a line each.
verdict_of() { python3 -c 'import json,sys; [print(l["verdict"]) for l in json.load(open(sys.argv[1]))["lines"]]' "$1"; }

# A git repository whose benchmark is a script with exact times.
new_repository() {
  git init -q -b main "$1"
  git -C "$1" config user.name tester
  git -C "$1" config user.email tester@example.org
  git -C "$1" config commit.gpgsign false
  cp "$here/scripted_worker.sh" "$1/bench.sh"
  chmod +x "$1/bench.sh"
}
# with_tidegate <source of tidegate>: the calls of a CMake project that uses it from there.
with_tidegate() {
  cat <<C
list(APPEND CMAKE_MODULE_PATH "$1/cmake")
add_executable(tidegate::tidegate IMPORTED)
set_target_properties(tidegate::tidegate PROPERTIES IMPORTED_LOCATION "$tidegate")
enable_testing()
include(TidegateGate)
C
}
# cmake_project <folder> <source of tidegate> [oldest CMake]: a CMake project of no language; its own
# calls stand on stdin.
cmake_project() {
  { printf '%s\n' "cmake_minimum_required(VERSION ${3:-3.25})" "project(stranger LANGUAGES NONE)"
    with_tidegate "$2"; cat; } > "$1/CMakeLists.txt"
}
# gate_project <repository> <source of tidegate>: such a project around that script; its gates stand on
# stdin.
gate_project() {
  { echo "tidegate_add_benchmark(bench WORKER bench.sh)"; cat; } | cmake_project "$1" "$2"
}
commit() { git -C "$1" add -A && git -C "$1" commit -q -m "$2"; }
