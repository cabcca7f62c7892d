#!/usr/bin/env bash
# A real benchmark, built twice, once with 30 % more work: red through lockstep, with a row and a
# bundle. The identical pair stays green. The share of work is planted, not the machine's speed.
# Arguments: <tidegate> <tests/end_to_end> <program> <slower program>
. "$(dirname "$0")/lib.sh"
program=$3 slower=$4
cp "$program" same_program
expect 0 "$tidegate" compare --worker same_program --baseline-worker "$program" --out identical
# `undecided` would be honest on a very busy machine; a crossing would be a lie.
verdict_of identical/verdict.json | grep -qxE 'same|undecided' || fail "the identical pair crossed"
[ ! -e identical/bundle ] || fail "an identical pair earned a bundle"

expect 1 "$tidegate" compare --worker "$slower" --baseline-worker "$program" --out planted
[ "$(verdict_of planted/verdict.json)" = slower ] || fail "30 % more work is not slower"
expect 0 "$tidegate" record planted/verdict.json --external --change "planted 30 %" \
  --performance PERFORMANCE.md --bundles bundles
grep -q "planted 30 %" PERFORMANCE.md || fail "no row"
[ -s bundles/*/bundle.md ] || fail "no bundle"

# The other direction is a crossing, and no regression.
expect 0 "$tidegate" compare --worker "$program" --baseline-worker "$slower" --out faster
[ "$(verdict_of faster/verdict.json)" = faster ] || fail "30 % less work is not faster"
