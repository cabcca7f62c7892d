#!/usr/bin/env python3
"""Writes a store for the tests of the page: python3 make_store.py CASES RUNS SIZES FOLDER [HOSTILE].

Every case has SIZES sizes by two providers (one size: one provider), a run a commit. The times of
the first case become 10 % larger half way. With HOSTILE the first case and one of its providers have
names that are an attack wherever somebody forgets to escape. The same arguments write the same bytes.
"""
import json
import os
import random
import sys

cases, runs, sizes = (int(word) for word in sys.argv[1:4])
folder = sys.argv[4]
hostile = len(sys.argv) > 5
draw = random.Random(1)
attack = "</script><img src=x onerror=alert(1)>'\"&\u202e"


def times(level, count):
    return [float(f"{level * (1 + 0.05 * draw.random() ** 3):.6g}") for _ in range(count)]


def row(case, run, n, provider, status):
    day = f"{2026 + run // 336}-{run % 336 // 28 + 1:02d}-{run % 28 + 1:02d}"
    level = 1e-9 * n ** 2 * (1.6 if provider == "naive" else 1) * (1 + 0.01 * draw.random())
    if case == 0 and run >= runs // 2:
        level *= 1.1
    commit = f"{run:04x}" + "c0ffee" * 6
    name = f"case_{case:03d}" + (attack if hostile and case == 0 else "")
    return {
        "schema_version": 1, "kind": "attempt",
        "run_id": day.replace("-", "") + f"T010000Z__{commit[:7]}",
        "case": name, "point": {"n": n},
        "provider": provider + (attack if hostile and case == 0 and provider == "kokkos" else ""),
        "platform": "serial", "machine_class": "cpu-0a1b2c3d", "coverage": "full",
        "reference": provider == "naive", "representative": n == 512, "status": status,
        "failure": None if status == "ok" else
        {"phase": "measure", "message": "killed: out of memory", "exit_code": None, "signal": 9, "limit_s": None},
        "stderr_tail": "",
        "metrics": {} if status != "ok" else {
            "warm_time": {"unit": "s", "iterations": 10, "samples": times(level, 40)},
            "cold_time": {"unit": "s", "iterations": 1, "samples": times(level * 3, 1)},
            "peak_rss": {"unit": "B", "iterations": 1, "samples": [8e6 + 16.0 * n * n]}},
        "work": {"bytes": 16.0 * n * n, "flops": 2.0 * n * n, "elements": None},
        "includes": None, "stopping": None, "stages": None, "counters": {},
        "fidelity": None if status != "ok" else
        {"status": "pass", "rel_to_tol": 0.012, "max_abs": 1e-7, "checked": n, "mismatched": 0,
         "rtol": 1e-5, "atol": 1e-6, "oracle": "fp64_full", "against": None, "reason": None,
         "subsample": None, "echo": None},
        "resolved_backend": None, "warnings": [], "seed": 0,
        "provenance": {"timestamp": f"{day}T01:00:00Z", "commit": commit, "dirty": "false",
                       "compiler": "GNU 12.2.0", "build_type": "Release", "taint": "ABSENT"},
    }


for case in range(cases):
    for run in range(runs):
        rows = []
        for i in range(sizes):
            n = 512 if sizes == 1 else 256 * 2 ** i
            rows.append(row(case, run, n, "kokkos", "ok"))
            if sizes > 1:
                last = case == 1 and i == sizes - 1
                rows.append(row(case, run, n, "naive", "oom" if last else "ok"))
        target = os.path.join(folder, f"case_{case:03d}")
        os.makedirs(target, exist_ok=True)
        with open(os.path.join(target, rows[0]["run_id"] + ".jsonl"), "w") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)
