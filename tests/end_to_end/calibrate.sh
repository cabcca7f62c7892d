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
band '"wide"' > baselines/quiet-1/noise.json
expect 2 "$tidegate" gate now.jsonl --baselines baselines --mode screen
says "noise.json:"
