#!/usr/bin/env bash
# A/A suites of a real program, and a screen whose limits a noise band widens.
. "$2/lib.sh"
worker=$3

expect 0 "$tidegate" calibrate --worker "$worker" --suites 2 --dry-run --baselines "$work/baselines"
says "2 A/A suites of 1 rows"
says "0 of 2 (0.0 %, 95 % interval 0.0 to 84.2 %) of suites"
says "chain[steps=20000] plain/serial"
[ ! -e "$work/baselines" ] || fail "--dry-run wrote"
expect 64 "$tidegate" calibrate
expect 64 "$tidegate" calibrate --worker "$worker" --suites 1
expect 64 "$tidegate" calibrate --worker "$worker" --case nothing
expect 2 "$tidegate" calibrate --worker "$work/gone"

# Rows 12 % apart: slower for a screen at 10 %, within the limit once the row's band is 13 %.
row() { # <run> <seconds> <machine class>
  printf '{"schema_version":1,"kind":"result","run_id":"%s","case":"c","point":{},"provider":"p","platform":"serial","reference":true,"representative":true,"status":"ok","attempts":1,"failed":0,"metrics":{"warm_time":{"unit":"s","n":40,"min":%s,"median":%s,"mean":%s,"stddev":0,"iqr":0,"p95":%s}},"machine_class":"quiet-1"}\n' "$1" "$2" "$2" "$2" "$2"
}
mkdir -p baselines/quiet-1
row 20260101T000000Z__aaaaaaa 1.0 > baselines/quiet-1/c.jsonl
row 20260102T000000Z__bbbbbbb 1.12 > now.jsonl
expect 1 "$tidegate" gate now.jsonl --baselines baselines --mode screen
band() { printf '{"schema_version":1,"kind":"noise_bands","bands":[{"case":"c","point":{},"provider":"p","platform":"serial","min":%s,"p95":0,"processes":20}]}\n' "$1"; }
band 0.13 > baselines/quiet-1/noise.json
expect 0 "$tidegate" gate now.jsonl --baselines baselines --mode screen
grep -q "widened to this row's noise band" tidegate-out/verdict.json || fail "nobody said that the limit is wider"
grep -q "1 row is beyond its limit and within its noise band, first c\[-\] p/serial" tidegate-out/verdict.json ||
  fail "nobody said that the band alone made it pass"
band '"wide"' > baselines/quiet-1/noise.json
expect 2 "$tidegate" gate now.jsonl --baselines baselines --mode screen
says "noise.json:"

# Bands from runs of one store: ten of the same code, an hour apart and 5 % away from each other.
mkdir -p store/c
stored() { # <case> <hour> <seconds> <code>
  local id=20260103T${2}0000Z__$1$4
  row "$id" "$3" | sed "s/\"case\":\"c\"/\"case\":\"$1\"/; s/\"machine_class\":\"quiet-1\"/&,\"provenance\":{\"timestamp\":\"2026-01-03T$2:00:00Z\",\"code\":\"$4\"}/" > "store/c/$id.jsonl"
}
for hour in 00 02 04 06 08; do
  stored c $hour 1.00 one && stored wild $hour 1.00 one
done
for hour in 01 03 05 07 09; do
  stored c $hour 1.05 one && stored wild $hour 1.40 one
done
stored c 14 1.50 two
stored rare 14 1.00 one
stored rare 16 9.00 one
# A band that an earlier version learnt from a pair of runs of a row without limit goes.
mkdir -p learnt/quiet-1
band 8 | sed 's/"case":"c"/"case":"wild"/' > learnt/quiet-1/noise.json
expect 0 "$tidegate" calibrate --history store --baselines learnt
says "rows with a noise band: 1; with fewer than 10 runs of one code an hour apart: 1"
says "no band, for they vary by more than 25 %: lockstep alone decides them"
says "wild[-] p/serial"
says "40.0 %"
says "5.0 %"
python3 -c 'import json; band, = json.load(open("learnt/quiet-1/noise.json"))["bands"]; assert abs(band["min"] - 0.05) < 1e-9 and band["processes"] == 10 and band["case"] == "c", band' || fail "not the band of the ten runs"
rm store/c/20260103T09*__cone.jsonl
expect 0 "$tidegate" calibrate --history store --baselines other
says "with a noise band: 0"
[ ! -e other ] || fail "a band of nothing was written"
rm store/c/20260103T09*__wildone.jsonl
expect 2 "$tidegate" calibrate --history store --baselines other
says "an hour apart"
[ ! -e other ] || fail "a band of nothing was written"
expect 64 "$tidegate" calibrate --history store --worker "$worker"
