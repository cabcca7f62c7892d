#!/usr/bin/env bash
# Nothing slips through and nothing of the user's is lost: rows without a baseline, folders that hold
# other things, names that cannot be files, numbers that nothing can be.
. "$(dirname "$0")/lib.sh"
new_repository repo
cat > repo/bench.sh <<'W'
#!/usr/bin/env bash
# Two rows of exact times: n=1 and n=2.
set -eu
first_ns=1000000
second_ns=1000000
listing() { printf '{"protocol":1,"case":"scripted","point":{"n":%s},"provider":"shell","platform":"serial","reference":true,"representative":%s}\n' "$1" "$2"; }
time_of() { if grep -q '"n":2' "$1"; then echo $second_ns; else echo $first_ns; fi; }
row() {
  samples=$(for _ in $(seq 40); do printf '%se-9,' "$2"; done)
  printf '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[%s]}}}\n' "${samples%,}" > "$1"
}
case $2 in
  list) { listing 1 true; listing 2 false; } > "$3" ;;
  attempt) row "$4" "$(time_of "$3")" ;;
  lockstep)
    ns=$(time_of "$3")
    echo "tidegate ready"
    while read -r request; do
      case $request in
        sample) echo "tidegate sample $ns 1" ;;
        end) row "$4" "$ns"; echo "tidegate done"; exit 0 ;;
      esac
    done ;;
esac
W
judge() { "$tidegate" gate --worker repo/bench.sh --source-dir repo --out out "$@"; }
commit repo "two rows"

# One row is accepted. The other one is then not open: it is compared with an earlier build.
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --point n=1 --out rows
expect 0 "$tidegate" baseline accept rows --source-dir repo --reason "the first row alone" "${anyhow[@]}"
commit repo "a baseline of one row"
expect 0 judge
says "compared 2 of 2"
sed -i 's/^second_ns=.*/second_ns=1300000/' repo/bench.sh
commit repo "the other row is slower"
expect 1 judge
says "compared 2 of 2"
expect 0 judge --mode screen
says "compared 1 of 2"

# What a gate is given to read is still there afterwards, and so is what is not its own.
rm -rf repo/baselines out && git -C repo checkout -q --orphan alone && git -C repo branch -q -D main
commit repo "the only commit"
expect 77 judge
[ -s out/baseline-candidate/scripted.jsonl ] || fail "no baseline candidate"
expect 77 "$tidegate" gate out/baseline-candidate --mode screen --source-dir repo --out out
[ -s out/baseline-candidate/scripted.jsonl ] || fail "the candidate that was read is gone"
mkdir -p here/bundle && echo mine > here/bundle/mine.txt
expect 77 "$tidegate" gate out/baseline-candidate --mode screen --source-dir repo --out here
[ -s here/bundle/mine.txt ] || fail "a folder of the user is gone"

# Reports are of one run: what a later one does not write, or fails before it could, is gone.
expect 77 "$tidegate" gate out/baseline-candidate --mode screen --source-dir repo --out out --report badge --report sarif
[ -s out/badge.json ] && [ -s out/report.sarif ] || fail "no reports"
expect 77 "$tidegate" gate out/baseline-candidate --mode screen --source-dir repo --out out
[ ! -e out/badge.json ] && [ ! -e out/report.sarif ] || fail "the badge of an earlier run is left"
mkdir -p out/against-v1 && cp out/verdict.json out/against-v1 && cp out/verdict.json out/badge.json
expect 2 "$tidegate" gate nothing.jsonl --mode screen --out out
[ ! -e out/verdict.json ] && [ ! -e out/badge.json ] || fail "a failure left an earlier verdict"
[ -s out/baseline-candidate/scripted.jsonl ] || fail "bad input removed the candidate"
expect 2 "$tidegate" compare --worker nothing --source-dir repo --against v1 --against v2 --out out
[ ! -e out/against-v1/verdict.json ] || fail "a failure left an earlier verdict against v1"
mkdir mine && echo mine > mine/report.txt
expect 2 "$tidegate" gate nothing.jsonl --mode screen --out mine
[ -s mine/report.txt ] || fail "a file of the user is gone"

# A folder of baselines that was named must be there.
expect 2 "$tidegate" gate out/baseline-candidate --mode screen --baselines nowhere --out out2
says "nowhere does not exist"
[ ! -e out2/verdict.json ] || fail "a verdict without baselines"

# The complete policy, and one that reads back.
expect 0 "$tidegate" gate --dump-config
says "[metric.warm_time]"
cp stdout dumped.toml
expect 0 "$tidegate" gate --dump-config --config dumped.toml
cmp -s stdout dumped.toml || fail "the dumped policy does not read back to itself"

# A case's name becomes a file and a test.
sed 's/"case":"scripted"/"case":"a b"/' repo/bench.sh > odd.sh && chmod +x odd.sh
expect 2 "$tidegate" run --worker ./odd.sh --out odd_rows
says "cannot be the name of a file"

# Times that nothing can take are refused where they come in.
sed 's/%se-9,/1e300,/' repo/bench.sh > huge.sh && chmod +x huge.sh
expect 2 "$tidegate" run --worker ./huge.sh --point n=1 --out huge_rows
says "which no warm_time in s can be"

# A terminal that is closed ends the worker too.
sed 's/^  attempt) row/  attempt) echo $$ > "$REACHED"; sleep 600; row/' repo/bench.sh > waits.sh && chmod +x waits.sh
export REACHED=$work/reached
"$tidegate" run --worker ./waits.sh --out waiting >/dev/null 2>&1 &
pid=$!
until [ -s "$REACHED" ]; do kill -0 $pid || fail "it ended by itself"; sleep 0.05; done
kill -HUP $pid
wait $pid && fail "a hang-up went unnoticed"
! kill -0 "$(cat "$REACHED")" 2>/dev/null || fail "the worker outlived the terminal"
