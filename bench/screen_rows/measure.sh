#!/usr/bin/env bash
# How long `tidegate gate` takes on many result rows against as many, beside a floor that reads the
# same bytes: a ratio in one run, and the peak memory.
# Usage: bench/screen_rows/measure.sh <tidegate> [rows, default 100000] [repeats, default 5]
set -euo pipefail
tidegate=$(realpath "$1")
rows=${2:-100000}
repeats=${3:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

/usr/bin/python3 - "$rows" <<'P'
import json, random, sys
random.seed(1)
facts = {"timestamp": "2026-01-01T00:00:00Z", "commit": "a" * 40, "dirty": "false", "host": "h",
         "cpu_model": "Example CPU @ 2.50GHz", "cpu_cores": "2", "memory": "23 GiB",
         "compiler": "GNU 12.2.0", "compiler_flags": "-O3 -DNDEBUG -O3 -march=native",
         "build_type": "Release", "kokkos_version": "3.4.1", "kokkos_backend": "Serial"}
def write(name, run, noise):
    with open(name, "w") as out:
        for i in range(int(sys.argv[1])):
            low = 1e-3 * (1 + i / 1e6) * (1 + noise * random.random())
            out.write(json.dumps({
                "schema_version": 1, "kind": "result", "run_id": run, "case": f"case_{i % 100}",
                "point": {"n": i, "algebra": "log", "dtype": "fp32"}, "provider": "kokkos",
                "platform": "serial", "reference": True, "representative": False, "status": "ok",
                "failure": "", "attempts": 1, "failed": 0, "machine_class": "example-00000000",
                "metrics": {"warm_time": {"unit": "s", "n": 40, "min": low, "median": low * 1.01,
                    "mean": low * 1.02, "stddev": low * 0.01, "iqr": low * 0.01,
                    "p95": low * 1.04}},
                "work": {"bytes": 1e6, "flops": 2e6}, "fidelity": None, "ratio": None,
                "provenance": facts}, separators=(",", ":")) + "\n")
write("baseline.jsonl", "20260101T000000Z__aaaaaaa", 0.03)
write("current.jsonl", "20260102T000000Z__bbbbbbb", 0.03)  # below every limit
P

measure() { /usr/bin/python3 - "$@" <<'P'
import os, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
wall = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{wall:.4f} {peak:.0f} {code}")
P
}
: > gate.txt; : > floor.txt
for _ in $(seq "$repeats"); do  # interleaved, so that drift falls on both
  measure "$tidegate" gate current.jsonl --baseline-rows baseline.jsonl --mode screen --out out >> gate.txt
  measure wc -l baseline.jsonl current.jsonl >> floor.txt
done
/usr/bin/python3 - "$rows" "$(du -cm baseline.jsonl current.jsonl | tail -1 | cut -f1)" <<'P'
import statistics, sys
def column(name, i): return [float(line.split()[i]) for line in open(name)]
gate, floor = statistics.median(column("gate.txt", 0)), statistics.median(column("floor.txt", 0))
print(f"{sys.argv[1]} result rows against {sys.argv[1]}, {sys.argv[2]} MiB: "
      f"{gate:.2f} s, {max(column('gate.txt', 1)):.0f} MiB peak, "
      f"{gate / floor:.0f}x the floor of reading the bytes (wc -l); exit {int(column('gate.txt', 2)[0])}")
P
