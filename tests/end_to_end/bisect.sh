#!/usr/bin/env bash
# The commit that became slower, among 64: by the driver, by git's own bisect, after an interrupt.
. "$(dirname "$0")/lib.sh"
export GIT_COMMITTER_NAME=tester GIT_COMMITTER_EMAIL=tester@example.org
git init -q -b main repo
cp "$here/scripted_worker.sh" bench.sh
python3 "$here/bisect_history.py" | git -C repo fast-import --quiet --export-marks=../marks
git -C repo checkout -q main
at() { sed -n "s/^:$1 //p" marks; }
cmake -S repo -B b > log || fail "$(cat log)"
git -C repo tag v1 "$(at 1)"
worker=(--worker b/worker --build-dir b --target worker --source-dir repo --seed 1)
hunt() { "$tidegate" bisect run "${worker[@]}" --good v1 --bad main --case scripted "$@"; }

# The driver names commit 41: neither the 2 % of commit 20 nor what does not build leads it astray.
before=$(git -C repo for-each-ref; git -C repo status --porcelain; git -C repo worktree list; cat repo/.git/HEAD)
expect 0 hunt --out found
says "culprit   $(at 41 | cut -c1-9) commit 41"
says "parent    $(at 40 | cut -c1-9) commit 40"
says "New pairs against its parent: slower, +5.0 %"
says "cut lies at +3.5 %"
[ "$(verdict_of found/verdict.json)" = slower ] || fail "the culprit is not slower than its parent"
grep -q 'commit 41' found/diagnosis.md || fail "the diagnosis does not name the culprit"
grep -q 'it does not build' found/diagnosis.md || fail "no commit that does not build was met"
ls found/bundle/*/samples-1.svg >/dev/null || fail "the culprit's samples are not drawn"
[ "$(cat found/rows/*.jsonl | wc -l)" -gt 100 ] || fail "the rows of the answers were not kept"
after=$(git -C repo for-each-ref; git -C repo status --porcelain; git -C repo worktree list; cat repo/.git/HEAD)
[ "$before" = "$after" ] || fail "the user's repository was touched: $after"
# What it names as the next command works as it stands.
record=$(sed -n 's/^  tidegate record found/tidegate record found/p' stdout)
expect 0 bash -c "${record/tidegate/$tidegate}"
grep -q 'commit 41' repo/PERFORMANCE.md || fail "no row of the culprit in PERFORMANCE.md"
rm -rf repo/PERFORMANCE.md repo/baselines

python=/usr/bin/python3  # Debian's jsonschema belongs to it
[ -x "$python" ] || python=python3
"$python" - "$here/../../docs/schema/bisect.schema.json" found/bisect.jsonl <<'P' || fail "bisect.jsonl is not as docs/schema says"
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
lines = [json.loads(line) for line in open(sys.argv[2])]
assert lines[0]["kind"] == "bisect" and len(lines) > 5, lines
for line in lines:
    jsonschema.validate(line, schema)
P

# Repeated, it asks nobody again.
lines=$(wc -l < found/bisect.jsonl)
expect 0 hunt --out found
says "are known already"
says "commit 41"
[ "$(wc -l < found/bisect.jsonl)" = "$lines" ] || fail "an answer was asked for twice"
# Another search does not take its answers.
expect 2 hunt --out found --samples 50
says "holds another search"

# Cut off by Ctrl-C, it goes on; what a killed writer left torn is asked for again.
"$tidegate" bisect run "${worker[@]}" --good v1 --bad main --case scripted --out cut_off \
  >/dev/null 2>stopped & pid=$!  # no function: the signal is for the program
until [ "$(cat cut_off/bisect.jsonl 2>/dev/null | wc -l)" -ge 3 ]; do
  kill -0 $pid 2>/dev/null || { cat stopped; fail "the search ended too early"; }
  sleep 0.02
done
kill -INT $pid
code=0; wait $pid || code=$?
[ $code = 130 ] || { cat stopped; fail "exit $code after Ctrl-C"; }
printf '{"kind":"step","commit":"' >> cut_off/bisect.jsonl
expect 0 hunt --out cut_off
says "are known already"
says "commit 41"
twice=$(grep -o '"commit":"[0-9a-f]*"' cut_off/bisect.jsonl | sort | uniq -d)
[ -z "$twice" ] || fail "asked for twice: $twice"

# git drives it: 125 makes it pass over what does not build or has no such case.
git clone -q repo clone
git -C clone bisect start main v1 >/dev/null
cd clone
expect 0 git bisect run "$tidegate" bisect step --worker ../b/worker --build-dir ../b --target worker \
  --case scripted --threshold 1.035
cd ..
says "$(at 41) is the first bad commit"
git -C clone bisect reset >stdout 2>&1

# What is no answer stops git, whichever word is wrong, and names no commit.
git -C clone bisect start main v1 >/dev/null 2>&1
stops() {
  (cd clone && git bisect run "$tidegate" "$@") >stdout 2>stderr && fail "git went on: $*"
  ! grep -q 'first bad commit' stdout stderr || fail "git named a commit: $*"
  (cd clone && expect 128 "$tidegate" "$@")
}
right=(--worker ../b/worker --build-dir ../b --target worker --case scripted)
stops bisct step "${right[@]}"
stops step "${right[@]}"
stops -v bisect step "${right[@]}"
stops bisect step "${right[@]}" --help
stops bisct step --help
stops bisect run "${right[@]}"
stops bisect "${right[@]}" --good v1 --bad "$(at 19)" run
stops compare --no-such-flag
# What git runs itself stops it too, where git would misread it, and says what to run instead.
warned() {
  (cd clone && git bisect run "$@") >stdout 2>stderr && fail "git went on: $*"
  ! grep -q 'first bad commit' stdout stderr || fail "git named a commit: $*"
  says "tidegate bisect step"
}
warned "$tidegate" render missing.jsonl
warned env A=b "$tidegate" gate "it's" missing
warned timeout 60 "$tidegate" gate
# A script that reads the code decides what it means: here, that this commit is good.
printf '#!/bin/sh\n"$1" render missing.jsonl; [ $? = 2 ]\n' > reads.sh
chmod +x reads.sh
(cd clone && git bisect run "$PWD/../reads.sh" "$tidegate") >stdout 2>stderr || fail "the script was not heard"
git -C clone bisect reset >stdout 2>&1
git -C clone bisect start main v1 >/dev/null 2>&1
# Help that no step was meant by, and what other commands found, keep their codes.
(cd clone && expect 0 "$tidegate" --version)
(cd clone && expect 2 "$tidegate" render missing.jsonl)
git -C clone bisect reset >stdout 2>&1
expect 0 "$tidegate" bisect step --help
expect 64 "$tidegate" compare --no-such-flag

# Each answer has its own exit code, and no mistake is one.
step() { "$tidegate" bisect step "${worker[@]}" "$@"; }
ask() { step --good v1 --case scripted --commit "$(at "$1")" "${@:2}"; }
expect 0 ask 19
says "good: $(at 19 | cut -c1-9) commit 19"
expect 1 ask 41
says "+7.1 %"
expect 0 ask 40 --threshold 1.035
expect 125 ask 32
says "it does not build"
expect 125 ask 55
says "it cannot measure scripted[n=1] shell/serial"
expect 125 ask 41 --max-pairs 8
says "8 pairs, the whole budget, could not tell its side"
expect 128 step --case scripted
says "no \`git bisect\` is under way"
expect 128 step --good v1 --case scripted --no-such-flag
expect 128 "$tidegate" bisect stepp --good v1
says "Choose step or run"
expect 128 "$tidegate" bisect
expect 128 "$tidegate" bisect step --good v1
says "no program to measure"
expect 128 step --good nothing --case scripted
expect 128 step --good "$(at 32)" --case scripted
says "the end of"
expect 128 step --good v1 --case misspelt
expect 128 step --good v1 --case scripted --bad main
expect 128 ask 19 --out kept
says "--out is not for bisect step"
expect 128 "$tidegate" -v bisect step
expect 128 "$tidegate" bisct step
expect 128 ask 19 --threshold 0.9
code=0; ask 19 >/dev/full 2>stderr || code=$?
[ $code = 128 ] || fail "exit $code where the answer reached nobody"

# The driver is called by people: its mistakes keep their codes.
expect 64 "$tidegate" bisect run "${worker[@]}" --good v1 --case scripted
expect 64 hunt --good nothing
expect 64 "$tidegate" bisect run "${worker[@]}" --good main --bad main --case scripted
says "the same commit"
expect 64 "$tidegate" bisect run "${worker[@]}" --good "$(at 36)" --bad "$(at 38)" --case scripted
says "is no ancestor"
expect 2 "$tidegate" bisect run "${worker[@]}" --good v1 --bad "$(at 19)" --case scripted --out none
says "the bad commit is not found slower: same"
expect 2 "$tidegate" bisect "${worker[@]}" --good v1 --bad "$(at 19)" --case scripted --out none run
expect 64 hunt --no-such-flag
expect 2 hunt --threshold 1.5 --out none
says "the bad commit is not found slower: good"
# Where what lies beside the culprit does not build, both are named and neither is called it.
git init -q -b main beside
python3 "$here/bisect_history.py" 40 | git -C beside fast-import --quiet --export-marks=../beside.marks
git -C beside checkout -q main
cmake -S beside -B beside_b > log || fail "$(cat log)"
at_beside() { sed -n "s/^:$1 //p" beside.marks; }
expect 2 "$tidegate" bisect run --worker beside_b/worker --build-dir beside_b --target worker --source-dir beside \
  --good "$(at_beside 39)" --bad "$(at_beside 43)" --case scripted --out beside_found
says "2 suspects cannot be told apart"
says "suspect   $(at_beside 40 | cut -c1-9) commit 40"
says "suspect   $(at_beside 41 | cut -c1-9) commit 41"
