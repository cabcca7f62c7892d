#!/usr/bin/env bash
# --ceilings: each row carries what the machine can do, and says how near it comes.
. "$(dirname "$0")/lib.sh"
worker=$3

expect 64 "$tidegate" run --worker "$worker" --ceilings --count callgrind --out out
says "Leave out one"
[ ! -e out ] || fail "rows were written"
expect 0 "$tidegate" run --worker "$worker" --out plain
! grep -q ceiling_ plain/chain.jsonl || fail "ceilings that nobody measured"

expect 0 "$tidegate" run --worker "$worker" --ceilings --out rows
says "ceiling_bytes_per_s"
says "of flops"
python3 - rows/chain.jsonl <<'P' || fail "the row lacks its ceilings"
import json, sys
counters = json.loads(open(sys.argv[1]).readline())["counters"]
assert counters["ceiling_cores"]["value"] == 1, counters
for name, unit in (("bytes", "B/s"), ("fp32_flops", "flop/s"), ("fp64_flops", "flop/s")):
    one = counters[f"ceiling_{name}_per_s"]
    assert one["unit"] == unit and one["value"] > 0, (name, one)
P

# Work that cannot be: the same row with a thousand times the operations.
python3 - rows/chain.jsonl <<'P'
import json, sys
row = json.loads(open(sys.argv[1]).readline())
row["work"]["flops"] *= 2e3  # above the ceiling of a core here, below that of any core
row["run_id"] = "20260102T000000Z__bbbbbbb"
open("claimed.jsonl", "w").write(json.dumps(row) + "\n")
P
expect 0 "$tidegate" baseline accept claimed.jsonl --baselines baselines --reason test "${anyhow[@]}"
expect 0 "$tidegate" baseline show --baselines baselines
says "flops: above it"
