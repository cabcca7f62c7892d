#!/usr/bin/env bash
# Exactly 1.10 passes, the next number fails: from scripted rows through the whole program.
. "$(dirname "$0")/lib.sh"
row() {  # row <run_id> <seconds> [p95 seconds]: 40 samples, the top three of them are p95's
  python3 - "$@" <<'P'
import json, sys
run, low = sys.argv[1], float.fromhex(sys.argv[2])
high = float.fromhex(sys.argv[3]) if len(sys.argv) > 3 else low
samples = [low] * 37 + [high] * 3
print(json.dumps({"schema_version": 1, "kind": "attempt", "run_id": run, "case": "c",
  "point": {"n": 1}, "provider": "p", "platform": "serial", "reference": True,
  "representative": True, "status": "ok", "machine_class": "m-00000000",
  "metrics": {"warm_time": {"unit": "s", "iterations": 1, "samples": samples}},
  "provenance": {}}))
P
}
one=0x1p+0
limit=$(python3 -c 'print((1.10).hex())')
above=$(python3 -c 'import math; print(math.nextafter(1.10, 2).hex())')
row 20260101T000000Z__aaaaaaa $one > base.jsonl
row 20260102T000000Z__bbbbbbb "$limit" "$limit" > at.jsonl
row 20260103T000000Z__ccccccc "$above" "$above" > over.jsonl
screen() { "$tidegate" gate "$1" --baseline-rows base.jsonl --mode screen --out out "${@:2}"; }
expect 0 screen at.jsonl --p95 1.25
expect 1 screen over.jsonl --p95 1.25
[ "$(verdict_of out/verdict.json)" = slower ] || fail "just above the limit is not slower"

# The tail: exactly 1.25 passes, the next number is a changed shape.
row 20260104T000000Z__ddddddd $one "$(python3 -c 'print((1.25).hex())')" > tail_at.jsonl
row 20260105T000000Z__eeeeeee $one "$(python3 -c 'import math; print(math.nextafter(1.25, 2).hex())')" > tail_over.jsonl
expect 0 screen tail_at.jsonl
expect 1 screen tail_over.jsonl
[ "$(verdict_of out/verdict.json)" = shape_changed ] || fail "a crossed tail is not shape_changed"

# `>=` makes the limit itself trip; the operator is stored with the threshold.
printf 'version = 1\n[gate]\noperator = ">="\n' > strict.toml
expect 1 screen at.jsonl --config strict.toml
grep -q '">="' out/verdict.json || fail "the operator is not in the verdict"

# The same run on both sides, zero rows compared, a missing row: each red with its own sentence.
expect 2 screen base.jsonl
says "same run on both sides"
sed 's/"case": "c"/"case": "other"/' at.jsonl > other.jsonl
expect 2 screen other.jsonl
says "compared 0 of"
printf '{"protocol":1,"case":"c","point":{"n":%d},"provider":"p","platform":"serial"}\n' 1 2 > expected.jsonl
expect 2 screen at.jsonl --expected expected.jsonl
says "compared 1 of 2"
says "missing"

# A waiver lets exactly its row pass, is printed in every report, and is an error once it expired.
cat > waived.toml <<'T'
version = 1
[[waiver]]
row = "c[n=1] p/serial"
reason = "the rewrite is under way"
expires = 2999-12-31
T
expect 0 screen over.jsonl --p95 1.25 --config waived.toml
says "1 slower (waived)"
says "waived until 2999-12-31: the rewrite is under way"
grep -q "the rewrite is under way" out/report.md || fail "report.md does not print the waiver"
grep -q '"waived":"waived until' out/verdict.json || fail "verdict.json does not hold the waiver"
expect 0 screen at.jsonl --p95 1.25 --config waived.toml
says "the rewrite is under way; it does not"
sed 's/2999-12-31/2026-11-20/' waived.toml > expired.toml
expect 2 screen over.jsonl --config expired.toml
says "the waiver of c[n=1] p/serial expired on 2026-11-20"
