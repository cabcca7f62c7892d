#!/usr/bin/env bash
# Rows of another machine than the reference machine become external timings by themselves.
. "$(dirname "$0")/lib.sh"
new_repository repo
commit repo "first commit"
sed -i 's/^time_ns=.*/time_ns=1300000/' repo/bench.sh
commit repo "slower"
expect 1 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~1 --out out
class=$(python3 -c 'import json; print(json.load(open("out/verdict.json"))["candidate"]["machine_class"])')
section() { sed -n "/^## $1/,/^## /p" repo/PERFORMANCE.md | grep -c "take\|slower (" || true; }

# Named in tidegate.toml.
printf 'version = 1\n[record]\nreference_class = "other-cpu-00000000"\n' > other.toml
expect 0 "$tidegate" record out/verdict.json --source-dir repo --config other.toml
says "$class is not the reference machine: its rows are external timings"
[ "$(section "External timings")" = 1 ] || fail "the row is not among the external timings"
[ "$(section "Landed changes")" = 0 ] || fail "the row is among the landed changes"
rm repo/PERFORMANCE.md
printf 'version = 1\n[record]\nreference_class = "%s"\n' "$class" > this.toml
expect 0 "$tidegate" record out/verdict.json --source-dir repo --config this.toml
[ "$(section "Landed changes")" = 1 ] || fail "the reference machine's row did not land"
rm repo/PERFORMANCE.md

# Not named: the machine of the committed baselines.
"$tidegate" run --worker repo/bench.sh --source-dir repo --out rows 2>/dev/null
"$tidegate" baseline accept rows --source-dir repo --reason "first" "${anyhow[@]}" >/dev/null 2>&1
expect 0 "$tidegate" record out/verdict.json --source-dir repo
[ "$(section "Landed changes")" = 1 ] || fail "the baselines' machine did not land"
rm repo/PERFORMANCE.md
mv "repo/baselines/$class" repo/baselines/other-cpu-00000000
expect 0 "$tidegate" record out/verdict.json --source-dir repo
says "is not the reference machine"
[ "$(section "External timings")" = 1 ] || fail "another machine's row landed"

# What is no list, no text and no key is refused with its place.
printf 'version = 1\n[record]\ninner_paths = "kernels"\n' > bad.toml
expect 2 "$tidegate" record out/verdict.json --source-dir repo --config bad.toml
says "bad.toml:3:"
says "inner_paths is not a list of texts"
