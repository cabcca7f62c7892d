#!/usr/bin/env python3
"""A worker of protocol 1 around the google-benchmark program beside it, `<name>` for `<name>_worker.py`.

Every repetition is a sample of its own: times are taken from the program's JSON, none is made up.
"""
import json
import re
import subprocess
import sys

PROGRAM = re.sub(r"_worker\.py$", "", __file__)
SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


def names():
    listed = subprocess.run([PROGRAM, "--benchmark_list_tests"], check=True, capture_output=True, text=True)
    return listed.stdout.split()


def measured(name, repetitions, min_time):
    """(seconds a call, calls) of each repetition."""
    done = subprocess.run(
        [PROGRAM, f"--benchmark_filter=^{re.escape(name)}$", f"--benchmark_repetitions={repetitions}",
         f"--benchmark_min_time={min_time}", "--benchmark_format=json"],
        check=True, stdout=subprocess.PIPE, text=True)
    runs = [run for run in json.loads(done.stdout)["benchmarks"] if run["run_type"] == "iteration"]
    failed = [run["error_message"] for run in runs if run.get("error_occurred")]
    if failed or len(runs) != repetitions:
        sys.exit(f"{name}: {len(runs)} of {repetitions} repetitions; {failed}")
    return [(run["real_time"] * SECONDS[run["time_unit"]], run["iterations"]) for run in runs]


def listing():
    for number, name in enumerate(names()):
        yield {"protocol": 1, "case": re.sub(r".*/", "", PROGRAM), "point": {"name": name}, "platform": "serial",
               "provider": "google-benchmark", "reference": True, "representative": number == 0}


def attempt(spec):
    runs = measured(spec["point"]["name"], spec["samples"], spec["min_sample_s"])
    # The program settles on a number of calls once, for all of its repetitions.
    return {"schema_version": 1, "status": "ok",
            "metrics": {"warm_time": {"samples": [seconds for seconds, _ in runs], "iterations": runs[0][1]}}}


def lockstep(spec):
    measured(spec["point"]["name"], 1, spec["min_sample_s"])
    print("tidegate ready", flush=True)
    while sys.stdin.readline().strip() == "sample":
        [(seconds, calls)] = measured(spec["point"]["name"], 1, spec["min_sample_s"])
        print("tidegate sample", max(1, round(seconds * calls * 1e9)), calls, flush=True)
    return {"schema_version": 1, "status": "ok"}


modes = {"attempt": attempt, "lockstep": lockstep}
word, mode, *files = sys.argv[1:] if len(sys.argv) > 2 else ["", ""]
if word != "--tidegate" or mode not in ("list", *modes):
    sys.exit("usage: --tidegate list|attempt|lockstep ...")
if mode == "list":
    rows = list(listing())
else:
    with open(files[0]) as spec_file:
        rows = [modes[mode](json.load(spec_file))]
with open(files[-1], "w") as result:
    result.writelines(json.dumps(row) + "\n" for row in rows)
if mode == "lockstep":
    print("tidegate done", flush=True)
