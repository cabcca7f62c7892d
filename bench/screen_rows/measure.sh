#!/usr/bin/env bash
# How long `tidegate gate` takes on many result rows against as many, beside a floor that reads the
# same bytes: a ratio in one run, and the peak memory. Once for each shape of rows (make_rows.py).
# Usage: bench/screen_rows/measure.sh <tidegate> [rows, default 100000] [repeats, default 5]
set -euo pipefail
here=$(dirname "$(realpath "$0")")
tidegate=$(realpath "$1")
rows=${2:-100000}
repeats=${3:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

measure() { /usr/bin/python3 - "$@" <<'P'
import os, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
wall = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{wall:.4f} {peak:.0f} {code}")
P
}
for shape in bare full; do
  /usr/bin/python3 "$here/make_rows.py" "$rows" $shape
  : > gate.txt; : > floor.txt
  for _ in $(seq "$repeats"); do  # interleaved, so that drift falls on both
    measure "$tidegate" gate current.jsonl --baseline-rows baseline.jsonl --mode screen --out out >> gate.txt
    measure wc -l baseline.jsonl current.jsonl >> floor.txt
  done
  /usr/bin/python3 - "$rows" "$(du -cm baseline.jsonl current.jsonl | tail -1 | cut -f1)" $shape <<'P'
import statistics, sys
def column(name, i): return [float(line.split()[i]) for line in open(name)]
gate, floor = statistics.median(column("gate.txt", 0)), statistics.median(column("floor.txt", 0))
print(f"{sys.argv[1]} {sys.argv[3]} result rows against {sys.argv[1]}, {sys.argv[2]} MiB: "
      f"{gate:.2f} s, {max(column('gate.txt', 1)):.0f} MiB peak, "
      f"{gate / floor:.0f}x the floor of reading the bytes (wc -l); exit {int(column('gate.txt', 2)[0])}")
P
done
