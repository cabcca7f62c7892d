#!/usr/bin/env bash
# Fourteen commits in a store, slower from the eighth on: the trend names the two commits between
# which it changed, a quick and a dirty run are no points, and a decision bundle shows it.
. "$(dirname "$0")/lib.sh"
new_repository repo
schema=$here/../../docs/schema/bundle.schema.json
python=/usr/bin/python3
[ -x "$python" ] || python=python3
# valid <what> <file>...: each line, or each bundle, is as published.
valid() {
  "$python" - "$schema" "$@" <<'P' || fail "$1 is not as docs/schema says"
import json, sys
import jsonschema
schema, what = json.load(open(sys.argv[1])), sys.argv[2]
if what == "trend":
    schema = {"$ref": "#/$defs/trend", "$defs": schema["$defs"]}
checker = jsonschema.Draft202012Validator(schema)
for name in sys.argv[3:]:
    texts = open(name).read().splitlines() if what == "trend" else [open(name).read()]
    assert texts
    for text in texts:
        checker.validate(json.loads(text))
P
}
mkdir -p store/scripted
# measure <day> [flags]: a run of that day of November; in truth they are all made within seconds.
# Beside it ran what $taint says, or nothing, whatever else runs here.
measure() {
  local id="202611$1T100000Z__run"
  "$tidegate" run --worker repo/bench.sh --source-dir repo --out raw "${@:2}"
  sed "s/\"run_id\":\"[^\"]*\"/\"run_id\":\"$id\"/; s/\"taint\":\(\"[^\"]*\"\|null\)/\"taint\":\"${taint:-ABSENT}\"/" raw/*.jsonl > "store/scripted/$id.jsonl"
  rm -r raw
}
for i in $(seq 0 13); do
  # 1.000 to 1.006 ms, then a tenth more.
  sed -i "s/^time_ns=.*/time_ns=$((1000000 + i * 3 % 7 * 1000 + i / 7 * 100000))/" repo/bench.sh
  echo "# $i" >> repo/bench.sh
  commit repo "commit $i"
  expect 0 measure $((i + 10))
done
before=$(git -C repo rev-parse --short=12 HEAD~7)
after=$(git -C repo rev-parse --short=12 HEAD~6)
expect 0 "$tidegate" trend store --out pictures
says "detected between $before and $after"
says "+10.0 %"
says "picture: pictures/trend-1.svg"
grep -q "+10.0 %" pictures/trend-1.svg || fail "the picture does not mark the change"

# What is no commit's full measurement is no point, and is said to be none.
expect 0 measure 25 --quick
taint="a compiler ran" expect 0 measure 27
echo "# uncommitted" >> repo/bench.sh
expect 0 measure 26
git -C repo checkout -q bench.sh
expect 0 "$tidegate" trend store --json
says "1 row left out: of quick runs"
says "1 row left out: of a tree with uncommitted changes"
says "1 row left out: measured beside other load"
python3 - "$work/stdout" <<'P' || fail "the JSON is not what it should be"
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1])]
assert len(lines) == 1, lines
assert len(lines[0]["points"]) == 14, len(lines[0]["points"])
assert [round(change["ratio"], 3) for change in lines[0]["changes"]] == [1.1], lines[0]["changes"]
P
valid trend stdout

# Measured from the newest commit to the oldest, the same two commits are named; without a source
# tree nobody knows better than the order of measuring, and it is said.
mkdir -p backwards/scripted
for i in $(seq 10 23); do
  id="202612$((33 - i))T100000Z__run"
  sed "s/\"run_id\":\"[^\"]*\"/\"run_id\":\"$id\"/" "store/scripted/202611${i}T100000Z__run.jsonl" \
    > "backwards/scripted/$id.jsonl"
done
expect 0 "$tidegate" trend backwards --source-dir repo
says "+10.0 % detected between $before and $after"
if grep -q "order of measuring" stdout; then fail "git knows these commits"; fi
expect 0 "$tidegate" trend backwards
says "detected between $after and $before"
says "in the order of measuring"

# A crossing's bundle has the trend; without a store it has none.
expect 1 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~10 --out out \
  --history store
bundle=$(ls -d out/bundle/*/)
[ -s "$bundle/trend-1.svg" ] || fail "the bundle has no trend"
grep -q "detected between $before and $after" "$bundle/bundle.md" || fail "bundle.md lacks the change"
expect 0 "$tidegate" bundle out/verdict.json --source-dir repo --out again --history store
cmp "$bundle/bundle.json" again/*/bundle.json || fail "the same history gave another bundle"
expect 0 "$tidegate" record out/verdict.json --source-dir repo --history store
[ -s repo/baselines/bundles/*/trend-1.svg ] || fail "the recorded bundle has no trend"
says "repo/baselines/trend/warm_time.md: 14 rows added."
[ "$(wc -l < repo/baselines/trend/warm_time.jsonl)" = 14 ] || fail "the trend has no line a commit"
grep -q "detected between" repo/baselines/trend/warm_time.md || fail "the trend marks no change"
expect 0 "$tidegate" record out/verdict.json --source-dir repo --history store
says "nothing changed"
[ "$(wc -l < repo/baselines/trend/warm_time.jsonl)" = 14 ] || fail "a commit stands there twice"
# Recorded without a history, and with it afterwards: the row stands once, the evidence grows.
later() {
  expect 0 "$tidegate" record out/verdict.json --source-dir repo --bundles later --trends later/trend \
    --performance later.md "$@"
}
later
[ ! -e later/*/trend-1.svg ] || fail "a trend without a history"
later --history store
says "nothing changed"
cmp later/*/bundle.json "$bundle/bundle.json" || fail "the recorded bundle lacks its history"
[ "$(wc -l < later/trend/warm_time.jsonl)" = 14 ] || fail "the trend was not recorded"
later
says "keeps the history that it was recorded with"
cmp later/*/bundle.json "$bundle/bundle.json" || fail "a history was taken away"
expect 0 "$tidegate" bundle out/verdict.json --source-dir repo --out plain
[ ! -e plain/*/trend-1.svg ] || fail "a trend without a history"
valid bundle "$bundle/bundle.json" plain/*/bundle.json

# What cannot be shown says why.
expect 64 "$tidegate" trend store --metric speed
says "there is no metric 'speed'"
expect 2 "$tidegate" trend store --case nobody
says "no row has a history"
expect 2 "$tidegate" trend nowhere
says "nowhere does not exist"
expect 2 "$tidegate" gate --worker repo/bench.sh --source-dir repo --history nowhere --out out
says "nowhere does not exist"
echo '{"kind": "attempt"' > store/scripted/half.jsonl
echo 'x' >> store/scripted/half.jsonl
expect 2 "$tidegate" trend store
says "half.jsonl"
