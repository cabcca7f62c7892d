#!/usr/bin/env bash
# Result files of other tools become rows, which the gate compares by their stored times and says so:
# what has no samples has no p95, what is no time has a direction or is not judged, and nothing is
# counted twice. Arguments: <tidegate> <tests/end_to_end>
. "$(dirname "$0")/lib.sh"
files=$here/../import/files
# google <time of each of 24 repetitions, ns> <items per second>
google() {
  python3 - "$@" <<'PY'
import json, sys
time, rate = float(sys.argv[1]), float(sys.argv[2])
entries = [{"name": "BM_sum/n:64", "run_name": "BM_sum/n:64", "run_type": "iteration", "repetitions": 24,
            "repetition_index": i, "threads": 1, "iterations": 1000, "real_time": time + i % 3, "cpu_time": time,
            "time_unit": "ns", "items_per_second": rate} for i in range(24)]
print(json.dumps({"context": {"date": "2026-11-21T10:00:00+00:00", "host_name": "a", "num_cpus": 2},
                  "benchmarks": entries}))
PY
}

# Every format is listed with what it keeps.
expect 0 "$tidegate" import --list
for format in google-benchmark nvbench catch2 nanobench hyperfine pytest-benchmark criterion kokkos-timer \
  nperf smaller-is-better bigger-is-better; do says "$format"; done

# Real files of real tools go all the way to rows that every command reads.
import() { expect 0 "$tidegate" import "$1" "$files/$2" --here --out "rows-$1"; }
import google-benchmark google-benchmark-1.9.5.json
import catch2 catch2-3.7.1.xml
import nanobench nanobench-4.6.json
import hyperfine hyperfine-1.15.0.json
import pytest-benchmark pytest-benchmark-3.2.2-data.json
import criterion criterion
import kokkos-timer kokkos-timer.dat
import nvbench nvbench.json
import nperf nperf.jsonl
import smaller-is-better smaller-is-better.json
import bigger-is-better bigger-is-better.json
for rows in rows-*; do
  # Nothing to compare with yet; 2 where a row of the file failed.
  wanted=77
  case $rows in *google*|*nvbench*|*nperf*) wanted=2 ;; esac
  expect $wanted "$tidegate" gate "$rows" --mode screen --source-dir "$work" --out out
done

# nvbench's own files of two versions: samples are found beside both, what was skipped or threw is
# no pass, and fewer than 20 samples have no p95.
for version in 2026-01 2026-08; do
  expect 0 "$tidegate" import nvbench "$files/nvbench-$version-cpu.json" --machine lab --out nv-$version
done
says "Unexpected error: cannot sort by parity"
expect 2 "$tidegate" gate nv-2026-08 --baseline-rows nv-2026-01 --mode screen --out nv
says "compared 6 of 11"
grep -q "p95 refused: 18 samples, 20 needed" nv/verdict.json || fail "18 samples have no p95"
expect 0 "$tidegate" import criterion "$files/criterion-0.7.0" --machine lab --out criterion-0.7

# Two files with samples: 30 % slower is red, by p95 as well; the direction of a rate is known.
google 100 1e9 >old.json; google 130 0.7e9 >new.json; google 101 1e9 >same.json
for side in old new same; do
  expect 0 "$tidegate" import google-benchmark $side.json --machine lab --out $side
done
expect 1 "$tidegate" gate new --baseline-rows old --mode screen --out red
[ "$(verdict_of red/verdict.json)" = slower ] || fail "30 % is not slower"
[ "$(grep -c "imported from files of google-benchmark: only their stored times" red/verdict.json)" = 1 ] ||
  fail "nobody said, once, that these are stored times"
expect 0 "$tidegate" gate same --baseline-rows old --mode screen --out green
! grep -q "p95 refused" green/verdict.json || fail "24 samples have a p95"
printf 'version = 1\n[metric.throughput]\nmin = 1.1\n' >rates.toml
expect 1 "$tidegate" gate new --baseline-rows old --mode screen --config rates.toml --out rates
verdict_of rates/verdict.json | grep -c slower | grep -qx 2 || fail "fewer items per second are worse"

# Of a single value there is no p95: the line says so, and does not pass it silently.
printf '[{"name": "parse", "unit": "ms", "value": 12.5, "range": "3%%"}]' >value.json
printf '[{"name": "parse", "unit": "ms", "value": 12.6}]' >value2.json
expect 0 "$tidegate" import smaller-is-better value.json --machine lab --out value1
expect 0 "$tidegate" import smaller-is-better value2.json --machine lab --out value2
expect 0 "$tidegate" gate value2 --baseline-rows value1 --mode screen --out value
grep -q "p95 refused: 1 samples, 20 needed" value/verdict.json || fail "who said that there is no p95?"
# Nor is there one of many single values: their p95 is not that of what they sum up.
for i in $(seq 25); do printf '[{"name": "parse", "unit": "ms", "value": 1%s.5}]' "$i" >"many$i.json"; done
expect 0 "$tidegate" import smaller-is-better many*.json --machine lab --out many
cp many1.json many26.json  # another run: a file that is named twice is refused
expect 0 "$tidegate" import smaller-is-better many*.json --machine lab --out many2
expect 0 "$tidegate" gate many2 --baseline-rows many --mode screen --out many-out
grep -q "p95 refused: a row does not have it" many-out/verdict.json || fail "25 means have no p95"
# A row of means is never set against one of samples.
sed 's/"run_type": "iteration"/"run_type": "aggregate", "aggregate_name": "mean"/g' same.json >means.json
expect 0 "$tidegate" import google-benchmark means.json --machine lab --out means
expect 2 "$tidegate" gate means --baseline-rows old --mode screen --out unlike

