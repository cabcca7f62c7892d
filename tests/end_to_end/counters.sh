#!/usr/bin/env bash
# Counters and stages of rows: shown always, judged where tidegate.toml names them.
. "$(dirname "$0")/lib.sh"
worker() {  # worker <file> <evaluations> [direction]: 40 samples of exactly 1 ms, and a count
  sed -e "s/@EVALUATIONS@/$2/" -e "s/@BETTER@/${3:-}/" > "$1" <<'W'
#!/bin/sh
# A worker of protocol 1 that counts its evaluations.
samples=$(seq 40 | sed 's/.*/0.001/' | paste -sd, -)
case $1,$2 in
  --tidegate,list) echo '{"protocol":1,"case":"search","point":{"n":1},"provider":"sh","platform":"serial"}' > "$3" ;;
  --tidegate,attempt) cat > "$4" <<R
{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[$samples]}},
 "counters":{"evaluations":{"value":@EVALUATIONS@,"unit":"1"@BETTER@},"instructions":{"value":null,"why":"not counted"}},
 "stages":{"verdict":"complete","sum_s":0.001,"total_s":0.001,"times":{"mesh":{"seconds":0.00025,"entries":10},"solve":{"seconds":0.00075,"entries":10}}}}
R
  ;;
  *) exit 64 ;;
esac
W
  chmod +x "$1"
}
lower=',"better":"lower"'
worker old.sh 1000 "$lower"
worker new.sh 1300 "$lower"
measure() {
  expect 0 "$tidegate" run --worker "./$1.sh" --attempts 2 --out "$1.rows"
  cp "$1.rows/search.jsonl" "$1.jsonl"
}
measure old
measure new
# Shown by whatever shows rows.
says "counter  evaluations 1,300"
says "stage  mesh 250.0 µs, solve 750.0 µs"
sed -i 's/"run_id":"[^"]*"/"run_id":"29990101T000000Z__newnewn"/' new.jsonl

# Not judged, because nobody asked for it; but the report says that it moved.
screen() { "$tidegate" gate "$1" --baseline-rows "$2" --mode screen --out out "${@:3}"; }
expect 0 screen new.jsonl old.jsonl
[ "$(verdict_of out/verdict.json)" = same ] || fail "a counter that nobody gates was judged"
says "counter.evaluations from 1000 to 1300"

# Named in tidegate.toml, 30 % more evaluations fail, and 30 % fewer pass.
printf 'version = 1\n[metric.counter.evaluations]\nmin = 1.05\n[metric.stage_time.solve]\n' > tidegate.toml
expect 1 screen new.jsonl old.jsonl --config tidegate.toml
says "counter evaluations"
[ "$(verdict_of out/verdict.json | sort | paste -sd, -)" = same,same,slower ] || fail "not just the counter failed"
grep -q '"metric":"counter.evaluations"' out/verdict.json || fail "the verdict does not name the counter"
expect 0 screen old.jsonl new.jsonl --config tidegate.toml
grep -q '"verdict":"faster"' out/verdict.json || fail "fewer evaluations are not faster"

# What was never counted before and now is has no ratio, and is worse all the same.
worker none.sh 0 "$lower"
measure none
expect 1 screen new.jsonl none.jsonl --config tidegate.toml
says "it was 0 and is not any more"
for format in text markdown junit svg pr-comment sarif; do
  expect 0 "$tidegate" render out/verdict.json --format "$format" --out "none.$format"
done
expect 0 "$tidegate" render html none.jsonl new.jsonl --verdict out/verdict.json --out none.html
# The row keeps the count and its direction.
python3 - old.jsonl <<'P'
import json, sys
row = json.loads(open(sys.argv[1]).readline())
assert row["counters"]["evaluations"] == {"value": 1000, "unit": "1", "better": "lower"}, row["counters"]
P

# Without a direction it cannot be judged, and says so; a name that nobody knows is an error.
worker vague.sh 1300
measure vague
sed -i 's/"run_id":"[^"]*"/"run_id":"29990101T000000Z__newnewn"/' vague.jsonl
expect 2 screen vague.jsonl old.jsonl --config tidegate.toml
says "nobody stated whether more of it is better or worse"
printf 'version = 1\n[metric.counters.evaluations]\nmin = 1.05\n' > wrong.toml
expect 2 screen new.jsonl old.jsonl --config wrong.toml
says "there is no metric 'counters'"
says "counter.<name>"
printf 'version = 1\n[metric.counter.evaluatons]\nmin = 1.05\n' > misspelt.toml
expect 0 screen new.jsonl old.jsonl --config misspelt.toml
says "no row has the metric counter.evaluatons"
printf 'version = 1\n[case.search.metric.counter.evaluatons]\nmin = 1.05\n' > demanded.toml
expect 2 screen new.jsonl old.jsonl --config demanded.toml
says "the current row has no counter.evaluatons"

# A name that makes no id is refused where it is given.
worker odd.sh 1300
sed -i 's/"evaluations"/"all evaluations"/' odd.sh
"$tidegate" run --worker ./odd.sh --out odd.rows >"$work/stdout" 2>"$work/stderr" || true
cat odd.rows/search.jsonl >> "$work/stdout"
says "counters has the name 'all evaluations'"
