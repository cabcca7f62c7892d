#!/usr/bin/env bash
# Second witnesses: machine code that is the same on both sides, and instructions counted on demand.
# Arguments: <tidegate> <tests/end_to_end> <program> <slower program>
. "$(dirname "$0")/lib.sh"
program=$3 slower=$4

line() { python3 -c 'import json,sys
value = json.load(open(sys.argv[1]))["lines"][0]
for name in sys.argv[2].split("/"): value = value[name]
print(value)' "$@"; }

# Rows of one program, the second ones with times that are 40 % higher: the machine, not the code.
expect 0 "$tidegate" run --worker "$program" --attempts 2 --out before
python3 - before/chain.jsonl after.jsonl <<'P'
import json, sys
with open(sys.argv[1]) as rows, open(sys.argv[2], "w") as out:
    for text in rows:
        row = json.loads(text)
        row["run_id"] = "20990101T000000Z__0000000"
        times = row["metrics"]["warm_time"]["samples"]
        row["metrics"]["warm_time"]["samples"] = [1.4 * t for t in times]
        out.write(json.dumps(row) + "\n")
P
expect 0 "$tidegate" gate after.jsonl --baseline-rows before --mode screen --out identical
[ "$(line identical/verdict.json verdict)" = undecided ] || fail "stored times of one code were called $(line identical/verdict.json verdict)"
[ "$(line identical/verdict.json witness/code)" = identical ] || fail "identical code was not seen"
says "identical machine code"

# The same times with other code are what they look like.
sed 's/"code":[ ]*"[0-9a-f-]*"/"code": "00000000-0000-5000-8000-000000000000"/' after.jsonl > other.jsonl
expect 1 "$tidegate" gate other.jsonl --baseline-rows before --mode screen --out different
[ "$(line different/verdict.json verdict)" = slower ] || fail "other code was not called slower"
[ "$(line different/verdict.json witness/code)" = different ] || fail "other code was not seen"

# Two programs in lockstep, with --count: where valgrind is missing or cannot run them, a note says
# so and the verdict stands.
expect 1 "$tidegate" compare --worker "$slower" --baseline-worker "$program" --count callgrind --out counted
[ "$(line counted/verdict.json witness/code)" = different ] || fail "two programs with one code"
if command -v valgrind >/dev/null && [[ $(ldd "$program") != *libasan* ]]; then
  python3 -c 'import sys; assert 1.25 < float(sys.argv[1]) < 1.35, sys.argv[1]' \
    "$(line counted/verdict.json witness/instructions)" || fail "30 % more work is not 30 % more instructions"
  line counted/verdict.json reason | grep -q "more work" || fail "instructions are not in the reason"
else
  says "counted"
fi
expect 64 "$tidegate" compare --worker "$slower" --baseline-worker "$program" --count perf --out counted
says "callgrind"

# An interpreter is no program: what it is handed counts, by its content.
mkdir a b
for side in a b; do cp "$here/scripted_worker.sh" $side/bench.sh; done
sed -i 's/^time_ns=.*/time_ns=1300000/' b/bench.sh
for side in a b; do expect 0 "$tidegate" run --worker /bin/bash --worker-argument $side/bench.sh --out rows_$side; done
expect 1 "$tidegate" gate rows_b --baseline-rows rows_a --mode screen --out scripts
[ "$(line scripts/verdict.json witness/code)" = different ] || fail "two scripts of one interpreter were called one program"
