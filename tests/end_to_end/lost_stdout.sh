#!/usr/bin/env bash
# Results that do not reach stdout are no success: every command that prints any, on a full disk, on a
# closed stdout and on a pipe without a reader.
. "$(dirname "$0")/lib.sh"
worker=$here/scripted_worker.sh
cp "$worker" copy.sh
sed 's/^time_ns=.*/time_ns=2000000/' "$worker" > slow.sh && chmod +x slow.sh
expect 0 "$tidegate" run --worker "$worker" --out rows
expect 0 "$tidegate" run --worker ./slow.sh --out slow
expect 0 "$tidegate" run --worker "$worker" --store store
expect 0 "$tidegate" run --worker "$worker" --out other
mkdir none
expect 77 "$tidegate" gate rows --mode screen --baselines none --out first
expect 0 "$tidegate" baseline accept rows --baselines baselines --reason test "${anyhow[@]}"
expect 0 "$tidegate" gate rows --mode screen --baseline-rows other --out same
expect 1 "$tidegate" gate slow --mode screen --baseline-rows rows --out crossed

mkfifo pipe
exec 3<> pipe 4> pipe 3<&-  # a writer's end whose reader is gone

# lost <exit code> <command...>
lost() {
  local wanted=$1 how code
  shift
  for how in full closed pipe; do
    code=0
    case $how in
      full) "$tidegate" "$@" > /dev/full 2> err || code=$? ;;
      closed) "$tidegate" "$@" >&- 2> err || code=$? ;;
      pipe) "$tidegate" "$@" >&4 2> err || code=$? ;;
    esac
    [ "$code" -eq "$wanted" ] || { cat err; fail "exit $code instead of $wanted, stdout $how: $*"; }
    [ "$(grep -c 'stdout could not be written' err)" -eq 1 ] || { cat err; fail "not said once, stdout $how: $*"; }
    grep -q '^  hint: .' err || fail "no hint, stdout $how: $*"
  done
}
lost 2 --help
lost 2 --version
lost 2 run --help
lost 2 run --worker "$worker" --list
lost 2 run --worker "$worker" --out rows2
lost 2 run --worker "$worker" --store store2
lost 2 gate --dump-config
lost 2 gate rows --mode screen --baseline-rows other --out out
lost 2 gate rows --mode screen --baseline-rows other --out out --json
lost 2 gate rows --mode screen --baselines none --out out
lost 2 compare --worker "$worker" --baseline-worker copy.sh --out out
lost 2 baseline accept rows --baselines baselines2 --reason test "${anyhow[@]}"
lost 2 baseline show --baselines baselines
lost 2 baseline classes --baselines baselines
lost 2 render same/verdict.json
lost 2 render --list
lost 2 record same/verdict.json --external --change tested --performance PERFORMANCE.md --bundles bundles
lost 2 bundle crossed/verdict.json --out bundles
lost 2 store list store
lost 2 store latest store
lost 2 store latest store --json
lost 2 store merge all store
lost 2 store prune all --keep 1
lost 2 doctor --noise-s 0
lost 2 doctor --noise-s 0 --json
lost 2 calibrate --worker "$worker" --suites 2 --baselines calibrated
# What failed anyway keeps its code, and a regression stays one.
lost 1 gate slow --mode screen --baseline-rows rows --out out

# What was not asked to print is not printed, and files that a closed stdout's number could have gone
# to are whole.
expect 0 "$tidegate" run --worker "$worker" --out whole
"$tidegate" run --worker "$worker" --out closed >&- 2> err || true
[ "$(wc -l < closed/scripted.jsonl)" -eq "$(wc -l < whole/scripted.jsonl)" ] || fail "results were printed into the rows"
expect 0 "$tidegate" gate closed --mode screen --baseline-rows whole --out out
