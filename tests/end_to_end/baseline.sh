#!/usr/bin/env bash
# What `baseline accept` asks before a row judges all later ones, what it keeps, and what the gate
# says of its age.
. "$(dirname "$0")/lib.sh"
new_repository repo
commit repo "first commit"
accept() { "$tidegate" baseline accept "$@" --source-dir repo --baselines b; }
# Rows beside which nothing ran, so that this test does not depend on what else runs here.
calm() { sed -i 's/"taint":\("[^"]*"\|null\)/"taint":"ABSENT"/' "$@"; }
# noted <text>: the report says it, among its notes or problems; the terminal would break its lines.
noted() {
  python3 - out/verdict.json "$1" <<'P' || { cat out/verdict.json; fail "no note: $1"; }
import json, sys
report = json.load(open(sys.argv[1]))
assert any(sys.argv[2] in text for text in report["notes"] + report["problems"])
P
}
measure() { "$tidegate" run --worker repo/bench.sh --source-dir repo "$@"; }
expect 0 measure --out rows && calm rows/*.jsonl

# Somebody must answer for it, and say why.
expect 64 accept rows
says "baseline accept needs --reason"
expect 64 accept rows --reason "   "
says "baseline accept needs --reason"
expect 64 accept rows --reason x --author " "
says "--author is blank"
expect 64 env -u GIT_AUTHOR_NAME -u GIT_AUTHOR_EMAIL HOME="$work" GIT_CONFIG_NOSYSTEM=1 \
  "$tidegate" baseline accept rows --source-dir . --baselines b --reason x
says "--author"
expect 64 accept rows --reason x --despite weather
says "Guards are: attempts, load, commit, dirty, mixed."
[ ! -e b ] || fail "a refused acceptance wrote something"

# Every guard that is not met is named, with what to do; nothing is written.
echo "# uncommitted" >> repo/bench.sh
expect 0 measure --out dirty && calm dirty/*.jsonl
sed -i 's/"taint":"ABSENT"/"taint":"a compiler ran"/' dirty/*.jsonl
printf 'version = 1\n[baseline]\nattempts = 2\n' > strict.toml
expect 2 accept dirty --reason x --config strict.toml
says "guard attempts: 1 of 1 rows have fewer than 2 ok attempts, first scripted[n=1] shell/serial"
says "guard load: 1 of 1 rows were measured beside other load (a compiler ran)"
says "guard dirty: 1 of 1 rows are of a tree with uncommitted changes"
says "Commit the changes and measure again."
says "3 of the guards above are not met: nothing was accepted"
expect 2 accept dirty --reason x --config strict.toml --despite attempts --despite dirty
says "1 of the guards above is not met"
[ ! -e b ] || fail "a refused acceptance wrote something"
git -C repo checkout -q bench.sh

# A quick row is never a baseline, neither offered nor read.
expect 0 measure --quick --out quick && calm quick/*.jsonl
expect 2 accept quick --reason x --despite attempts --despite load
says "it is of a quick run"
expect 2 "$tidegate" gate rows --mode screen --baseline-rows quick --source-dir repo --out out
says "it is of a quick run"

# What is met is kept with its author, reason and date; so is what is passed by on purpose.
expect 0 accept rows --reason "first baseline" --author "B. Person <b@example.org>"
# No row tells where on this machine anything lies, nor where it lay on the one that measured it.
grep -q '"worker":"bench.sh"' b/*/scripted.jsonl || fail "the baseline does not name its program"
! grep -rqF "$work" b rows || fail "a row names a folder of this machine"
sed 's|"worker":"[^"]*"|"worker":"/home/somebody/build/bench.sh"|' rows/scripted.jsonl > far.jsonl
expect 0 "$tidegate" baseline accept far.jsonl --source-dir repo --baselines far --reason "of another machine"
grep -q '"worker":"bench.sh"' far/*/scripted.jsonl || fail "the baseline names a folder of another machine"
expect 0 "$tidegate" baseline show --source-dir repo --baselines b
says "by B. Person <b@example.org>: first baseline"
expect 0 measure --out later && calm later/*.jsonl
expect 0 "$tidegate" gate later --mode screen --source-dir repo --baselines b --out out
noted "by B. Person <b@example.org>: first baseline; of commit $(git -C repo rev-parse --short=12 HEAD), 0 days ago, 0 commits behind"
expect 0 accept dirty --reason "in a hurry" --despite load --despite dirty --despite attempts
expect 0 "$tidegate" baseline show --source-dir repo --baselines b
says "by tester <tester@example.org>: in a hurry; despite load, dirty"
grep -q '"despite":\["load","dirty"\]' b/*/accepted.log || fail "the log lacks what was passed by"
expect 0 "$tidegate" gate later --mode screen --source-dir repo --baselines b --out out
noted "; despite load, dirty"

# Age: a note by default, a problem where the policy says so.
sed -i 's/"accepted":"[^"]*"/"accepted":"2020-01-01T00:00:00Z"/' b/*/scripted.jsonl
expect 0 "$tidegate" gate later --mode screen --source-dir repo --baselines b --out out
noted "the baseline is stale"
printf 'version = 1\n[baseline]\non_stale = "fail"\n' > fail.toml
expect 2 "$tidegate" gate later --mode screen --source-dir repo --baselines b --out out --config fail.toml
noted "the baseline is stale"
for i in 1 2 3; do
  echo "# $i" >> repo/bench.sh
  commit repo "commit $i"
done
sed -i "s/\"accepted\":\"[^\"]*\"/\"accepted\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"/" b/*/scripted.jsonl
printf 'version = 1\n[baseline]\non_stale = "fail"\nstale_after_commits = 2\n' > fail.toml
expect 2 "$tidegate" gate later --mode screen --source-dir repo --baselines b --out out --config fail.toml
noted "it lies 3 commits back, the policy allows 2"
# A shallow clone does not have the baseline's commit: nobody knows how far back that is.
git clone -q --depth 1 "file://$work/repo" shallow
expect 0 "$tidegate" gate later --mode screen --source-dir shallow --baselines b --out out
noted "nobody knows how far its commit"
expect 2 "$tidegate" gate later --mode screen --source-dir shallow --baselines b --out out --config fail.toml
noted "nobody knows how far its commit"
# Nor is a row accepted beside which nobody looked.
cp -r rows blind && sed -i 's/"taint":"ABSENT"/"taint":null/' blind/*.jsonl
expect 2 accept blind --reason x --despite commit --despite dirty
says "guard load: 1 of 1 rows were measured while nobody looked for other load"
expect 0 "$tidegate" gate --dump-config --config fail.toml
says 'on_stale = "fail"'
says "stale_after_commits = 2"
