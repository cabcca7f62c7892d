#!/usr/bin/env bash
# A program that answers google-benchmark's flags with exact times, behind a banner of its own.
# Decides: the form of the list and of the result. `manner` is how it misbehaves.
set -eu
time_ns=1000000
manner=fine
name=BM_sum/64
echo "loading data"
list='' filter='' out='' repetitions=1
for argument in "$@"; do
  case $argument in
    --benchmark_list_tests=true) list=1 ;;
    --benchmark_filter=*) filter=${argument#*=} ;;
    --benchmark_out=*) out=${argument#*=} ;;
    --benchmark_repetitions=*) repetitions=${argument#*=} ;;
  esac
done
if [ -n "$list" ]; then
  [ "$filter" = '^$' ] || echo "$name"
  exit 0
fi
[ "$manner" != hangs ] || exec sleep 600
[ "$manner" != overrules ] || name=BM_sort/64
{
  printf '{"context": {"library_build_type": "release"}, "benchmarks": ['
  for ((index = 0; index < repetitions; ++index)); do
    [ "$index" = 0 ] || printf ','
    printf '{"name": "%s", "run_name": "%s", "run_type": "iteration", "repetitions": %s, ' "$name" "$name" "$repetitions"
    printf '"repetition_index": %s, "threads": 1, "iterations": 100, "time_unit": "ns", ' "$index"
    [ "$manner" != reports_an_error ] || printf '"error_occurred": true, "error_message": "no such device", '
    printf '"real_time": %s, "cpu_time": %s}' "$time_ns" "$time_ns"
  done
  printf ']}'
} >"$out"
[ "$manner" != dies_at_the_end ] || exit 3
