#!/usr/bin/env bash
# What tidegate's CMake commands refuse, while CMake configures or when ctest starts: each with a sentence
# that names the call and what to do. Its workers are scripts, so nothing is compiled.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$(dirname "$0")/lib.sh"
cmake=$3 ctest=$4 tidegate_source=$5
new_repository repo
# project <line of CMake>...: a stranger's project with these calls, of a time when CMake had other policies.
project() { printf '%s\n' "$@" | cmake_project repo "$tidegate_source" 3.5; }
configure() { rm -rf build; "$cmake" -S repo -B build; }
# refuses <words> <line of CMake>...
refuses() {
  local words=$1
  shift
  project "$@"
  expect 1 configure
  says "$words"
}
run_ctest() { "$ctest" --test-dir build --no-tests=error "$@"; }
bench='tidegate_add_benchmark(bench WORKER bench.sh)'

# Calls that make no sense, and the order in which they stand.
refuses "there is no benchmark bench. Call tidegate_add_benchmark(bench ...) before" 'tidegate_add_gate(bench)' "$bench"
refuses "there is no benchmark bnech." "$bench" 'tidegate_add_gate(bnech)'
refuses "there is no benchmark bench." 'add_custom_target(bench)' 'tidegate_add_gate(bench)'
refuses "FORMAT and a program of that name" 'tidegate_add_gate(nobody FORMAT google-benchmark)'
refuses "needs SOURCES, WORKER, or FORMAT" 'tidegate_add_benchmark(bench)'
refuses "FORMAT needs the kind of program" "$bench" 'tidegate_add_gate(bench FORMAT)'
refuses "FORMAT nonsense is not that of the benchmark bench, which is none, it speaks docs/worker-protocol.md. Leave FORMAT out" \
  "$bench" 'tidegate_add_gate(bench FORMAT nonsense)'
refuses "FORMAT google-benchmark is not that of the benchmark bench, which is FORMAT command." \
  'tidegate_add_benchmark(bench WORKER bench.sh FORMAT command)' 'tidegate_add_gate(bench FORMAT google-benchmark)'
refuses "tidegate_add_benchmark(bench): unknown 'PLATFROM;cuda'. The keywords stand" \
  'tidegate_add_benchmark(bench PLATFROM cuda WORKER bench.sh)'
refuses "tidegate_add_gate(bench): unknown 'MAX;1.05'" "$bench" 'tidegate_add_gate(bench MAX 1.05)'
refuses "tidegate_add_gate(bench): nothing follows MIN. Give it a value, or leave it out." "$bench" 'tidegate_add_gate(bench MIN)'
refuses "tidegate_add_benchmark(bench): nothing follows CASES" 'tidegate_add_benchmark(bench WORKER bench.sh CASES)'
refuses "which is C++: name CXX in project() or enable_language()" 'tidegate_add_benchmark(bench SOURCES bench.cpp)'

# Two gates that would have the same tests.
refuses "tidegate_add_gate(bench): it has a gate already. Give this one a NAME" "$bench" \
  'tidegate_add_gate(bench)' 'tidegate_add_gate(bench AGAINST release)'
refuses "bench has a gate named 'release' already. Name this one, say, release.other" "$bench" \
  'tidegate_add_benchmark(other WORKER bench.sh)' 'tidegate_add_gate(bench NAME release)' 'tidegate_add_gate(other NAME release)'
refuses "NAME 're/lease' is not made of letters" "$bench" 'tidegate_add_gate(bench NAME re/lease)'

# Cases are known when ctest starts. A gate of the name of a case: whichever comes second is red, whoever
# it belongs to, and no two tests have one name or one folder.
names() { run_ctest -N -R gate | sed -n 's/^ *Test *#[0-9]*: //p' | sort; }
commit repo "a benchmark of 1 ms"
project "$bench" 'tidegate_add_gate(bench)' 'tidegate_add_gate(bench NAME scripted)'
expect 0 configure
[ "$(names | xargs)" = "bench.scripted gate.scripted gate.scripted.has_no_name" ] || fail "tests: $(names | xargs)"
expect 8 run_ctest -R has_no_name --output-on-failure
says "two tests would be called gate.scripted: bench has a case 'scripted' already."
says "Give the gate of bench another NAME, say scripted.bench"
project "$bench" 'tidegate_add_gate(bench NAME scripted)' 'tidegate_add_gate(bench)'
expect 0 configure
[ "$(names | xargs)" = "gate.bench.scripted gate.scripted" ] || fail "tests: $(names | xargs)"
expect 8 run_ctest -R gate.bench --output-on-failure
says "case 'scripted' of bench would share rows or reports: bench has a gate named 'scripted' already. Rename one of them"

# Cases whose files would be called the same are no less one case.
project "$bench" 'tidegate_add_gate(bench)'
printf '#!/bin/sh\ncat > "$3" <<"END"\n{"case":"a b"}\n{"case":"a_b"}\nEND\n' > repo/bench.sh
expect 0 configure
expect 8 run_ctest -R 'bench.bench.a_b' --output-on-failure
says "case 'a_b' of bench would share rows or reports: bench has a case 'a b' already."

# What is not built, or not there, and who forgot to let ctest look.
project 'tidegate_add_benchmark(bench WORKER missing.sh)' 'tidegate_add_gate(bench)'
expect 0 configure
expect 8 run_ctest -R gate.bench --output-on-failure
says "missing.sh is not built: cmake --build $work/build --target bench; a script must lie there"

# A kind of program that nobody can run: the program knows which there are, and ctest asks it.
touch repo/nobodys.sh
project 'tidegate_add_benchmark(bench WORKER nobodys.sh FORMAT nonsense)' 'tidegate_add_gate(bench FORMAT nonsense)' \
  'tidegate_add_gate(bench NAME again FORMAT nonsense)'
expect 0 configure
expect 8 run_ctest -R gate.bench --output-on-failure
says "programs of the format 'nonsense' cannot be run"
says "Formats of programs are: google-benchmark"
sed -i '/enable_testing/d' repo/CMakeLists.txt
expect 0 configure
says "call enable_testing()"
