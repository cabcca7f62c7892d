#!/usr/bin/env bash
# `tidegate record --check`: a row that is edited, removed, merged or moved is found, wherever in the
# history it happened; and what became slower must be diagnosed.
. "$(dirname "$0")/lib.sh"
new_repository repo
commit repo "first commit"
check() { "$tidegate" record --check --source-dir repo; }
# calm <verdict>: what ran beside this test, and its uncommitted state, are not its affair.
slower() {
  sed -i "s/^time_ns=.*/time_ns=$1/" repo/bench.sh
  commit repo "take $1 ns"
  expect 1 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~1 --out out
  expect 0 "$tidegate" record out/verdict.json --source-dir repo
}
expect 2 check
says "PERFORMANCE.md"
slower 1300000
says "tidegate record --diagnosis"
run=$(basename "$(ls -d repo/baselines/bundles/*)")

# What became slower needs a diagnosis: none, an open one with its age, a fixed one.
expect 1 check
says "it is not committed yet"
says "became slower today, and nobody says why: tidegate record --diagnosis $run"
commit repo "record"
expect 64 "$tidegate" record --diagnosis "$run" --source-dir repo
says "a diagnosis needs --cause"
expect 2 "$tidegate" record --diagnosis nobody --cause x --source-dir repo
says "has no row of run 'nobody'"
expect 64 "$tidegate" record --diagnosis "$run" --cause x --fix HEAD --accepted --source-dir repo
expect 2 "$tidegate" record --diagnosis "$run" --cause x --fix 1234567 --source-dir repo
expect 0 "$tidegate" record --diagnosis "$run" --cause "not known yet" --source-dir repo
expect 0 check
says "its diagnosis was opened today"
commit repo "an open diagnosis"
sed -i "s/^time_ns=.*/time_ns=1000000/" repo/bench.sh
commit repo "mend it"
fix=$(git -C repo rev-parse --short=9 HEAD)
expect 0 "$tidegate" record --diagnosis "$run" --cause "it slept | longer" --fix HEAD --source-dir repo
grep -qF "| fixed | it slept \\| longer | $fix mend it |" repo/PERFORMANCE.md || fail "no fix in the record"
cp repo/PERFORMANCE.md once.md
expect 0 "$tidegate" record --diagnosis "$run" --cause "it slept | longer" --fix HEAD --source-dir repo
says "0 diagnoses added"
cmp -s once.md repo/PERFORMANCE.md || fail "the same diagnosis was added twice"
expect 0 check
commit repo "a diagnosis"
if grep -q "is open" stdout stderr; then fail "a fixed one is not open"; fi
says "none was edited, removed or merged"

# People write between the tables; other line endings are no other rows.
sed -i 's/^Measured on machines.*/Words of people, \xc3\xa9 and | pipes./; s/$/\r/' repo/PERFORMANCE.md
expect 0 check
commit repo "prose"
expect 0 check
# One that is bad, uncommitted and committed; and undone again, which the history still shows.
cp repo/PERFORMANCE.md good.md
bad() {
  expect 1 check
  says "uncommitted: $1"
  commit repo "bad"
  expect 1 check
  says "commit $(git -C repo rev-parse --short=9 HEAD): $1"
  cp good.md repo/PERFORMANCE.md
  commit repo "undone"
  expect 1 check
  says "commit $(git -C repo rev-parse --short=9 HEAD~1): $1"
  git -C repo reset -q --hard HEAD~2
  expect 0 check
}
sed -i 's/| slower (lockstep/| faster (lockstep/' repo/PERFORMANCE.md && bad "a row of 'Landed changes' was edited or removed"
sed -i "/| open |/d" repo/PERFORMANCE.md && bad "a row of 'Regression diagnoses' was edited or removed"
sed -i 's/^## Landed changes/## Old changes/' repo/PERFORMANCE.md && bad "a row of 'Landed changes' was edited or removed"
python3 - repo/PERFORMANCE.md <<'P'
import sys
lines = open(sys.argv[1], newline='').readlines()
at = [i for i, line in enumerate(lines) if '| open |' in line][0]
lines[at], lines[at + 1] = lines[at + 1], lines[at]
open(sys.argv[1], 'w', newline='').writelines(lines)
P
bad "rows of 'Regression diagnoses' no longer stand in their order, new ones last"

# A merge keeps the rows of both sides, in either order; one that takes one side loses the other's.
git -C repo checkout -q -b side
expect 0 "$tidegate" record --diagnosis "$run" --cause "side" --fix HEAD --source-dir repo
commit repo "side"
git -C repo checkout -q main
expect 0 "$tidegate" record --diagnosis "$run" --cause "main" --fix HEAD --source-dir repo
commit repo "main"
git -C repo checkout -q -b union
printf 'PERFORMANCE.md merge=union\n' > repo/.git/info/attributes
git -C repo merge -q --no-edit side
expect 0 check
git -C repo checkout -q main
git -C repo merge -q --no-edit -s ours side
expect 1 check
says "a row of 'Regression diagnoses' was edited or removed"
git -C repo checkout -q union

