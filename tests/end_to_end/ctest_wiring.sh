#!/usr/bin/env bash
# A stranger's project: discovery when ctest runs, names, fixtures, skip on the first run, red on a
# slowdown. Its worker is a script, so nothing is compiled.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$(dirname "$0")/lib.sh"
cmake=$3 ctest=$4 tidegate_source=$5
new_repository repo
gate_project repo "$tidegate_source" <<'C'
tidegate_add_gate(bench MIN 1.05)
add_test(NAME unrelated COMMAND ${CMAKE_COMMAND} -E echo unrelated)
C
commit repo "first commit"
build() { "$cmake" -S repo -B build >/dev/null; }
build
run_ctest() { "$ctest" --test-dir build --no-tests=error "$@"; }

expect 0 run_ctest -N -R gate
says "bench.scripted"
says "gate.scripted"
! grep -q unrelated stdout || fail "-R gate also runs an unrelated test"

expect 0 run_ctest -R gate
says "Skipped"

# However many tests run at once, nothing runs beside a measurement; a repetition measures again.
run_ctest -R gate --show-only=json-v1 > tests.json
python3 - <<'P' || fail "a test that measures is not alone"
import json
tests = json.load(open("tests.json"))["tests"]
assert len(tests) == 2, tests
for test in tests:
  properties = {p["name"]: p["value"] for p in test["properties"]}
  assert properties["RUN_SERIAL"] and properties["RESOURCE_LOCK"] == ["tidegate_measurement"], properties
P
touch -d @1 build/tidegate/rows/scripted.jsonl
expect 0 run_ctest -R gate -j8 --repeat until-fail:2
[ build/tidegate/rows/scripted.jsonl -nt repo/bench.sh ] || fail "a repetition did not measure again"

sed -i 's/^time_ns=.*/time_ns=1300000/' repo/bench.sh
commit repo "more work"
expect 8 run_ctest -R gate -T Test
grep -q CTestMeasurement build/Testing/*/Test.xml || grep -q 'NamedMeasurement type="numeric/double" name="scripted' build/Testing/*/Test.xml ||
  fail "no measurement reached Test.xml"

# A worker that cannot list is a failing test, not a missing one.
printf '#!/bin/sh\nexit 3\n' > repo/bench.sh
expect 8 run_ctest -R gate
says "cannot_list"
expect 8 run_ctest -R gate --output-on-failure
says "could not list its cases"

# So is one that lists nothing, or a line that is no case.
lists() { printf '#!/bin/sh\ncat > "$3" <<"END"\n%s\nEND\n' "$1" > repo/bench.sh; }
for listing in garbage "" '[]' '{"case":7}' '{"point":{}}' '{"case":"a;b"}'; do
  lists "$listing"
  expect 8 run_ctest -R gate
  says "gate.bench.cannot_list"
done

# A bracket without its partner swallows no line, and what a script lists is asked for every time.
lists '{"case":"first","point":{"text":"a[b"}}
{"case":"second","point":{"text":"a;b"}}'
touch -d @1 repo/bench.sh
expect 0 run_ctest -N -R gate
says "gate.first"
says "gate.second"
! grep -q cannot_list stdout || fail "a readable listing was refused"

# All gates of a project share one family error: two cases of one target, then a second target.
shares() { grep -- "$1" stdout > found || fail "gates: no '$1'"; grep -q -- "--gates\" \"$2\"" found || fail "$1: not $2 gates: $(cat found)"; }
expect 0 run_ctest -N -V -R gate
shares 'Test command:.*"first"' 2
printf '#!/bin/sh\ncat > "$3" <<END\n{"case":"third"}\nEND\n' > repo/third.sh
chmod +x repo/third.sh
cp repo/CMakeLists.txt kept
printf 'tidegate_add_benchmark(third WORKER third.sh)\ntidegate_add_gate(third)\n' >> repo/CMakeLists.txt
build
expect 0 run_ctest -N -V -R gate
shares 'Test command:.*"second"' 4
shares 'Test command:.*"third"' 2
cp kept repo/CMakeLists.txt

# Two benchmarks with a case of the same name would write each other's rows: the second one is a
# failing test that says so, and the first one is judged as ever.
cp "$here/scripted_worker.sh" repo/bench.sh
cp repo/bench.sh repo/other.sh
sed -i 's/^tidegate_add_gate.*/&\ntidegate_add_benchmark(other WORKER other.sh)\ntidegate_add_gate(other)/' repo/CMakeLists.txt
build
expect 0 run_ctest -N -R gate
says "gate.scripted"
says "gate.other.scripted"
expect 8 run_ctest -R gate.other --output-on-failure
says "bench has a case 'scripted' already"
