#!/bin/sh
# A complete worker of protocol 1 (docs/worker-protocol.md): it measures counting to 2000.
count() { i=0; while [ "$i" -lt 2000 ]; do i=$((i + 1)); done; }
sample() { start=$(date +%s%N); count; elapsed=$(($(date +%s%N) - start)); }
case $1,$2 in
  --tidegate,list)
    echo '{"protocol": 1, "case": "count", "point": {"n": 2000}, "provider": "sh",' \
      '"platform": "serial", "reference": true, "representative": true}' >"$3" ;;
  --tidegate,attempt)
    count
    left=$(sed -n 's/.*"samples": *\([0-9]*\).*/\1/p' "$3")
    times=
    while [ "$left" -gt 0 ]; do
      sample
      times=$times${times:+, }${elapsed}e-9
      left=$((left - 1))
    done
    echo '{"schema_version": 1, "status": "ok",' \
      "\"metrics\": {\"warm_time\": {\"samples\": [$times]}}}" >"$4" ;;
  --tidegate,lockstep)
    count
    echo tidegate ready
    while read -r request && [ "$request" = sample ]; do
      sample
      echo "tidegate sample $elapsed 1"
    done
    echo '{"schema_version": 1, "status": "ok"}' >"$4"
    echo tidegate done ;;
  *) echo "usage: $0 --tidegate list|attempt|lockstep ..." >&2; exit 64 ;;
esac
