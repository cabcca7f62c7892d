#!/usr/bin/env bash
# The gate proves itself: known work against itself and against ten percent more of it.
. "$2/lib.sh"

expect 0 "$tidegate" gate --self-test
says "self-test passed"
says "self_test[planted=0] chain/serial"
says "self_test[planted=10] chain/serial"
# It can fail: a policy that looks for 30 % does not see 10 %.
printf 'version = 1\n[lockstep]\nsmallest_slowdown = 0.30\npass_excludes = 0.31\n' > blind.toml
expect 2 "$tidegate" gate --self-test --config blind.toml
says "self_test[planted=10] chain/serial is same and must be slower"
# It is the policy that hides it, and nobody blames the machine; what repeats it is complete.
says "smallest_slowdown = 0.3 (0.02)"
says "tidegate gate --config=blind.toml --self-test --seed="
# As JSON, with a policy whose pairs never suffice.
printf 'version = 1\n[lockstep]\nfirst_pass = 1\nmax_pairs = 1\n' > short.toml
expect 2 "$tidegate" gate --self-test --config short.toml --json
[ "$(verdict_of stdout | wc -l)" = 2 ] || fail "stdout is no report"
# What has no meaning here is refused.
for flag in "--mode ab" "--worker x" "--out o" "--ctest-measurements" rows.jsonl; do
  # shellcheck disable=SC2086
  expect 64 "$tidegate" gate --self-test $flag
  says "has no meaning beside --self-test"
done
# Usage is checked before anything is measured.
expect 64 "$tidegate" gate --self-test --samples 3
expect 64 "$tidegate" planted-worker honest
