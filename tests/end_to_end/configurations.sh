#!/usr/bin/env bash
# A build tree of several configurations, as Ninja Multi-Config makes it: the tests are those of the one
# that `ctest -C` names, whose rows, reports and reference build are its own. Without a name they are red.
# Its worker is a script, so nothing is compiled.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$(dirname "$0")/lib.sh"
cmake=$3 ctest=$4 tidegate_source=$5
command -v ninja >/dev/null || { echo "no ninja here"; exit 77; }
new_repository repo
gate_project repo "$tidegate_source" <<'C'
tidegate_add_gate(bench MIN 1.05)
C
commit repo "first commit"
expect 0 "$cmake" -S repo -B build -G "Ninja Multi-Config" "-DCMAKE_CONFIGURATION_TYPES=Debug;Release"
run_ctest() { "$ctest" --test-dir build --no-tests=error "$@"; }

# A configuration must be named, and be there; upper and lower case are one, as for ctest's own tests.
expect 8 run_ctest -R gate --output-on-failure
says "this build tree has several configurations and '' is none of them: ctest -C with one of Debug, Release"
expect 8 run_ctest -R gate -C Relase --output-on-failure
says "'Relase' is none of them"
expect 0 run_ctest -R gate -C release
says "gate.scripted"
says "Skipped"

# What is missing is missing for one configuration, which is said with the command that makes it.
mv repo/bench.sh away
expect 8 run_ctest -R gate -C Release --output-on-failure
says "is not built: cmake --build $work/build --config Release --target bench"
mv away repo/bench.sh

# Rows and reports of each lie in its own folder.
[ -s build/tidegate/Release/rows/scripted.jsonl ] || fail "no rows of Release"
[ -s build/tidegate/Release/gate/scripted/verdict.json ] || fail "no reports of Release"
[ ! -e build/tidegate/Debug ] && [ ! -e build/tidegate/rows ] || fail "rows of a configuration that was not run"
sed -i 's/^time_ns=.*/time_ns=1300000/' repo/bench.sh
commit repo "more work"
expect 8 run_ctest -R gate -C Debug
[ "$(verdict_of build/tidegate/Debug/gate/scripted/verdict.json)" = slower ] || fail "30 % in Debug is not slower"
[ "$(verdict_of build/tidegate/Release/gate/scripted/verdict.json)" = no_baseline ] || fail "the run of Debug touched the reports of Release"

# Each configuration has its own reference build: it is told which one to make.
run_ctest -N -V -R gate -C Debug | grep -F 'Test command' | grep -F -- '=-DCMAKE_DEFAULT_BUILD_TYPE=Debug' >/dev/null ||
  fail "the reference of Debug is not told what it is"
run_ctest -N -V -R gate -C Release | grep -F 'Test command' | grep -F -- '=-DCMAKE_DEFAULT_BUILD_TYPE=Release' >/dev/null ||
  fail "the gate of Release has another reference than its own"

# The number of gates is one for all configurations: they share one family error.
run_ctest -N -V -R gate -C Release | grep -F -- '--gates" "1"' >/dev/null || fail "not one gate"
