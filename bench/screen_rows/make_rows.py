#!/usr/bin/python3
"""Writes baseline.jsonl and current.jsonl: result rows as the tool writes them, sorted by key.
Usage: make_rows.py <rows> <full|bare>
full: three metrics, a fidelity and every fact, the time and the load of each attempt its own.
bare: warm_time and what a script knows of its machine, the same in every row."""
import json, random, sys

rows, shape = int(sys.argv[1]), sys.argv[2]
random.seed(1)
facts = {
    "timestamp": "2026-01-01T00:00:00Z", "commit": "a" * 40, "dirty": "false",
    "worker": "bench/bench_example", "isolation": "subprocess", "pinned_cpus": "1", "host": "anvil",
    "load_average": "0.10", "cpu_mhz": "2500.000", "kernel": "Linux 6.1.0-18-amd64",
    "cpu_model": "Example CPU @ 2.50GHz", "cpu_cores": "2", "cpu_governor": "ABSENT",
    "cpu_turbo": "ABSENT", "smt": "off", "memory": "23 GiB",
    "os": "Debian GNU/Linux 12 (bookworm)", "virtualization": "vm", "gpu_model": "ABSENT",
    "gpu_driver": "ABSENT", "compiler": "GNU 12.2.0",
    "compiler_flags": "-O3 -DNDEBUG -O3 -march=native", "build_type": "Release",
    "kokkos_version": "3.4.1", "kokkos_backend": "Serial", "cuda_version": None}
known_to_scripts = ("timestamp", "commit", "dirty", "host", "cpu_model", "cpu_cores", "memory",
                    "compiler", "compiler_flags", "build_type", "kokkos_version", "kokkos_backend")
fidelity = {"status": "pass", "rel_to_tol": 0.25, "max_abs": 1e-6, "checked": 16384, "mismatched": 0,
            "rtol": 0.001, "atol": 0.0001, "oracle": "fp64_full"}

def once(unit, value):
    return {"unit": unit, "n": 1, "min": value, "median": value, "mean": value, "stddev": 0.0,
            "iqr": 0.0, "p95": None}

def metrics(low):
    found = {"warm_time": {"unit": "s", "n": 40, "min": low, "median": low * 1.01,
                           "mean": low * 1.02, "stddev": low * 0.01, "iqr": low * 0.01,
                           "p95": low * 1.04}}
    if shape == "full":
        found |= {"cold_time": once("s", 2 * low), "peak_rss": once("B", 8548352.0)}
    return found

def provenance(i):
    if shape == "bare":
        return {name: facts[name] for name in known_to_scripts}
    at = i // 3  # seconds
    return facts | {"timestamp": f"2026-01-01T{at // 3600 % 24:02}:{at // 60 % 60:02}:{at % 60:02}Z",
                    "load_average": f"{random.random():.2f}"}

def row(i, run, low):
    return {"schema_version": 1, "kind": "result", "run_id": run, "case": f"case_{i // 1000:03}",
            "point": {"n": 1000000 + i, "algebra": "log", "dtype": "fp32"}, "provider": "kokkos",
            "platform": "serial", "reference": True, "representative": False, "status": "ok",
            "failure": None, "attempts": 1, "failed": 0, "metrics": metrics(low),
            "work": {"bytes": 1e6, "flops": 2e6}, "fidelity": fidelity if shape == "full" else None,
            "ratio": None, "machine_class": "example-00000000", "provenance": provenance(i)}

for name, run in (("baseline", "20260101T000000Z__aaaaaaa"), ("current", "20260102T000000Z__bbbbbbb")):
    with open(f"{name}.jsonl", "w") as out:
        for i in range(rows):
            low = 1e-3 * (1 + i / 1e6) * (1 + 0.03 * random.random())  # noise below every limit
            out.write(json.dumps(row(i, run, low), separators=(",", ":")) + "\n")
