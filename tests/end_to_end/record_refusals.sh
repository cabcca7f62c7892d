#!/usr/bin/env bash
# What may not be recorded: no change reference, a dirty tree, an unknown commit.
. "$(dirname "$0")/lib.sh"
new_repository repo
commit repo "first commit"
sed -i 's/^time_ns=.*/time_ns=1300000/' repo/bench.sh
expect 1 "$tidegate" gate --worker repo/bench.sh --source-dir repo --out out

expect 2 "$tidegate" record out/verdict.json --source-dir repo
says "uncommitted changes"
[ ! -e repo/PERFORMANCE.md ] || fail "a refused record left a file"

expect 0 "$tidegate" record out/verdict.json --source-dir repo --external --change "a try"
grep -q "^## External timings" repo/PERFORMANCE.md || fail "no external section"
[ "$(sed -n '/^## External timings/,$p' repo/PERFORMANCE.md | grep -c "a try")" = 1 ] ||
  fail "the row is not in the external section"
[ "$(sed '/^## External timings/,$d' repo/PERFORMANCE.md | grep -c "a try")" = 0 ] ||
  fail "the row is among the landed changes"

# The same verdict in a repository that does not know the commit.
sed 's/"dirty": *"true"/"dirty": "false"/' out/verdict.json > clean.json
new_repository other
commit other "somebody else's"
expect 2 "$tidegate" record clean.json --source-dir other
says "is not in other"
mkdir nowhere
sed -E 's/"commit": *"[0-9a-f]{40}"/"commit": null/g' out/verdict.json > unknown.json
expect 64 "$tidegate" record unknown.json --source-dir nowhere --external
says "change reference"
