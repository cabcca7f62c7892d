#!/usr/bin/env bash
# What a failing or interrupted side makes of a lockstep comparison, whatever the draws are.
. "$(dirname "$0")/lib.sh"
# worker <file> <line put before the dialogue> <line put before each sample>
worker() {
  awk -v start="$2" -v each="$3" '
    /echo "tidegate ready"/ { print start } { print }
    /while read -r request; do/ { print each }' "$here/scripted_worker.sh" > "$1"
  chmod +x "$1"
}
worker good.sh ":" ":"
worker good_too.sh ":" ": "
worker dies.sh "exit 3" ":"
worker dies_too.sh "exit 3 " ":"
worker dies_midway.sh ":" 'taken=$((${taken:-0} + 1)); [ $taken -lt 5 ] || exit 9'
worker dies_midway_too.sh ":" 'taken=$((${taken:-0} + 1)); [ $taken -lt 6 ] || exit 9'
compare() { "$tidegate" compare --worker "$1" --baseline-worker "$2" --out out --seed "$3"; }
is() { [ "$(verdict_of out/verdict.json)" = "$1" ] || fail "the row is not $1"; }

for seed in 1 2 3; do
  expect 2 compare ./dies.sh ./dies_too.sh $seed
  is broken
  expect 2 compare ./dies_midway.sh ./dies_midway_too.sh $seed
  is broken
  # Nothing was compared, which is not a pass either.
  expect 2 compare ./good.sh ./dies.sh $seed
  is recovered
  expect 2 compare ./good.sh ./dies_midway.sh $seed
  is broken
done
expect 0 compare ./good.sh ./good_too.sh 1

# An interrupt while a side is measured: no verdict, exit 130, and no row of the killed attempt.
worker waits.sh 'touch "$REACHED"; sleep 600' ":"
sed -i 's/^  attempt) row/  attempt) touch "$REACHED"; sleep 600; row/' waits.sh
export REACHED=$work/reached
interrupted() {
  rm -rf "$REACHED" out
  local got=0
  "$tidegate" "$@" >stdout 2>stderr &
  local pid=$!
  until [ -e "$REACHED" ]; do kill -0 $pid || fail "it ended by itself: $*"; sleep 0.05; done
  kill -INT $pid
  wait $pid || got=$?
  [ $got -eq 130 ] || { cat stdout stderr; fail "exit $got instead of 130: $*"; }
}
interrupted compare --worker ./waits.sh --baseline-worker ./good.sh --out out
[ ! -e out/verdict.json ] || fail "an interrupted comparison wrote a verdict"
interrupted compare --worker ./good.sh --baseline-worker ./waits.sh --out out
[ ! -e out/verdict.json ] || fail "an interrupted comparison wrote a verdict"
interrupted run --worker ./waits.sh --out out
[ ! -s out/scripted.jsonl ] || fail "a killed attempt has a row"

# A run that replaces rows and is cut off leaves those of before, and nothing beside them.
mkdir -p replaced && echo "the rows of before" > replaced/scripted.jsonl
interrupted run --worker ./waits.sh --replace --out replaced
[ "$(cat replaced/scripted.jsonl)" = "the rows of before" ] || fail "the older rows are gone"
[ "$(ls -d replaced*)" = replaced ] || fail "left behind: $(ls -d replaced*)"
