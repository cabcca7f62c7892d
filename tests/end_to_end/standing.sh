#!/usr/bin/env bash
# `tidegate standing`: rows beside their rivals, shown and recorded once, and never of rows that
# could not be a baseline.
. "$(dirname "$0")/lib.sh"
new_repository repo
# Two providers and two algebras: `ours` takes 4 and 5 ms, `vendor` 2 ms.
cat > repo/bench.sh <<'W'
#!/usr/bin/env bash
set -eu
line() { printf '{"protocol":1,"case":"matmul","point":{"algebra":"%s"},"provider":"%s","platform":"serial","reference":%s,"representative":true}\n' "$1" "$2" "$3"; }
case $2 in
  list) { line real ours true; line max ours true; line real vendor false; } > "$3" ;;
  attempt)
    time=0.004
    grep -q '"algebra":"max"' "$3" && time=0.005
    grep -q '"provider":"vendor"' "$3" && time=0.002
    samples=$(for _ in $(seq 40); do printf '%s,' $time; done)
    printf '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[%s]}},"fidelity":{"status":"pass","rel_to_tol":0,"oracle":"fp64_full"}}\n' "${samples%,}" > "$4" ;;
  *) exit 64 ;;
esac
W
commit repo "first commit"
standing() { "$tidegate" standing "$@" --source-dir repo; }
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out rows
sed -i 's/"taint":\("[^"]*"\|null\)/"taint":"ABSENT"/' rows/*.jsonl  # not this test's affair

expect 64 standing
says "standing names no rows"
expect 64 standing rows --yardstick openblas
says "'openblas' is no yardstick"
expect 0 standing rows --yardstick provider=vendor --yardstick algebra=real
says "0.50x"
says "0.80x"
expect 2 standing rows --yardstick provider=missing
says "no row of the run has the yardstick provider=missing"
[ ! -e repo/PERFORMANCE.md ] || fail "showing wrote something"

expect 0 standing rows --yardstick provider=vendor --yardstick algebra=real --record
says "2 rows added"
grep -q '| 2.000 ms | 0.50x |' repo/PERFORMANCE.md || fail "the record lacks the rival"
link=$(grep -o 'baselines/standings/[^)]*' repo/PERFORMANCE.md | head -1)
[ "$(wc -l < "repo/$link")" = 3 ] || fail "the evidence does not hold the rows"
grep -q '"worker":"bench.sh"' "repo/$link" || fail "the evidence does not name its program"
! grep -qF "$work" "repo/$link" || fail "the evidence names a folder of this machine"
cp repo/PERFORMANCE.md before.md
expect 0 standing rows --yardstick provider=vendor --yardstick algebra=real --record
says "0 rows added"
cmp -s repo/PERFORMANCE.md before.md || fail "the same run was recorded twice"

# Rows of uncommitted work are no record, unless somebody says so.
echo "# changed" >> repo/bench.sh
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out dirty
sed -i 's/"taint":\("[^"]*"\|null\)/"taint":"ABSENT"/' dirty/*.jsonl
expect 2 standing dirty --yardstick provider=vendor --record
says "guard dirty"
cmp -s repo/PERFORMANCE.md before.md || fail "a refused record wrote something"
expect 0 standing dirty --yardstick provider=vendor --record --despite dirty
says "1 row added"
grep -q "first commit (despite dirty)" repo/PERFORMANCE.md || fail "the record hides what was passed"

# What a recorded row leads to is never replaced, not even by rows of the same run.
head -2 rows/matmul.jsonl > part.jsonl
expect 2 standing part.jsonl --yardstick algebra=max --record
says "holds other rows of this run"
[ "$(wc -l < "repo/$link")" = 3 ] || fail "the evidence of a recorded row was replaced"

# A run id is no path.
sed 's/"run_id":"[^"]*"/"run_id":"..\/..\/..\/pwned"/' rows/matmul.jsonl > hostile.jsonl
expect 0 standing hostile.jsonl --yardstick provider=vendor --record
[ -z "$(find . -name 'pwned*')" ] || fail "a run id led out of its folder"

# Records at the same time all arrive.
for i in 1 2 3 4; do
  sed "s/\"run_id\":\"[^\"]*\"/\"run_id\":\"2026010${i}T000000Z__aaaaaaa\"/" rows/matmul.jsonl > "at$i.jsonl"
  standing "at$i.jsonl" --yardstick provider=vendor --record > "at$i.out" 2>&1 &
done
wait
for i in 1 2 3 4; do
  grep -q "2026010${i}T000000Z__aaaaaaa" repo/PERFORMANCE.md || { cat at*.out; fail "record $i was lost"; }
done

# A flag takes one value; what follows is a file.
expect 0 "$tidegate" standing --yardstick provider=vendor --source-dir repo rows