# Under another name, rewritten on its way: the old file's history goes on in the new one.
git -C repo mv PERFORMANCE.md RECORD.md
echo >> repo/RECORD.md
for i in $(seq 200); do echo "Words $i" >> repo/RECORD.md; done
commit repo "another name"
renamed() { "$tidegate" record --check --source-dir repo --performance repo/RECORD.md; }
expect 0 renamed
sed -i "/| open |/d" repo/RECORD.md
commit repo "bad"
expect 1 renamed
git -C repo reset -q --hard HEAD~2  # before the new name
git -C repo mv PERFORMANCE.md RECORD.md
sed -i "/| open |/d" repo/RECORD.md
commit repo "lost on its way"
expect 1 renamed
says "a row of 'Regression diagnoses' was edited or removed"
git -C repo reset -q --hard HEAD~1

# Rows say where they come from, and their evidence is there.
cp repo/PERFORMANCE.md good.md
sed -i 's/^| 2[0-9-]* | [0-9a-f]* take/| soon |  | take/' repo/PERFORMANCE.md
expect 1 check
says "'soon' is not a date such as 2026-11-21"
cp good.md repo/PERFORMANCE.md
mv repo/baselines/bundles away
expect 1 check
says "is not in the source tree"
mv away repo/baselines/bundles
expect 0 check

# Decisions beside the evidence are only ever added as well, and a commit that tampers is found.
bundle=repo/baselines/bundles/$run
decide() { expect 0 "$tidegate" bundle decide revert "$bundle" --reason "$1" --source-dir repo; }
expect 0 check
says "decisions beside 0 bundles: nothing was edited, removed or moved; looked for in repo/baselines/bundles"
echo "old words" > repo/old.md
echo "other words" > repo/other.md
commit repo "words of people"
undecided=$(git -C repo rev-parse HEAD)
# A page that goes in the same commit, or on the other side of a merge, is no version of a decision.
decide "the first reason"
expect 0 check
git -C repo rm -q old.md
git -C repo mv other.md WORDS.md
commit repo "decided"
expect 0 check
git -C repo checkout -q -b topic "$undecided"
decide "of the topic"
commit repo "decided on a topic"
git -C repo checkout -q -b beside "$undecided"
git -C repo rm -q old.md
commit repo "old words go"
git -C repo merge -q --no-edit topic
expect 0 check
says "decisions beside 1 bundle: none was edited, removed or moved"
git -C repo checkout -q union
decide "the second reason"
expect 0 check
says "decisions beside 1 bundle: none was edited, removed or moved"
commit repo "decided again"
expect 0 check
tampered() {
  expect 1 check
  says "uncommitted: baselines/bundles/$run/decision.json: a decision was edited, removed or moved"
  commit repo "bad"
  expect 1 check
  says "commit $(git -C repo rev-parse --short=9 HEAD): baselines/bundles/$run/decision.json: a decision was"
  git -C repo reset -q --hard HEAD~1
  expect 0 check
}
sed -i 's/the first reason/no reason/' "$bundle/decision.json" && tampered
python3 - "$bundle/decision.json" <<'P'
import json, sys
document = json.load(open(sys.argv[1]))
document["decisions"].reverse()
json.dump(document, open(sys.argv[1], "w"))
P
tampered
echo '{' > "$bundle/decision.json" && tampered
rm "$bundle/decision.json" && tampered
sed -i "s/\"run_id\": \"$run\"/\"run_id\": \"another\"/" "$bundle/decision.json" && tampered

# They are found beside every bundle that a row links, and where --bundles says, whatever it is called.
sed -i "s/^time_ns=.*/time_ns=1300000/" repo/bench.sh
commit repo "slower again"
expect 1 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~1 --out out
expect 0 "$tidegate" record out/verdict.json --source-dir repo --bundles 'repo/b[1]'
bundle=$(ls -d 'repo/b[1]'/*)
expect 0 "$tidegate" record --diagnosis "$(basename "$bundle")" --cause x --accepted --source-dir repo
decide "of the second kind"
mkdir 'repo/c[1]'
cp -r "$bundle" 'repo/c[1]/copy'  # which nothing links
commit repo "kept elsewhere"
expect 0 check
says "decisions beside 2 bundles: none was edited"
copies() { "$tidegate" record --check --source-dir repo --bundles 'repo/c[1]'; }
expect 0 copies
sed -i 's/the second kind/no kind/' "$bundle/decision.json" 'repo/c[1]/copy/decision.json'
commit repo "bad"
expect 1 check
says "b[1]/$(basename "$bundle")/decision.json: a decision was edited, removed or moved"
if grep -qF 'c[1]' stdout stderr; then fail "what is neither linked nor named was looked at"; fi
expect 1 copies
says "c[1]/copy/decision.json: a decision was edited, removed or moved"
git -C repo reset -q --hard HEAD~1
mkdir elsewhere
expect 2 "$tidegate" record --check --source-dir repo --bundles elsewhere
says "decisions in elsewhere cannot be proven: it is not in the source tree"

# A shallow clone proves nothing, and says so.
git clone -q --depth 1 "file://$work/repo" shallow
expect 2 "$tidegate" record --check --source-dir shallow
says "this clone is shallow"
mkdir plain && cp repo/PERFORMANCE.md plain
expect 2 "$tidegate" record --check --source-dir plain
says "is not in a git repository"
