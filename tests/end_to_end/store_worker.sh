#!/usr/bin/env bash
# A worker with three points and exact times. Where the folder $HOLD_AT has two pipes, the point n=2
# says on one that it was reached and waits for the other: a test can stop the runner exactly there.
set -eu
[ "${1:-}" = --tidegate ] || { echo "usage: --tidegate list|attempt ..." >&2; exit 64; }
case $2 in
  list)
    for n in 1 2 3; do
      printf '{"protocol":1,"case":"held","point":{"n":%d},"provider":"%s","platform":"serial",%s}\n' \
        "$n" "${PROVIDER:-shell}" "\"reference\":true,\"representative\":$([ "$n" = 3 ] && echo true || echo false)"
    done > "$3" ;;
  attempt)
    n=$(sed -n 's/.*"n": *\([0-9]*\).*/\1/p' "$3")
    if [ "$n" = 2 ] && [ -p "${HOLD_AT:-/nowhere}/reached" ]; then
      echo reached > "$HOLD_AT/reached"
      read -r _ < "$HOLD_AT/go"
    fi
    samples=$(for _ in $(seq 40); do printf '0.00%d,' "$n"; done)
    printf '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[%s]}}}\n' \
      "${samples%,}" > "$4" ;;
  *) exit 64 ;;
esac
