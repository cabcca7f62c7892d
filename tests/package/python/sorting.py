#!/usr/bin/env python3
"""A worker of protocol 1 (docs/worker-protocol.md): how long Python sorts a list."""
import json
import random
import sys
import time

ROUNDS = 1


def prepare(seed):
    numbers = random.Random(seed).sample(range(10**6), 20000)

    def call():
        for _ in range(ROUNDS):
            sorted(numbers)

    return call


def nanoseconds(call):
    start = time.perf_counter_ns()
    call()
    return time.perf_counter_ns() - start


def main(mode, *files):
    if mode == "list":
        row = {"protocol": 1, "case": "sorting", "point": {"n": 20000}, "provider": "python",
               "platform": "serial", "reference": True, "representative": True}
    else:
        with open(files[0]) as spec_file:
            spec = json.load(spec_file)
        call = prepare(spec["seed"])
        for _ in range(max(1, spec["warmup"])):
            call()
        row = {"schema_version": 1, "status": "ok"}
    if mode == "attempt":
        times = [nanoseconds(call) * 1e-9 for _ in range(spec["samples"])]
        row["metrics"] = {"warm_time": {"samples": times}}
    if mode == "lockstep":
        print("tidegate ready", flush=True)
        while sys.stdin.readline().strip() == "sample":
            print("tidegate sample", nanoseconds(call), 1, flush=True)
    with open(files[-1], "w") as result:
        json.dump(row, result)
        result.write("\n")
    if mode == "lockstep":
        print("tidegate done", flush=True)


if sys.argv[1:2] != ["--tidegate"] or sys.argv[2:3] not in (["list"], ["attempt"], ["lockstep"]):
    sys.exit("usage: sorting.py --tidegate list|attempt|lockstep ...")
main(*sys.argv[2:])
