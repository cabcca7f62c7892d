#!/usr/bin/env bash
# A store over several runs: what is newest, what a stopped run leaves, how it goes on, how stores are
# joined and thinned out, and that every command that takes rows takes a store.
. "$(dirname "$0")/lib.sh"
cp "$here/store_worker.sh" worker.sh
rows() { "$tidegate" store latest "$1" --json 2>/dev/null | wc -l; }
run() { "$tidegate" run --worker ./worker.sh --store "$@"; }
# Runs of two stores that began within one second have one name: gives those of a store another.
rename_runs() {
  local file id
  for file in "$1"/held/*.jsonl; do
    id=$(basename "$file" .jsonl)
    sed -i "s/\"$id\"/\"$id$2\"/" "$file"
    mv "$file" "$1/held/$id$2.jsonl"
  done
}

# A quick run is kept and is never the newest.
expect 0 run s
expect 0 run s --quick
[ "$(find s -name '*.jsonl' | wc -l)" -eq 2 ] || fail "two runs must be two files"
expect 0 "$tidegate" store latest s
says "n=1"; says "n=2"; says "n=3"
[ "$(rows s)" -eq 3 ] || fail "the quick run took a full one's place"
expect 2 "$tidegate" store latest nowhere
says "there is no store in nowhere"
mkdir quick && expect 0 run quick --quick && expect 2 "$tidegate" store latest quick
says "1 of them quick"

# Ctrl-C in the middle of the second attempt: the first row is kept, and the rest is measured later.
mkdir pipes && mkfifo pipes/reached pipes/go
setsid env HOLD_AT="$work/pipes" "$tidegate" run --worker ./worker.sh --store cut > cut.out 2> cut.err &
pid=$!
read -r _ < pipes/reached
kill -INT "$pid"
code=0; wait "$pid" || code=$?
[ "$code" -eq 130 ] || { cat cut.err; fail "exit $code instead of 130"; }
grep -q -- "--resume" cut.err || { cat cut.err; fail "nobody said how to resume"; }
[ "$(rows cut)" -eq 1 ] || fail "the finished row was lost"
rm -r pipes
expect 0 "$tidegate" store list cut
says "is unfinished"
expect 0 "$tidegate" store latest cut
says "was not finished"
expect 0 "$tidegate" baseline accept cut --baselines cut-baselines --reason "what there is" "${anyhow[@]}"
says "was not finished"
expect 0 "$tidegate" store merge early cut
expect 0 "$tidegate" store list early
says "is unfinished"
expect 2 run cut --resume --samples 60
says "--samples was 40 and is 60"
expect 2 run cut --resume --criterion stdrel
says "--criterion was samples and is stdrel"
expect 2 run cut --resume --limit-s 7
says "--limit-s was 600 s and is 7 s"
expect 2 run cut --resume --strict
says "--strict was not given and is given"
expect 2 run cut --resume --pin "$(taskset -pc $$ | sed 's/.*: //; s/[-,].*//')"
says "--pin was"
PROVIDER=other expect 2 run cut --resume
says "cannot be resumed with another plan"
expect 2 run cut --resume 20200101T000000Z__0000000
says "has no unfinished run 20200101T000000Z__0000000"
expect 2 run cut --resume --attempts 2
says "it had 3 attempts and has 6"
# The same settings in other words are the same settings.
expect 0 "$tidegate" run --worker "$PWD/./worker.sh" --store cut --resume --limit-s 600.0 --samples 40 \
  --min-sample-ms 2 --criterion samples --cache-cold 0 --gpu-settle-s 0 --platforms serial --case held
says "1 of 3 attempts are kept, 2 are missing"
[ "$(rows cut)" -eq 3 ] || fail "the resumed run is not complete"
[ "$(find cut -name '*.jsonl' | wc -l)" -eq 1 ] || fail "a resumed run is one run"
[ "$(wc -l < "$(find cut -name '*.jsonl')")" -eq 3 ] || fail "an attempt was measured twice"
expect 0 "$tidegate" store merge early cut
says "0 files copied, 1 grown, 0 were there already"
expect 0 "$tidegate" store list early
! grep -q unfinished stderr || fail "a run that was finished elsewhere is unfinished here"
[ "$(rows early)" -eq 3 ] || fail "the rows that came later did not come along"
expect 2 run cut --resume
says "has no unfinished run"
expect 2 run nowhere --resume
says "there is no store in nowhere"
[ ! -e nowhere ] || fail "a store was made to resume a run of it"

# The same into a folder: nothing was there before, so nothing is left; and what is left of a whole run
# is its rows.
mkdir pipes && mkfifo pipes/reached pipes/go
setsid env HOLD_AT="$work/pipes" "$tidegate" run --worker ./worker.sh --out cut-rows --replace > cut.out 2> cut.err &
pid=$!
read -r _ < pipes/reached
[ "$(find cut-rows -name '.*.lock' | wc -l)" -eq 1 ] || fail "nobody claims the name of the run"
kill -INT "$pid"
code=0; wait "$pid" || code=$?
[ "$code" -eq 130 ] || { cat cut.err; fail "exit $code instead of 130"; }
rm -r pipes
[ -z "$(find . -name 'cut-rows*')" ] || fail "a run that was cut off left $(find . -name 'cut-rows*')"
expect 0 "$tidegate" run --worker ./worker.sh --out cut-rows --replace
[ "$(find . -path './cut-rows*' -type f)" = ./cut-rows/held.jsonl ] || fail "files besides rows"

# kill -9 instead: the same, and half a line in the file is passed by.
mkdir pipes && mkfifo pipes/reached pipes/go
setsid env HOLD_AT="$work/pipes" "$tidegate" run --worker ./worker.sh --store killed > /dev/null 2>&1 &
pid=$!
read -r _ < pipes/reached
kill -9 "$pid"
wait "$pid" 2> /dev/null || true
echo go 1<> pipes/go  # an orphan that is left goes on and ends; nobody reads its row
rm -r pipes
printf '{"schema_version":1,"kind":"att' >> "$(find killed -name '*.jsonl')"
expect 0 run killed --resume
says "torn"
says "1 of 3 attempts are kept, 2 are missing"
[ "$(rows killed)" -eq 3 ] || fail "the resumed run is not complete"

rename_runs cut 1
rename_runs killed 2

# Every command that takes rows takes a store, also one with a torn line in the middle.
expect 0 "$tidegate" baseline accept killed --baselines b --reason "first baseline" "${anyhow[@]}"
says "3 rows accepted"
expect 0 "$tidegate" gate killed --mode screen --baseline-rows cut --out o
says "compared 3 of 3"
expect 0 "$tidegate" store latest killed --out latest.jsonl
expect 0 "$tidegate" gate latest.jsonl --mode screen --baseline-rows cut --out o
says "compared 3 of 3"

# An older run's damage does not matter; the newest one's does.
cp -r killed damaged
printf '{"run_id":"20200101T000000Z__0000000","case":"held","point":{"n":1},"provider":"shell",%s\n' \
  '"platform":"serial","machine_class":"m","coverage":"full","status":"nonsense"}' > old.jsonl
class=$(sed -n '1s/.*\("machine_class":"[^"]*"\).*/\1/p' killed/held/*.jsonl)
sed "s|\"machine_class\":\"m\"|$class|" old.jsonl > damaged/held/old.jsonl
expect 0 "$tidegate" gate damaged --mode screen --baseline-rows cut --out o
sed -i 's/2020/2120/' damaged/held/old.jsonl
expect 2 "$tidegate" gate damaged --mode screen --baseline-rows cut --out o
says "damaged/held/old.jsonl:1"
expect 0 run quick2 --quick
rename_runs quick2 9
expect 2 "$tidegate" gate quick2 --mode screen --baseline-rows cut --out o
says "of a quick run"
cp quick2/held/*.jsonl killed/held
expect 0 "$tidegate" baseline accept killed --baselines b2 --reason "a full run" "${anyhow[@]}"
says "was left out"
says "3 rows accepted"
(cd quick2/held && ls) | while read -r file; do rm "killed/held/$file"; done

# Rows that are handed on are whole rows.
cp -r cut broken
sed -i '2s/"metrics":/"metrics":{/' broken/held/*.jsonl
expect 2 "$tidegate" store latest broken --out broken.jsonl
[ ! -e broken.jsonl ] || fail "a broken row was handed on"

# Two machines' stores into one; a run with two histories is refused and nothing is copied.
cp -r cut other
expect 0 "$tidegate" store merge all s cut other
says "1 were there already"
find other -name '*.jsonl' -exec sed -i 's/0\.001/0.005/' {} +
expect 2 "$tidegate" store merge all killed other
says "are the same run with different rows"
[ "$(find all -name '*.jsonl' | wc -l)" -eq 3 ] || fail "a refused merge copied something"
expect 0 "$tidegate" store merge all killed

expect 0 "$tidegate" store prune all --keep 1 --dry-run
says "2 files would go, 2 stay"
[ "$(find all -name '*.jsonl' | wc -l)" -eq 4 ] || fail "a dry run removed something"
expect 0 "$tidegate" store prune all --keep 1
[ "$(find all -name '*.jsonl' | wc -l)" -eq 2 ] || fail "prune did not"
mkdir -p reports/rows && cp all/held/*.jsonl reports/rows
expect 2 "$tidegate" store prune reports --keep 1
says "not marked as a store"
[ "$(find reports/rows -name '*.jsonl' | wc -l)" -eq 2 ] || fail "prune took files of no store"
for verb in "list all" "prune all --keep 1" "merge all s"; do
  code=0; "$tidegate" store $verb > /dev/full 2> full.err || code=$?
  [ "$code" -eq 2 ] || fail "store $verb on a full stdout: exit $code"
  grep -q "could not be written" full.err || fail "store $verb did not say that stdout is full"
done
expect 64 "$tidegate" store prune all
expect 64 "$tidegate" store prune all --keep 0
expect 64 "$tidegate" store merge all
expect 64 "$tidegate" store
expect 64 run s --out rows

# A store that cannot be written, and one on a full disk.
touch taken
expect 2 run taken
says "taken"
mkdir small
if mount -t tmpfs -o size=8k tmpfs small 2> /dev/null; then
  trap 'umount -l "$work/small"; rm -rf "$work"' EXIT
  expect 2 run small --attempts 20
  says "No space left on device"
  says "--resume"
  kept=$(cat small/*/*.jsonl | wc -l)
  mount -o remount,size=1m small
  expect 0 run small --attempts 20 --resume
  says "$kept of 60 attempts are kept"
  [ "$(cat small/*/*.jsonl | wc -l)" -eq 60 ] || fail "rows were lost on the full disk"

  # Into a folder: the older rows stand, and the new ones are where the message says.
  umount -l small && mount -t tmpfs -o size=16k tmpfs small
  expect 0 "$tidegate" run --worker ./worker.sh --out small/rows --replace
  cp small/rows/held.jsonl before.jsonl
  expect 2 "$tidegate" run --worker ./worker.sh --out small/rows --replace --attempts 20
  says "No space left on device"
  cmp -s before.jsonl small/rows/held.jsonl || fail "a full disk took the older rows"
  measured=$(sed -n 's/.*those measured now are in \(.*\)\.$/\1/p' stderr)
  [ "$(wc -l < "$measured/held.jsonl")" -ge 1 ] || fail "the measured rows are not in '$measured'"
fi
