#!/usr/bin/env bash
# A worker of 30 lines that speaks the protocol and "measures" exact times.
set -eu
time_ns=1000000
row() {
  seconds=$(printf '%d.%09d' $((time_ns / 1000000000)) $((time_ns % 1000000000)))
  samples=$(for _ in $(seq 40); do printf '%s,' "$seconds"; done)
  printf '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[%s]}}}\n' \
    "${samples%,}" > "$1"
}
[ "${1:-}" = --tidegate ] || { echo "usage: --tidegate list|attempt|lockstep ..." >&2; exit 64; }
case $2 in
  list)
    printf '{"protocol":1,"case":"scripted","point":{"n":1},"provider":"shell",%s}\n' \
      '"platform":"serial","reference":true,"representative":true' > "$3" ;;
  attempt) row "$4" ;;
  lockstep)
    echo "tidegate ready"
    while read -r request; do
      case $request in
        sample) echo "tidegate sample $time_ns 1" ;;
        end) row "$4"; echo "tidegate done"; exit 0 ;;
      esac
    done ;;
  *) exit 64 ;;
esac
