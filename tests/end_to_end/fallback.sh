#!/usr/bin/env bash
# A kernel of tiles and a shape that no tile divides: the row names what ran instead and warns once;
# where fallbacks are refused the attempt fails.
# Arguments: <tidegate> <tests/end_to_end> <bench_semiring_matmul_batched>
. "$(dirname "$0")/lib.sh"
program=$3

# field <rows> <name>: of the only row.
field() { python3 -c 'import json,sys
rows = [json.loads(line) for line in open(sys.argv[1])]
assert len(rows) == 1, len(rows)
print(json.dumps(rows[0].get(sys.argv[2])))' "$1/semiring_matmul_batched.jsonl" "$2"; }
measure() { # measure <out> <shape> [more]
  local out=$1 shape=$2
  shift 2
  "$tidegate" run --worker "$program" --provider kokkos_tiled --point "shape=$shape,b=each,algebra=real,dtype=fp32" \
    --samples 30 --min-sample-ms 0.01 --out "$out" "$@"
}

expect 0 measure fell 1x17x19x23
[ "$(field fell status)" = '"ok"' ] || fail "the row is $(field fell status)"
[ "$(field fell resolved_backend)" = '"kokkos"' ] || fail "the row does not say what ran: $(field fell resolved_backend)"
field fell warnings | grep -q '17 x 19 x 23 (m x k x n) does not tile' || fail "no warning: $(field fell warnings)"
field fell warnings | python3 -c 'import json,sys; w = json.load(sys.stdin); assert len(w) == 1 and w[0]["count"] == 1, w' \
  || fail "not one warning"
says "kokkos ran instead"

expect 0 measure quiet 1x17x19x23 --on-fallback quiet
[ "$(field quiet resolved_backend)" = '"kokkos"' ] || fail "a quiet fallback is not named"
expect 2 measure refused 1x17x19x23 --on-fallback refuse
[ "$(field refused status)" = '"env_failed"' ] || fail "a refused fallback is $(field refused status)"

# A shape that tiles runs in its own way, refused or not.
expect 0 measure own 16x64x64x64 --on-fallback refuse
[ "$(field own resolved_backend)" = null ] || fail "a shape that tiles fell back to $(field own resolved_backend)"
