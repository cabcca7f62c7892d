#!/usr/bin/env bash
# Trends, runs of record and snapshots: written once, from rows that are kept beside them, and the
# same bytes again whenever somebody asks.
. "$(dirname "$0")/lib.sh"
new_repository repo
echo /baselines > repo/.git/info/exclude  # written texts must not make the tree a changed one here
schema=$here/../../docs/schema/snapshot.schema.json
python=/usr/bin/python3
[ -x "$python" ] || python=python3
calm() { sed -i 's/"taint":\("[^"]*"\|null\)/"taint":"ABSENT"/' "$@"; }
# measure <day>: a run of that day of November into the store.
mkdir -p store/scripted
measure() {
  local id="202611$1T100000Z__run"
  "$tidegate" run --worker repo/bench.sh --source-dir repo --out raw && calm raw/*.jsonl
  sed "s/\"run_id\":\"[^\"]*\"/\"run_id\":\"$id\"/" raw/*.jsonl > "store/scripted/$id.jsonl"
  rm -r raw
}
trend() { "$tidegate" trend store --record --source-dir repo "$@"; }
regenerates() {
  expect 0 "$tidegate" render --committed repo/baselines --check
  cp -r repo/baselines as_committed
  expect 0 "$tidegate" render --committed repo/baselines
  diff -r repo/baselines as_committed || fail "the rows give other texts than the committed ones"
  rm -r as_committed
}

# One row a commit, however often it is measured; drawn from the third on, changes marked.
for i in $(seq 0 13); do
  sed -i "s/^time_ns=.*/time_ns=$((1000000 + i * 3 % 7 * 1000 + i / 7 * 100000))/" repo/bench.sh
  echo "# $i" >> repo/bench.sh
  commit repo "commit $i"
  expect 0 measure $((i + 10))
  if [ "$i" -lt 3 ]; then
    expect 0 trend
    says "1 row added"
    [ "$(find repo/baselines/trend -name '*.svg' | wc -l)" = $((i / 2)) ] || fail "drawn too early or late"
  fi
done
expect 0 trend
says "11 rows added"
page=repo/baselines/trend/warm_time.md
[ "$(grep -c "__run" $page)" = 14 ] || fail "not one row for each commit"
grep -q "detected between $(git -C repo rev-parse --short=12 HEAD~7) and $(git -C repo rev-parse --short=12 HEAD~6)" $page || fail "the change is not marked"
grep -q "$(basename "$(ls repo/baselines/trend/*.svg)")" $page || fail "the page does not show its picture"
cp -r repo/baselines/trend before
expect 0 measure 25
expect 0 trend
says "15 rows left out: their commit is there already"
says "0 rows added"
diff -r before repo/baselines/trend || fail "a commit was added twice"
regenerates
# A text that somebody edited is found; rows that are damaged say so and change nothing.
echo "edited" >> $page
expect 1 "$tidegate" render --committed repo/baselines --check
says "warm_time.md does not say what its rows say"
expect 0 "$tidegate" render --committed repo/baselines
regenerates
expect 2 "$tidegate" render --committed nowhere --check
cp repo/baselines/trend/warm_time.jsonl good.jsonl
sed -i '3s/"min"/"mini"/' repo/baselines/trend/warm_time.jsonl
expect 2 trend
says "warm_time.jsonl:3"
cp good.jsonl repo/baselines/trend/warm_time.jsonl

# The run of record is what was accepted last, and no other run replaces it.
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out rows && calm rows/*.jsonl
expect 0 "$tidegate" baseline accept rows --source-dir repo --reason "first" "${anyhow[@]}"
says "latest_scripted.md"
latest=repo/baselines/latest_scripted.md
grep -q "first" $latest || fail "the run of record does not say why"
cp $latest first.md
sed -i 's/^time_ns=.*/time_ns=900000/' repo/bench.sh
commit repo "faster"
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out other && calm other/*.jsonl
expect 0 "$tidegate" gate other --mode screen --source-dir repo --out out
expect 64 "$tidegate" baseline accept other --source-dir repo
cmp -s $latest first.md || fail "a run that nobody accepted replaced the run of record"
regenerates
expect 0 "$tidegate" baseline accept other --source-dir repo --reason "second" "${anyhow[@]}"
grep -q "second" $latest && ! grep -q "first" $latest || fail "the run of record is an old one"
regenerates

# A snapshot has a summary, a name of its own, and a row in the record that leads to it.
expect 64 "$tidegate" snapshot out/verdict.json --source-dir repo
says "--summary"
expect 64 "$tidegate" snapshot out/verdict.json --source-dir repo --summary x --short ../x
says "cannot be the name of a snapshot"
[ ! -e repo/baselines/snapshots ] || fail "a refused snapshot wrote something"
shot() { "$tidegate" snapshot "$@" --source-dir repo; }
expect 0 shot out/verdict.json --summary "A tenth | faster."
name=$(basename repo/baselines/snapshots/*.md .md)
[[ $name =~ ^$(git -C repo rev-parse --short=7 HEAD)_[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || fail "$name is not <short>_<date>"
sed -n 3p "repo/baselines/snapshots/$name.md" | grep -qF "$(git -C repo rev-parse --short=9 HEAD) faster: A tenth \\| faster." ||
  fail "the summary does not cite its change"
grep -q "](baselines/snapshots/$name.md)" repo/PERFORMANCE.md || fail "the record does not link it"
cp repo/PERFORMANCE.md once.md
expect 0 shot out/verdict.json --summary "A tenth | faster."
says "it is linked already"
cmp -s once.md repo/PERFORMANCE.md || fail "linked twice"
expect 2 shot out/verdict.json --summary "Another."
says "nothing is overwritten"
expect 0 shot other --summary "Rows." --short rows
commit repo "snapshots"
expect 0 "$tidegate" record --check --source-dir repo
regenerates
"$python" - "$schema" repo/baselines/snapshots/*.json <<'P' || fail "a snapshot is not as docs/schema says"
import json, sys
import jsonschema
checker = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
for name in sys.argv[2:]:
    checker.validate(json.load(open(name)))
P
# Numbers of uncommitted work do not land.
echo "# changed" >> repo/bench.sh
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out dirty
expect 2 shot dirty --summary "x" --short dirty
says "uncommitted changes"
expect 0 shot dirty --summary "x" --short dirty --external
sed -n '/^## External timings/,$p' repo/PERFORMANCE.md | grep -q "dirty" || fail "not among the external timings"
git -C repo checkout -q bench.sh

# What earns a snapshot is said by the gate, and again when its verdict is recorded.
printf 'version = 1\n[record]\ninner_paths = ["*.sh"]\n' > repo/tidegate.toml
sed -i 's/^time_ns=.*/time_ns=1300000/' repo/bench.sh
commit repo "slower"
expect 1 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~1 --out out
grep -q "A snapshot is advised: a file of the innermost loops was changed, such as bench.sh." out/verdict.json ||
  fail "no advice of the changed loop"
expect 0 "$tidegate" record out/verdict.json --source-dir repo
says "A snapshot is advised: a file of the innermost loops was changed, such as bench.sh."
says 'tidegate snapshot out/verdict.json --summary "what moved, and why"'
says "tidegate trend STORE --record"