# What is no time is judged by the direction that its format states.
for n in 60 40 58; do
  printf '[{"name": "frames", "unit": "1/s", "value": %s}]' $n >f$n.json
  expect 0 "$tidegate" import bigger-is-better f$n.json --machine lab --out f$n
done
expect 1 "$tidegate" gate f40 --baseline-rows f60 --mode screen --out frames-red
expect 0 "$tidegate" gate f58 --baseline-rows f60 --mode screen --out frames-green
expect 0 "$tidegate" gate f60 --baseline-rows f40 --mode screen --out frames-faster
[ "$(verdict_of frames-faster/verdict.json)" = faster ] || fail "more frames are better"

# A p95 that a tool summed up itself is a number of its own, gated where a policy names it.
sed 's/"p95": 0.0021/"p95": 0.0031/' "$files/nperf.jsonl" | head -1 >tail.jsonl
head -1 "$files/nperf.jsonl" >whole.jsonl
expect 0 "$tidegate" import nperf whole.jsonl --machine lab --out n1
expect 0 "$tidegate" import nperf tail.jsonl --machine lab --out n2
expect 0 "$tidegate" gate n2 --baseline-rows n1 --mode screen --out min
printf 'version = 1\n[metric."counter.p95"]\nmin = 1.25\n' >tail.toml
expect 1 "$tidegate" gate n2 --baseline-rows n1 --mode screen --config tail.toml --out tail

# A benchmark that is gone from the new file is no pass, nor one whose test failed beside it.
printf '[{"name": "parse", "unit": "ms", "value": 12.5}, {"name": "print", "unit": "ms", "value": 1}]' >both.json
expect 0 "$tidegate" import smaller-is-better both.json --machine lab --out both
expect 2 "$tidegate" gate value2 --baseline-rows both --mode screen --out gone
says "the row is missing"
sed 's/<OverallResult success="false"/<OverallResult success="true"/' "$files/catch2-2.13.10-failed.xml" >passed.xml
expect 0 "$tidegate" import catch2 passed.xml --machine lab --out passed
cp passed.xml again.xml
expect 0 "$tidegate" import catch2 passed.xml again.xml --machine lab --out passed-again
expect 0 "$tidegate" gate passed-again --baseline-rows passed --mode screen --out passed-out
expect 0 "$tidegate" import catch2 "$files/catch2-2.13.10-failed.xml" --machine lab --out failed
expect 2 "$tidegate" gate failed --baseline-rows passed --mode screen --out failed-out
says "something else in its test case failed"

# Other machines are never compared.
expect 0 "$tidegate" import google-benchmark same.json --machine other --out other
expect 2 "$tidegate" gate other --baseline-rows old --mode screen --out machines
[ "$(verdict_of machines/verdict.json)" = not_comparable ] || fail "two machines were compared"
expect 0 "$tidegate" import google-benchmark same.json --out unsaid
says "nobody said where these times were taken"

# Nothing is counted twice, and nothing is written over unasked.
expect 2 "$tidegate" import google-benchmark same.json --machine lab --out old
says "is there already"
cp old/BM_sum.jsonl before
expect 0 "$tidegate" import google-benchmark old.json --machine lab --out old --replace
cmp -s before old/BM_sum.jsonl || fail "the same file gives the same rows"
# Several files are attempts of one run.
expect 0 "$tidegate" import google-benchmark old.json same.json --machine lab --out two
[ "$(wc -l <two/BM_sum.jsonl)" -eq 2 ] || fail "two files, two attempts"
# A store keeps each import as a run of its own; the newest counts.
expect 0 "$tidegate" import google-benchmark old.json --machine lab --store store
expect 0 "$tidegate" import google-benchmark new.json --machine lab --store store
expect 0 "$tidegate" store list store
[ "$(wc -l <"$work/stdout")" -eq 2 ] || fail "two runs"
expect 1 "$tidegate" gate store --baseline-rows old --mode screen --out stored

# Wrong usage and wrong files.
expect 64 "$tidegate" import
expect 64 "$tidegate" import google-benchmark
expect 64 "$tidegate" import nonsense old.json
says "Formats are: google-benchmark"
expect 64 "$tidegate" import google-benchmark old.json --here --machine lab
expect 64 "$tidegate" import google-benchmark old.json old.json --machine lab --out never
says "is named twice"
mkdir -p links
ln -s ../old.json links/symbolic.json
ln old.json links/hard.json
for same in ./old.json "$PWD/old.json" links/symbolic.json links/hard.json; do
  expect 64 "$tidegate" import google-benchmark old.json "$same" --machine lab --out never
  says "$same is named twice: old.json is the same file"
done
expect 64 "$tidegate" import criterion "$files/criterion" "$files/criterion/" --machine lab --out never
says "is named twice"
expect 64 "$tidegate" import criterion "$files/criterion/sum" "$files/criterion" --machine lab --out never
says "criterion/sum lies in $files/criterion, which is named too"
expect 64 "$tidegate" import google-benchmark old.json --store store --out x
expect 2 "$tidegate" import google-benchmark nowhere.json
head -c 300 old.json >cut.json
expect 2 "$tidegate" import google-benchmark old.json cut.json --out never
says "cut.json:1"
[ ! -e never ] || fail "half an import was written"
