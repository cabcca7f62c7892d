#!/usr/bin/env bash
# Every command on bad input: one sentence with file, line and hint, the right exit code, nothing
# written, no abort.
. "$(dirname "$0")/lib.sh"
good='{"schema_version":1,"kind":"attempt","run_id":"r","case":"c","point":{"n":1},"provider":"p","platform":"serial","reference":true,"representative":true,"status":"ok","machine_class":"m","metrics":{"warm_time":{"unit":"s","iterations":1,"samples":[1,2]}},"provenance":{}}'
mkdir empty in
echo "$good" > in/good.jsonl
printf '%s\n{"schema_ver\n%s\n' "$good" "$good" > in/truncated.jsonl
printf '%s\n{"torn": ' "$good" > in/torn.jsonl
echo "${good/\[1,2\]/[1,-2]}" > in/negative.jsonl
echo "${good/\[1,2\]/[1,NaN]}" > in/nan.jsonl
echo "${good/\"samples\":\[1,2\]/\"samples\":\"fast\"}" > in/wrong_type.jsonl
echo "${good/\"schema_version\":1/\"schema_version\":99}" > in/future.jsonl
echo '[]' > in/not_a_row.jsonl
head -c 4096 /dev/urandom > in/noise.jsonl
printf 'version = 1\n[gate]\nmim = 1.1\n' > in/unknown_key.toml
printf 'version = 2\n' > in/future.toml
printf '[gate\n' > in/broken.toml
echo '{"schema_version": 99}' > in/future.json
echo '{"schema_version":' > in/broken.json

checked=0
# bad <exit code> <text that must be said> <command...>
bad() {
  local code=$1 text=$2
  shift 2
  rm -rf out
  expect "$code" "$tidegate" "$@"
  says "$text"
  grep -q '^  hint: .' stderr || { cat stderr; fail "no hint: $*"; }
  [ "$(grep -c '^tidegate: ' stderr)" -ge 1 ] || fail "no sentence: $*"
  ! grep -qiE 'terminate called|Aborted|Sanitizer|runtime error' stderr || fail "an abort: $*"
  [ ! -e out ] || fail "something was written: $*"
  checked=$((checked + 1))
}
screen=(--mode screen --out out --baseline-rows in/good.jsonl)
bad 2 "in/nothing.jsonl" gate in/nothing.jsonl "${screen[@]}"
bad 2 "empty" gate empty "${screen[@]}"
bad 2 "in/truncated.jsonl:2" gate in/truncated.jsonl "${screen[@]}"
bad 2 "in/negative.jsonl:1" gate in/negative.jsonl "${screen[@]}"
bad 2 "in/nan.jsonl:1" gate in/nan.jsonl "${screen[@]}"
bad 2 "in/wrong_type.jsonl:1" gate in/wrong_type.jsonl "${screen[@]}"
bad 2 "in/future.jsonl:1" gate in/future.jsonl "${screen[@]}"
bad 2 "in/not_a_row.jsonl:1" gate in/not_a_row.jsonl "${screen[@]}"
bad 2 "in/noise.jsonl" gate in/noise.jsonl "${screen[@]}"
bad 2 "unknown_key.toml:3" gate in/good.jsonl "${screen[@]}" --config in/unknown_key.toml
bad 2 "future.toml" gate in/good.jsonl "${screen[@]}" --config in/future.toml
bad 2 "broken.toml:" gate in/good.jsonl "${screen[@]}" --config in/broken.toml
bad 2 "missing.toml" gate in/good.jsonl "${screen[@]}" --config in/missing.toml
bad 2 "missing.jsonl" gate in/good.jsonl "${screen[@]}" --expected in/missing.jsonl
bad 64 "--mode" gate in/good.jsonl --mode sideways --out out
bad 64 "--min" gate in/good.jsonl --min fast --out out
bad 64 "--min" gate in/good.jsonl --min nan --out out
bad 64 "--samples" gate in/good.jsonl --samples -3 --out out
bad 64 "nothing to judge" gate --out out
bad 64 "--bogus" gate --bogus --out out
bad 64 "there is no command 'frobnicate'" frobnicate
bad 128 "Did you mean \`tidegate bisect\`?" bisekt step  # git may be what reads it
bad 64 "Did you mean \`tidegate gate\`?" gaet
bad 64 "Did you mean --worker?" gate --wroker bench
bad 64 "Did you mean --fails-at?" gate --fail-at=1.1
bad 64 "--worker" run --out out
bad 2 "in/no_program" run --worker in/no_program --out out
bad 2 "in/good.jsonl" run --worker in/good.jsonl --out out
bad 64 "n" run --worker "$here/scripted_worker.sh" --point '=' --out out
bad 64 "scripted" run --worker "$here/scripted_worker.sh" --case nothing --out out
bad 64 "" compare --out out
bad 2 "in/no_program" compare --worker "$here/scripted_worker.sh" --baseline-worker in/no_program --out out
bad 2 "both sides" compare --worker "$here/scripted_worker.sh" --baseline-worker "$here/scripted_worker.sh" --out out
for command in record bundle render; do
  bad 64 "verdict" "$command"
  bad 2 "in/nothing.json" "$command" in/nothing.json
  bad 2 "in/broken.json" "$command" in/broken.json
  bad 2 "in/future.json" "$command" in/future.json
done
bad 64 "pigeon" render in/future.json --format pigeon
bad 2 "in/nothing" baseline accept in/nothing --baselines out --reason test
bad 2 "in/negative.jsonl:1" baseline accept in/negative.jsonl --baselines out --reason test
bad 2 "no machine class nowhere" baseline show nowhere --baselines out
bad 64 "" baseline
bad 64 "teleport" baseline teleport

# A torn last line is reported and forgiven.
expect 2 "$tidegate" gate in/torn.jsonl "${screen[@]}"
says "torn"

# Also behind a killed run and one that was appended to its file: all whole rows count.
expect 0 "$tidegate" run --worker "$here/scripted_worker.sh" --out grown
printf '{"schema_version":1,"kind":"atte' >> grown/scripted.jsonl
expect 0 "$tidegate" run --worker "$here/scripted_worker.sh" --out grown
expect 0 "$tidegate" baseline accept grown --baselines grown_baselines --reason test "${anyhow[@]}"
says "grown/scripted.jsonl:2: this line is torn and was skipped"
bad 64 "teleport" store teleport
bad 2 "there is no store in in/nowhere" store list in/nowhere
bad 2 "in/nowhere" store latest in/nowhere
bad 2 "in/nowhere" store merge merged in/nowhere
bad 64 "--keep" store prune in --keep none
[ "$checked" -ge 45 ] || fail "only $checked inputs were tried"
