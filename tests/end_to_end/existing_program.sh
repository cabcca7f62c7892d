#!/usr/bin/env bash
# A program that is no worker, with exact times: whatever it does wrong is no pass, and a search finds
# the commit that made it slower. Arguments: <tidegate> <tests/end_to_end>
. "$(dirname "$0")/lib.sh"
export GIT_COMMITTER_NAME=tester GIT_COMMITTER_EMAIL=tester@example.org
format=(--format google-benchmark)
# program <file> <manner> <time in ns>
program() {
  sed -e "s/^manner=.*/manner=$2/" -e "s/^time_ns=.*/time_ns=$3/" "$here/scripted_google_benchmark.sh" >"$1"
  chmod +x "$1"
}

# What it prints besides is no benchmark.
program fine fine 1000000
expect 0 "$tidegate" run --worker ./fine "${format[@]}" --list
says "BM_sum[arg0=64]"
! grep -q loading stdout || fail "a banner was taken for a benchmark"
expect 0 "$tidegate" run --worker ./fine "${format[@]}" --samples 30 --out rows
grep -q '"samples":\[0.001' rows/BM_sum.jsonl || fail "a time that was not reported"

# Whatever goes wrong is a row that says it, never a time.
for manner in overrules reports_an_error dies_at_the_end hangs; do
  program $manner $manner 1000000
  expect 2 "$tidegate" run --worker ./$manner "${format[@]}" --samples 30 --limit-s 2 --out $manner-rows
  ! grep -q '"samples"' $manner-rows/BM_sum.jsonl || fail "$manner: a time was kept"
  mkdir -p new old && cp $manner new/bench && cp fine old/bench
  expect 2 "$tidegate" compare --worker new/bench --baseline-worker old/bench "${format[@]}" --samples 30 --limit-s 2 \
    --out $manner-out
done
grep -q "asked for 'BM_sum/64', it measured BM_sort" overrules-rows/BM_sum.jsonl || fail "the wrong benchmark"
grep -q "no such device" reports_an_error-rows/BM_sum.jsonl || fail "its own words"
grep -q '"exit_code":3' dies_at_the_end-rows/BM_sum.jsonl || fail "how it ended"
grep -q '"status":"timeout"' hangs-rows/BM_sum.jsonl || fail "how it was ended"

# The commit that made it slower, by the driver and by one step.
git init -q -b main repo
git -C repo config user.name tester && git -C repo config user.email tester@example.org
for number in 1 2 3 4; do
  program repo/bench.sh fine $((number < 3 ? 1000000 : 1050000))
  echo "# $number" >>repo/bench.sh
  commit repo "commit $number"
done
git -C repo tag v1 HEAD~3
search=(--worker repo/bench.sh --source-dir repo --case BM_sum --samples 30 --max-pairs 20 --seed 1 "${format[@]}")
expect 0 "$tidegate" bisect run --good v1 --bad main "${search[@]}" --out found
says "commit 3"
says "New pairs against its parent: slower, +5.0 %"
grep -q -e "--format=google-benchmark" found/verdict.json || fail "the command that repeats it"
expect 1 "$tidegate" bisect step --good v1 --commit HEAD "${search[@]}"

# How often the gate is wrong about such a program here.
expect 0 "$tidegate" calibrate --worker ./fine "${format[@]}" --suites 2 --samples 30 --source-dir repo --dry-run
says "2 A/A suites of 1 rows"

# What was not judged is no trial: a share of it would be a number that nobody measured.
expect 2 "$tidegate" calibrate --worker ./reports_an_error "${format[@]}" --suites 2 --samples 30 --source-dir repo --dry-run
says "2 A/A suites of 1 rows"
says "nothing was judged"
says "2 of 2 rows were not judged, first BM_sum[arg0=64]"
says "no such device"
! grep -q "interval" stdout || fail "a share of nothing"

# An unknown kind is said before anything is built or measured.
expect 64 "$tidegate" bisect run --good v1 --bad main "${search[@]/google-benchmark/nonsense}" --out never
says "Formats of programs are"
expect 64 "$tidegate" calibrate --worker ./fine --format nonsense
# So is an empty one, as an unset variable leaves it: nobody said that the program speaks the protocol.
expect 64 "$tidegate" bisect run --good v1 --bad main "${search[@]/google-benchmark/}" --out never
says "Formats of programs are"
expect 64 "$tidegate" compare --worker ./fine --baseline-worker ./fine --format "" --out never
says "Formats of programs are"
expect 64 "$tidegate" calibrate --worker ./fine --format ""
[ ! -e never ] || fail "a search was begun"
