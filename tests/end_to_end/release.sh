#!/usr/bin/env bash
# The gate of a release, and what an IDE or a CI system sees of any gate: 10 % slower than the last tag
# fails, just below passes, no tag is said; every test has a name, a time, a reason and a line.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$(dirname "$0")/lib.sh"
cmake=$3 ctest=$4 tidegate_source=$5
new_repository repo
gate_project repo "$tidegate_source" <<'C'
tidegate_add_gate(bench)
tidegate_add_gate(bench
  NAME release AGAINST release FAILS_AT 1.10)
C
commit repo "a benchmark of 1 ms"
build() { "$cmake" -S repo -B build "$@" >cmake.log 2>&1 || { cat cmake.log; fail "cmake"; }; }
build
run_ctest() { "$ctest" --test-dir build --no-tests=error "$@"; }
release() { run_ctest -R '^gate\.release$' --output-junit "$work/junit.xml" "$@"; }
timed() { sed -i "s/^time_ns=.*/time_ns=$1/" repo/bench.sh; commit repo "$1 ns"; }
# junit <python expression over the test case t>: must hold for the only test of junit.xml.
junit() {
  python3 - "$work/junit.xml" "$1" <<'P' || fail "JUnit: $1"
import sys, xml.etree.ElementTree as tree
cases = list(tree.parse(sys.argv[1]).getroot().iter("testcase"))
assert len(cases) == 1, [c.get("name") for c in cases]
t = cases[0]
said = " ".join((t.findtext("system-out") or "").split())  # however a terminal's width broke it
assert eval(sys.argv[2]), (t.attrib, [c.tag for c in t], said)
P
}

# One test of that name; it needs no rows, so nothing else runs with it.
expect 0 run_ctest -N -R '^gate\.release$'
says "Test #"
says "Total Tests: 1"
expect 0 run_ctest -N -R gate
says "gate.scripted"

# No release yet: neither passed nor failed, and it says why.
expect 0 release
says "***Skipped"
junit 't.get("name") == "gate.release" and t.find("skipped") is not None'
junit '"has no tag before HEAD" in said'
junit '"next Tag a release" in said and "baseline accept" not in said'

# 1.0999 of the last release passes, 1.10 fails; every commit is compared with the tag, not with its parent.
git -C repo tag v1
timed 1099900
expect 0 release
says "Passed"
junit 'float(t.get("time")) > 0 and t.find("failure") is None and "compared 1 of 1" in said'
# What is below the limit reads so.
junit '"+9.99 %" in said'
timed 1100000
expect 8 release
says "***Failed"
junit 't.find("failure") is not None and "REGRESSION: 1 slower" in said and "+10.0 %" in said'
# Beside it the ordinary gate is against that tag too, with its own limit of 2 %.
expect 8 run_ctest -R 'gate\.scripted' --output-on-failure
says "slower"
grep -q '"smallest_slowdown' build/tidegate/gate/release/verdict.json || grep -q 'smallest_slowdown = 0.1' build/tidegate/gate/release/verdict.json ||
  fail "the limit is not in the verdict"

# What CI passes to all gates that name no reference of their own: lockstep for every row.
timed 1100001
build -DTIDEGATE_AGAINST=parent
expect 0 run_ctest -R 'gate\.scripted'
grep -q '"lockstep"' build/tidegate/gate/scripted/verdict.json || fail "not measured in lockstep"
build "-DTIDEGATE_AGAINST=parent;release"
expect 8 run_ctest -R 'gate\.scripted' --output-on-failure
says "== against parent =="
says "== against release =="
[ "$(verdict_of build/tidegate/gate/scripted/against-parent/verdict.json)" = same ] || fail "not as fast as the parent"
[ "$(verdict_of build/tidegate/gate/scripted/against-release/verdict.json)" = slower ] || fail "not slower than the release"
build -DTIDEGATE_AGAINST=

# IDEs jump to the call in CMakeLists.txt, by the backtrace that ctest tells them.
"$ctest" --test-dir build -R gate --show-only=json-v1 > tests.json
python3 - tests.json repo/CMakeLists.txt <<'P' || fail "a test without its line"
import json, sys
told = json.load(open(sys.argv[1]))
lines = open(sys.argv[2]).read().split("\n")
graph = told["backtraceGraph"]
want = {"bench.scripted": "tidegate_add_benchmark(bench WORKER", "gate.scripted": "tidegate_add_gate(bench)",
        "gate.release": "tidegate_add_gate(bench"}
assert {t["name"] for t in told["tests"]} == set(want), told["tests"]
for test in told["tests"]:
    node = graph["nodes"][test["backtrace"]]
    assert graph["files"][node["file"]].endswith("/repo/CMakeLists.txt"), node
    assert lines[node["line"] - 1].startswith(want[test["name"]]), (test["name"], node)
assert len({graph["nodes"][t["backtrace"]]["line"] for t in told["tests"]}) == 3, "one line for two calls"
P

# Of a program with several cases, only those that are named; all gates share one family error.
printf 'tidegate_add_gate(bench NAME part CASES scripted POINTS n=1)\n' >> repo/CMakeLists.txt
build
expect 0 run_ctest -N -V -R '^gate\.part$'
says '"--case" "scripted"'
says '"--point" "n=1"'
says '"--gates" "3"'
expect 0 run_ctest -N -V -R '^gate\.release$'
! grep -q -- '"--case"' stdout || fail "a gate that names no case takes all of them"
sed -i '/NAME part/d' repo/CMakeLists.txt
build

# A name twice, or one that is no name, stops the configuration and says what to do.
cp repo/CMakeLists.txt kept
echo 'tidegate_add_gate(bench NAME release)' >> repo/CMakeLists.txt
expect 1 "$cmake" -S repo -B build
says "has a gate named 'release' already"
sed -i '$s/release/"a b"/' repo/CMakeLists.txt
expect 1 "$cmake" -S repo -B build
says "is not made of letters"
cp kept repo/CMakeLists.txt
echo 'tidegate_add_gate(bench MIN 1.2)' >> repo/CMakeLists.txt
expect 1 "$cmake" -S repo -B build
says "Give this one a NAME"
cp kept repo/CMakeLists.txt

# A worker that cannot list is a failing gate of that name, not a missing one.
printf '#!/bin/sh\nexit 3\n' > repo/bench.sh
expect 8 run_ctest -R 'gate\.release'
says "gate.release.cannot_list"

# The flag alone: wrong values are usage, and it reaches the policy.
expect 64 "$tidegate" gate --dump-config --fails-at 1
expect 64 "$tidegate" gate --dump-config --fails-at much
expect 0 "$tidegate" gate --dump-config --fails-at 1.25
says "smallest_slowdown = 0.25"
