#!/usr/bin/env bash
# A crossing's evidence, and what people decide about it: the same bytes again from its verdict,
# decisions that are only ever added, a waiver that leaves every other byte of tidegate.toml alone.
. "$(dirname "$0")/lib.sh"
new_repository repo
schemas=$here/../../docs/schema
python=/usr/bin/python3
[ -x "$python" ] || python=python3
# valid <schema> <file>
valid() {
  "$python" - "$schemas/$1.schema.json" "$2" <<'P' || fail "$2 is not as docs/schema says"
import json, sys
import jsonschema
jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))
P
}
echo /baselines > repo/.git/info/exclude
commit repo "first commit"
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out old
expect 0 "$tidegate" baseline accept old --source-dir repo --reason "first" "${anyhow[@]}"
sed -i 's/^time_ns=.*/time_ns=1300000/' repo/bench.sh
commit repo "more work | <b>in</b> the \`loop\`"
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out rows
judge() { "$tidegate" gate rows --mode screen --source-dir repo --out out; }
expect 1 judge
expect 0 "$tidegate" record out/verdict.json --source-dir repo
bundle=$(ls -d repo/baselines/bundles/*)
run=$(basename "$bundle")

# All of it is as published, and comes again from its own verdict, in another clone or none at all.
valid bundle "$bundle/bundle.json"
valid verdict "$bundle/verdict.json"
grep -q '"recommendation": null' "$bundle/bundle.json" || fail "a bundle recommends nothing"
grep -qF 'more work \| \<b\>in\</b\>' "$bundle/bundle.md" || fail "a commit's subject is not escaped"
grep -q "## Commits between (1)" "$bundle/bundle.md" || fail "the way between is not counted"
expect 0 "$tidegate" bundle out/verdict.json --source-dir repo --out again
diff -r "$bundle" "again/$run" || fail "the same verdict gave another bundle"
expect 0 "$tidegate" bundle "$bundle/verdict.json" --source-dir repo --out from_kept
diff -r "$bundle" "from_kept/$run" || fail "the kept verdict gave another bundle"

# What a decision must come with.
decide() { "$tidegate" bundle decide "$@" --source-dir repo; }
expect 64 decide postpone "$bundle" --reason x
says "accept|revert|waive"
expect 64 decide revert "$bundle"
says "--reason"
expect 64 decide waive "$bundle" --reason x
says "--expires"
expect 64 decide waive "$bundle" --reason x --expires 2020-01-31
says "is past"
expect 64 decide waive "$bundle" --reason x --expires "2099-01-31
[gate]"
for day in 2099-02-31 9999-99-99; do
  expect 64 decide waive "$bundle" --reason x --expires $day
  says "'$day' is no day"
done
expect 64 decide revert "$bundle" --reason x --expires 2099-01-31
expect 2 decide waive "$bundle" --reason x --expires 2099-01-31 --row nobody
says "scripted"
expect 2 decide revert nowhere --reason x
expect 64 decide accept "$bundle" --reason x
says "--rows"
expect 64 decide revert "$bundle" --reason x --config repo/tidegate.toml
says "--config is about a waiver"
# A flag that would be passed over is refused: nobody may believe that it did something.
expect 64 decide revert "$bundle" --reason x --out elsewhere
says "--out is about writing a bundle"
expect 64 decide revert "$bundle" --reason x --history nowhere
for flag in "--reason x" "--author x" "--expires 2099-01-31" --print "--row x" "--rows rows" "--config x"; do
  expect 64 "$tidegate" bundle out/verdict.json --source-dir repo --out ignored $flag
  says "${flag%% *} is about a decision"
done
[ ! -e ignored ] && [ ! -e elsewhere ] || fail "a refused bundle was written"
# A verdict on the repository would never read a policy of a subfolder.
mkdir repo/inner
(cd repo/inner && expect 64 "$tidegate" bundle decide waive "../../$bundle" --reason x --expires 2099-01-31)
says "inner is a subfolder without a tidegate.toml"
says "--source-dir $(git -C repo rev-parse --show-toplevel)"
[ -z "$(ls repo/inner)" ] || fail "a policy was made in a subfolder"
rmdir repo/inner
[ ! -e "$bundle/decision.json" ] && [ ! -e repo/tidegate.toml ] || fail "a refused decision wrote something"

# A waiver stands at the end; every byte before it stays, and so do the file's line ends.
printf '# ours\r\nversion = 1\r\n[gate]\r\nundecided = "pass" # caf\xc3\xa9' > repo/tidegate.toml
cp repo/tidegate.toml before.toml
expect 0 decide waive "$bundle" --reason "until the \"rewrite\"" --expires 2099-01-31 --print
says "[[waiver]]"
cmp repo/tidegate.toml before.toml || fail "--print changed tidegate.toml"
[ ! -e "$bundle/decision.json" ] || fail "--print recorded a waiver that is not in force"
expect 0 decide revert "$bundle" --reason "by and by"
cp "$bundle/decision.json" first.json
valid decision first.json

# All of a decision is written or none of it, whichever file cannot be.
cp "$bundle/bundle.md" first.md
rm "$bundle/bundle.md" && mkdir "$bundle/bundle.md"
expect 2 decide waive "$bundle" --reason x --expires 2099-01-31
cmp repo/tidegate.toml before.toml || fail "a waiver is in force that no page shows"
cmp "$bundle/decision.json" first.json || fail "a waiver is recorded that no page shows"
rmdir "$bundle/bundle.md" && cp first.md "$bundle/bundle.md"
rm repo/tidegate.toml && ln -s /proc/nobody/tidegate.toml repo/tidegate.toml
expect 2 decide waive "$bundle" --reason x --expires 2099-01-31
cmp "$bundle/decision.json" first.json || fail "a waiver is recorded that is not in force"
cmp "$bundle/bundle.md" first.md || fail "the page shows a waiver that is not in force"
rm repo/tidegate.toml && cp before.toml repo/tidegate.toml
expect 0 decide waive "$bundle" --reason "until the \"rewrite\"" --expires 2099-01-31 --author "A. | <i>Person</i>"
cmp -n "$(stat -c %s before.toml)" repo/tidegate.toml before.toml || fail "tidegate.toml was changed before its end"
[ "$(grep -c $'\r$' repo/tidegate.toml)" = "$(grep -c '' repo/tidegate.toml)" ] || fail "line ends are mixed"
expect 0 judge
for format in text markdown junit; do
  expect 0 "$tidegate" render out/verdict.json --format $format
  says "waived until 2099-01-31"
done
expect 2 decide waive "$bundle" --reason x --expires 2099-02-01
says "is waived already"
valid decision "$bundle/decision.json"
"$python" - first.json "$bundle/decision.json" <<'P' || fail "a decision was not simply added"
import json, sys
first, both = (json.load(open(name))["decisions"] for name in sys.argv[1:])
assert len(first) == 1 and len(both) == 2 and both[0] == first[0], both
assert both[1]["author"] == "A. | <i>Person</i>" and both[1]["expires"] == "2099-01-31", both[1]
P
grep -qF 'by A. \| \<i\>Person\</i\>' "$bundle/bundle.md" || fail "the page does not say who decided"

# Rows that the evidence is not about are not accepted with it; its own are, by the command named.
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out newer
sed -i 's/"run_id":"[^"]*"/"run_id":"20990101T000000Z__0000000"/' newer/*.jsonl
expect 2 decide accept "$bundle" --reason wanted --rows newer
says "newer than the bundle's run"
expect 0 decide accept "$bundle" --reason "it's wanted" --rows rows
says "tidegate baseline accept rows --source-dir repo --reason 'it'\\''s wanted'"
command=$(sed -n 's/^  tidegate //p' stdout)
eval "expect 0 \"\$tidegate\" $command ${anyhow[*]}"
expect 0 decide revert "$bundle" --reason "not after all"
says "git revert $(git -C repo rev-parse HEAD)"
[ "$(grep -c '"decision":' "$bundle/decision.json")" = 4 ] || fail "a decision is lost"

# Written again, the page keeps the decisions; what was edited is found, and nobody decides on it.
expect 0 "$tidegate" render --committed repo/baselines --check
cp -r "$bundle" as_decided
expect 0 "$tidegate" render --committed repo/baselines
diff -r "$bundle" as_decided || fail "the bundle does not come again from its verdict"
sed -i 's/"compared": 1/"compared": 2/' "$bundle/bundle.json"
cmp -s "$bundle/bundle.json" as_decided/bundle.json && fail "nothing was edited"
expect 1 "$tidegate" render --committed repo/baselines --check
says "bundle.json does not say what its rows say"
expect 2 decide revert "$bundle" --reason x
says "does not say what the verdict beside it says"
expect 0 "$tidegate" render --committed repo/baselines
diff -r "$bundle" as_decided || fail "the edited bundle was not mended"
echo '{' > "$bundle/decision.json"
expect 2 decide revert "$bundle" --reason x
says "decision.json"
[ "$(cat "$bundle/decision.json")" = '{' ] || fail "a damaged decision was overwritten"
cp as_decided/decision.json "$bundle"

# A verdict against a build has no baseline to replace.
rm repo/tidegate.toml  # the waiver would let it pass
expect 1 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~1 --out pairs
expect 0 decide accept pairs/bundle/* --reason wanted
grep -q '"command": null' pairs/bundle/*/decision.json || fail "a command that nobody needs"
expect 1 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~1 --out pairs
[ "$(ls pairs/bundle | wc -l)" = 2 ] || fail "the next run removed what was decided"

# Who decides about one row accepts that row alone, as it was judged.
two() { cat "$1"/*.jsonl; sed 's/"n":1}/"n":2}/' "$1"/*.jsonl; sed 's/"n":1}/"n":3}/' "${2:-$1}"/*.jsonl; }
mkdir rows3 old3 rows1
two old > old3/scripted.jsonl
two rows > rows3/scripted.jsonl
cp rows/*.jsonl rows1
expect 1 "$tidegate" gate rows3 --mode screen --baseline-rows old3 --source-dir repo --out three
one="scripted[n=1] shell/serial"
expect 0 decide accept three/bundle/* --reason one --rows rows3 --row "$one"
[ "$(grep -c '^  tidegate baseline accept' stdout)" = 1 ] || fail "not one command a row"
eval "expect 0 \"\$tidegate\" $(sed -n 's/^  tidegate //p' stdout) --baselines accepted ${anyhow[*]}"
says "1 row accepted"
expect 0 decide accept three/bundle/* --reason "one and two" --rows rows3 --row "$one" --row "${one/1/2}"
says "--point=n=1 --provider=shell --platform=serial --source-dir repo --reason 'one and two' && tidegate"
expect 2 decide accept three/bundle/* --reason two --rows rows1 --row "${one/1/2}"
says "--rows does not have scripted[n=2] shell/serial"
expect 2 decide accept three/bundle/* --reason all --rows rows1
sed -i 's/0\.0013[0-9]*/0.001/g' rows1/*.jsonl
expect 2 decide accept three/bundle/* --reason edited --rows rows1 --row "$one"
says "other numbers than the judged row"

# A row that is new is accepted with no other one: the rest may have become slower.
cp old/*.jsonl rows1
expect 1 "$tidegate" gate rows3 --mode screen --baseline-rows rows1 --source-dir repo --out new_rows
says "tidegate baseline accept rows3 --case=scripted --point=n=2 --provider=shell --platform=serial --reason"

# What was decided keeps its evidence: another verdict on the same rows does not take its place.
cp -r three/bundle/* decided
expect 1 "$tidegate" gate rows3 --mode screen --baseline-rows rows1 --source-dir repo --out three
says "was decided about, and holds another verdict"
diff -r three/bundle/* decided || fail "the evidence changed under a decision"
expect 2 "$tidegate" bundle three/verdict.json --source-dir repo --out three/bundle
diff -r three/bundle/* decided || fail "the evidence changed under a decision"

# A recorded verdict takes along what was decided about it, and nothing that is about another one.
keep() { "$tidegate" record "$@" --source-dir repo --performance p.md --external; }
expect 0 keep three/verdict.json --bundles other
says "is about another verdict, and is not recorded"
[ -e other/*/bundle.md ] && [ ! -e other/*/decision.json ] || fail "another verdict's decision was recorded"
expect 0 keep decided/verdict.json --bundles kept
diff -r kept/* decided || fail "the decision was not recorded with its evidence"
rm kept/*/decision.json
expect 0 keep decided/verdict.json --bundles kept
diff -r kept/* decided || fail "a decision taken after recording was not carried along"
# Decisions about several bundles at once lose no waiver of the policy that they share.
mkdir many
for n in 1 2 3 4 5 6; do
  sed "s/\"n\":1}/\"n\":$n}/" out/verdict.json > many/$n.json
  expect 0 "$tidegate" bundle many/$n.json --source-dir repo --out many/$n
done
decided=()
for n in 1 2 3 4 5 6; do
  "$tidegate" bundle decide waive many/$n/* --source-dir repo --reason x --expires 2099-01-31 >many/$n.said 2>&1 &
  decided+=($!)
done
for one in "${decided[@]}"; do
  wait "$one" || { cat many/*.said; fail "a waiver was refused"; }
done
[ "$(grep -c '^\[\[waiver\]\]' repo/tidegate.toml)" = 6 ] || fail "a waiver is lost: $(cat repo/tidegate.toml)"
