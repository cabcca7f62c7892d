#!/usr/bin/env bash
# Which commit a change is compared with: never none where there is one, never the change itself.
. "$(dirname "$0")/lib.sh"
judge() { "$tidegate" gate --worker repo/bench.sh --source-dir "${source_dir:-repo}" --out out "$@"; }

# An old tag without the benchmark is passed over; the parent has it.
git init -q -b main repo
git -C repo config user.name tester
git -C repo config user.email tester@example.org
git -C repo config commit.gpgsign false
echo "a beginning" > repo/README
commit repo "before the benchmark"
git -C repo tag v0
cp "$here/scripted_worker.sh" repo/bench.sh
chmod +x repo/bench.sh
commit repo "a benchmark"
# Every reference is older than the benchmark: a first run.
expect 77 judge
says "v0 is passed over"
printf '\n# a remark\n' >> repo/bench.sh
commit repo "a remark"
# A ref that was named and lacks the benchmark is the wrong one, not a first run.
expect 2 judge --against v0
says "Name a ref that has this benchmark"
expect 0 judge
says "v0 is passed over"
says "compared 1 of 1"

# Run again, a red verdict stays red: what the first run left in the tree does not make it a changed
# one, which would be compared with its own commit.
new_repository twice
printf 'cmake_minimum_required(VERSION 3.25)\nproject(p LANGUAGES NONE)\n' > twice/CMakeLists.txt
commit twice "a benchmark"
sed -i 's/^time_ns=.*/time_ns=1300000/' twice/bench.sh
commit twice "slower"
for again in "first run" "second run"; do
  (cd twice && expect 1 "$tidegate" gate --mode ab --worker bench.sh)
  says "the commit before HEAD"
  (cd twice && expect 2 "$tidegate" gate --worker bench.sh --against HEAD)
  says "is the commit that is being judged"
done

# No folder, or a folder outside of git, is a mistake and not a first run.
mkdir outside
source_dir=nowhere expect 2 judge
says "nowhere is not a folder"
source_dir=outside expect 2 judge
says "outside is not in a git repository"
says "--baseline-worker"

# A script that is handed a program of today would measure it on both sides.
cp repo/bench.sh program_of_today
printf '#!/bin/sh\nprogram=$1\nshift\nexec "$program" "$@"\n' > repo/wrapper.sh
chmod +x repo/wrapper.sh
commit repo "a wrapper"
expect 2 "$tidegate" compare --worker repo/wrapper.sh --worker-argument ./program_of_today \
  --source-dir repo --out out
says "both sides would be given it"

# A shallow clone is refused, dirty or not, unless HEAD is asked for.
git -C repo tag -d v0 >/dev/null
mv repo full
git clone -q --depth=1 "file://$work/full" repo
expect 2 judge
says "shallow"
printf '\n# another remark\n' >> repo/bench.sh
expect 2 judge
says "shallow"
expect 0 judge --against HEAD
# In a full clone a change that is not committed yet is compared with HEAD.
rm -rf repo
cp -r full repo
git -C repo checkout -q --orphan alone && git -C repo branch -q -D main
commit repo "the only commit"
printf '\n# another remark\n' >> repo/bench.sh
expect 0 judge
says "HEAD, below uncommitted changes"

# No scratch folder stays behind, whether a comparison was made or refused.
mkdir scratch
TMPDIR=$work/scratch expect 0 judge
TMPDIR=$work/scratch expect 2 "$tidegate" run --worker ./no_program --out rows
[ -z "$(ls scratch)" ] || fail "left behind: $(ls scratch)"
TMPDIR=$work/no_such_folder expect 2 judge
says "temporary folder"

# Rows that replace older ones grow in a folder of their process, and nothing of it stays.
expect 0 "$tidegate" run --worker full/bench.sh --replace --out rows
expect 0 "$tidegate" run --worker full/bench.sh --replace --out rows
[ "$(wc -l < rows/scripted.jsonl)" = 1 ] || fail "the rows were not replaced"
[ "$(ls -d rows*)" = rows ] || fail "left behind: $(ls -d rows*)"

# Two references, a verdict each: as fast as the parent and 30 % slower than the last release.
new_repository two
timed() { sed -i "s/^time_ns=.*/time_ns=$1/" two/bench.sh; }
timed 1000000
commit two "a release"
git -C two tag v1
timed 1300000
commit two "a slow change"
printf '\n# nothing new\n' >> two/bench.sh
commit two "a remark"
both() { "$tidegate" gate --worker two/bench.sh --source-dir two --out both --against parent --against release "$@"; }
expect 1 both
says "== against parent =="
says "== against release =="
[ "$(verdict_of both/against-parent/verdict.json)" = same ] || fail "not as fast as the parent"
[ "$(verdict_of both/against-release/verdict.json)" = slower ] || fail "not slower than the release"
says "2 comparisons share one family error; this one may spend 0.5 %"
# One page over both, and what the two answers mean together.
says "== against 2 references =="
says "Slower against release and not against parent: what did it lies between them."
grep -qF '| `release` | REGRESSION: 1 slower' both/report.md || fail "the page does not name the release's verdict"
grep -qF '| `parent` | PASS: 1 same' both/report.md || fail "the page does not name the parent's verdict"
for link in $(sed -n 's/.*](\(.*report.md\)).*/\1/p' both/report.md); do
  [ -e "both/$link" ] || fail "the page links to $link"
done
# Before the first release there is only the parent; what cannot be compared yet fails nobody.
git -C two tag -d v1 >/dev/null
expect 0 both
says "has no tag before HEAD"
expect 64 both --mode screen
expect 64 both --json
expect 64 both --against parent
# A baseline that is the candidate is refused, whatever it is called: a ref, a tag, HEAD, a hash.
git -C two tag v2
for itself in HEAD v2 main "$(git -C two rev-parse HEAD)"; do
  expect 2 "$tidegate" gate --worker two/bench.sh --source-dir two --out itself --mode ab --against "$itself"
  says "is the commit that is being judged"
done
# `release` is then the tag before it, and a branch has where it left main.
expect 0 both
says "has no tag before HEAD"
git -C two tag -d v2 >/dev/null
git -C two switch -q -c feature HEAD~1
timed 1310000
commit two "a slow branch"
branch() { "$tidegate" gate --worker two/bench.sh --source-dir two --out branch "$@"; }
expect 0 branch --against merge-base
says "the merge base with main"
git -C two tag v1 main~2
expect 1 branch --against merge-base --against release
[ "$(verdict_of branch/against-merge-base/verdict.json)" = same ] || fail "not as fast as where it left main"
[ "$(verdict_of branch/against-release/verdict.json)" = slower ] || fail "not slower than the release"
git -C two tag -d v1 >/dev/null
git -C two switch -q main
expect 77 branch --against merge-base
says "is on the main branch"
# An error at one reference does not swallow what the other one found.
git -C two tag v1 HEAD~2
expect 1 "$tidegate" gate --worker two/bench.sh --source-dir two --out third --against nothing --against v1
says "nothing"
says "REGRESSION"
grep -qF '| `nothing` | COULD NOT SAY: there is no commit' third/report.md || fail "the page hides an error"
expect 2 "$tidegate" gate --worker two/bench.sh --source-dir two --out third --against nothing --against parent
