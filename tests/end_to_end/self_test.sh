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
# Usage is checked before anything is measured.
expect 64 "$tidegate" gate --self-test --samples 3
expect 64 "$tidegate" planted-worker honest
