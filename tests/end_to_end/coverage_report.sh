#!/usr/bin/env bash
# What was ever measured: a listing against the rows of all runs, old ones too.
. "$(dirname "$0")/lib.sh"
cat > worker.sh <<'W'
#!/usr/bin/env bash
set -eu
line() { printf '{"protocol":1,"case":"%s","point":{"n":%d},"provider":"%s","platform":"%s","representative":%s%s}\n' "$@"; }
case $2 in
  list)
    { line matmul 8 naive serial true ''; line matmul 16 naive serial false ''
      line matmul 8 openblas serial true ''
      line matmul 8 kokkos cuda true ',"skip_reason":"there is no device"'
      line softmax 8 naive serial true ''
    } > "$3" ;;
  attempt)
    samples=$(for _ in $(seq 40); do printf '0.002,'; done)
    printf '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[%s]}}}\n' "${samples%,}" > "$4" ;;
  *) exit 64 ;;
esac
W
chmod +x worker.sh
expect 2 "$tidegate" coverage
says "does not exist"
expect 0 "$tidegate" coverage --worker ./worker.sh
says "2 cases: 2 unmeasured; 2 laggards of high priority, 0 of medium"

expect 0 "$tidegate" run --worker ./worker.sh --case matmul --store st
expect 0 "$tidegate" run --worker ./worker.sh --case matmul --point n=8 --store st
expect 0 "$tidegate" coverage st --worker ./worker.sh --strong openblas --json --out coverage.json
python3 - <<'P'
import json
report = json.load(open("coverage.json"))
matmul, softmax = report["cases"]
# n=16 was measured by the older run alone, and stays measured.
assert matmul == {"case": "matmul", "reach": "cpu_only", "reference": "strong", "known": 4, "measured": 3,
                  "never": {"providers": ["kokkos"], "platforms": ["cuda"], "points": []}}, matmul
assert softmax["reach"] == "unmeasured" and softmax["reference"] == "none", softmax
assert [(l["case"], l["priority"]) for l in report["laggards"]] == [("softmax", "high"), ("matmul", "medium")], report
P
# A folder of both kinds of rows, and a writer that died.
expect 0 "$tidegate" baseline accept st --reason "a start" --case matmul --platform serial "${anyhow[@]}" --baselines base
printf '{"schema_version":1,"run_' >> "$(find st -name '*.jsonl' | head -1)"
expect 0 "$tidegate" coverage st base
says "torn and was skipped"
says "1 case: 1 cpu_only"
# Attempts that failed, and what another provider ran, measure nothing of the key.
mkdir plain
expect 0 "$tidegate" run --worker ./worker.sh --case softmax --attempts 2 --rows-only --out plain/rows
expect 0 "$tidegate" coverage plain/rows
says "1 case: 1 cpu_only"
sed '$s/"failure":null,//; $s/"status":"ok"/"status":"fidelity_failed","failure":{"phase":"fidelity","message":"3 differ"}/' plain/rows/softmax.jsonl > plain/failed.jsonl
expect 0 "$tidegate" coverage plain/failed.jsonl
says "1 case: 1 unmeasured"
sed 's/"resolved_backend":null/"resolved_backend":"ref"/' plain/rows/softmax.jsonl > plain/fallen.jsonl
expect 0 "$tidegate" coverage plain/fallen.jsonl
says "1 case: 1 unmeasured"
echo '{"schema_version":1}' > bad.jsonl
expect 2 "$tidegate" coverage bad.jsonl
says "bad.jsonl:1"
echo "coverage report: all right"
