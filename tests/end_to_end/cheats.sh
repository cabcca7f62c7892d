#!/usr/bin/env bash
# Real cheats through the real program: the rows that they get, the ratios that they do not, and the
# baseline that takes none of them. docs/cheating.md is the page.
. "$(dirname "$0")/lib.sh"
worker=$3

expect 2 "$tidegate" run --worker "$worker" --out rows --min-sample-ms 0.1
says "fidelity_failed"          # returned without writing
says "10000 of 10000 elements"
says "unchecked, impossible"    # folded, and not checked either
says "could reach: the work did not happen, or it is stated wrong"
says "no ratio  no processor could have taken its time"
says "no ratio  its time includes compute_and_transfer, that of honest includes compute"
python3 - rows/doubling.jsonl <<'P' || fail "the rows do not say how they were measured"
import json, sys
rows = {row["provider"]: row for row in map(json.loads, open(sys.argv[1]))}
assert rows["honest"]["status"] == "ok" and rows["honest"]["fidelity"]["status"] == "pass"
assert rows["honest"]["stopping"]["reason"] == "criterion", rows["honest"]["stopping"]
assert rows["silent"]["fidelity"]["mismatched"] == 10000
assert rows["folded"]["fidelity"] is None
P

for cheat in silent folded; do
  grep "\"$cheat\"" rows/doubling.jsonl > "$cheat.jsonl"
  expect 2 "$tidegate" baseline accept "$cheat.jsonl" --baselines baselines --reason test
done
says "cannot be a baseline"
says "docs/cheating.md"
[ ! -e baselines ] || [ -z "$(find baselines -name '*.jsonl')" ] || fail "a cheat was accepted"

# Budgets: a row that is cut short has no numbers, a suite that is has a row for everything.
expect 2 "$tidegate" run --worker "$worker" --provider honest --out short --hard-budget-s 1e-6
says "timeout"
says "the hard budget of 1e-06 s ended it after 0 samples, below 30"
expect 0 "$tidegate" run --worker "$worker" --out late --suite-budget-s 1e-9
[ "$(grep -c '"skipped"' late/doubling.jsonl)" = 4 ] || fail "not a row for each of four"
says "the suite's budget of 1e-09 s was spent before its turn came"
expect 0 "$tidegate" run --worker "$worker" --provider honest --out cold --cache-cold 2
python3 -c 'import json
row = json.loads(open("cold/doubling.jsonl").read())
assert len(row["metrics"]["cache_cold_time"]["samples"]) == 2' || fail "no cache-cold samples"
for wrong in "--criterion luck" "--hard-budget-s 0" "--suite-budget-s -1" "--cache-cold many"; do
  expect 64 "$tidegate" run --worker "$worker" $wrong
done
echo passed
