#!/usr/bin/env bash
# A repository from its first commit to a recorded regression:
# first run -> accepted baseline -> green -> planted slowdown, confirmed in lockstep -> record.
. "$(dirname "$0")/lib.sh"
new_repository repo
commit repo "first commit"
judge() { "$tidegate" gate --worker repo/bench.sh --source-dir repo --out out "$@"; }

# Nothing to compare with: says so, stores a candidate, names the command, exits 77.
expect 77 judge
says "first commit"
says "tidegate baseline accept out/baseline-candidate"
[ -s out/baseline-candidate/scripted.jsonl ] || fail "no baseline candidate"

# Without a stored baseline the parent commit is built and measured in lockstep.
printf '\n# a remark\n' >> repo/bench.sh
commit repo "a remark"
expect 0 judge
says "compared 1 of 1"
says "lockstep"
[ "$(verdict_of out/verdict.json)" = same ] || fail "the identical worker is not the same"

# 30 % more work.
sed -i 's/^time_ns=.*/time_ns=1300000/' repo/bench.sh
commit repo "more work in the inner loop"
expect 1 judge
[ "$(verdict_of out/verdict.json)" = slower ] || fail "the planted slowdown is not slower"
says "decision bundle"

# Recorded once; twice changes nothing.
expect 0 "$tidegate" record out/verdict.json --source-dir repo
grep -q "more work in the inner loop" repo/PERFORMANCE.md || fail "the row lacks its change"
bundle=$(ls -d repo/baselines/bundles/*/)
[ -s "$bundle/bundle.md" ] && [ -s "$bundle/bundle.json" ] || fail "no bundle"
python3 - "$bundle/bundle.json" <<'P' || fail "bundle.json is not what it should be"
import json, sys
bundle = json.load(open(sys.argv[1]))
assert bundle["recommendation"] is None
assert any("more work" in json.dumps(c) for c in bundle["commits"]), bundle.get("commits")
P
before=$(find repo/PERFORMANCE.md repo/baselines -type f | sort | xargs sha256sum)
expect 0 "$tidegate" record out/verdict.json --source-dir repo
[ "$before" = "$(find repo/PERFORMANCE.md repo/baselines -type f | sort | xargs sha256sum)" ] ||
  fail "recording the same run twice changed something"

# An accepted baseline screens; what it suspects is confirmed in lockstep.
rm -rf repo/PERFORMANCE.md repo/baselines
git -C repo checkout -q HEAD~1
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out rows
expect 0 "$tidegate" baseline accept rows --source-dir repo --reason "first baseline" "${anyhow[@]}"
git -C repo checkout -q main
expect 1 judge
says "lockstep"
expect 1 judge --mode screen
says "unconfirmed"
