#!/usr/bin/env bash
# A program of google-benchmark as it is: run, gated and compared in lockstep, and one with 30 % more
# work found. The share of work is planted, not the machine's speed.
# Arguments: <tidegate> <tests/end_to_end> <program> <slower program>
. "$(dirname "$0")/lib.sh"
program=$3 slower=$4
format=(--format google-benchmark)

expect 0 "$tidegate" run --worker "$program" "${format[@]}" --list
says "BM_chain[steps=20000] google-benchmark/serial"
expect 0 "$tidegate" run --worker "$program" "${format[@]}" --list --json
says '"case":"BM_chain"'

# Every benchmark is a row of this machine, whatever became of it: the broken one says why.
expect 2 "$tidegate" run --worker "$program" "${format[@]}" --out rows
grep -q "no such device" rows/BM_broken.jsonl || fail "its own words"
python3 - rows/BM_chain.jsonl <<'PY' || fail "a row of 40 samples"
import json, sys
row = json.loads(open(sys.argv[1]).readline())
assert row["status"] == "ok" and len(row["metrics"]["warm_time"]["samples"]) == 40, row
assert row["provenance"]["isolation"] == "subprocess" and row["machine_class"]
assert row["counters"]["steps"]["value"] == 20000 and "better" not in row["counters"]["steps"]
PY

# Names with every letter that a regular expression takes for something else are asked for exactly.
expect 0 "$tidegate" run --worker "$program" "${format[@]}" --case BM_odd --out odd
[ "$(wc -l <odd/BM_odd.jsonl)" -eq 1 ] || fail "one benchmark was asked for"

# Lockstep: one process a sample, on either side in turn.
cp "$program" same_program
expect 0 "$tidegate" compare --worker same_program --baseline-worker "$program" "${format[@]}" \
  --case BM_chain --out identical
verdict_of identical/verdict.json | grep -qxE 'same|undecided' || fail "the identical pair crossed"
expect 1 "$tidegate" compare --worker "$slower" --baseline-worker "$program" "${format[@]}" \
  --case BM_chain --out planted
[ "$(verdict_of planted/verdict.json)" = slower ] || fail "30 % more work is not slower"
grep -q -e "--format=google-benchmark" planted/verdict.json || fail "the command that repeats it"

# A benchmark that failed is no pass.
expect 2 "$tidegate" compare --worker same_program --baseline-worker "$program" "${format[@]}" \
  --case BM_broken --out broken

# Any program, timed from start to end.
printf '#!/bin/sh\ni=0; while [ $i -lt %s ]; do i=$((i+1)); done\n' 3000 >count
printf '#!/bin/sh\ni=0; while [ $i -lt %s ]; do i=$((i+1)); done\n' 60000 >slow_count
printf '#!/bin/sh\nexit 3\n' >dies
chmod +x count slow_count dies
mkdir old && cp count old/ && mkdir new && cp slow_count new/count
expect 0 "$tidegate" run --worker old/count --format command --out commands
expect 1 "$tidegate" compare --worker new/count --baseline-worker old/count --format command --out command
expect 2 "$tidegate" run --worker ./dies --format command --out dead
grep -q '"exit_code":3' dead/dies.jsonl || fail "how it ended"

# What such programs cannot do is said before anything is measured.
expect 64 "$tidegate" run --worker "$program" --format nonsense
says "Formats of programs are: google-benchmark, command"
expect 64 "$tidegate" run --worker "$program" "${format[@]}" --count callgrind
expect 64 "$tidegate" run --worker "$program" "${format[@]}" --in-process
expect 2 "$tidegate" run --worker ./dies --format google-benchmark
says "did not list its benchmarks"
