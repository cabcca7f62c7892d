#!/usr/bin/env bash
# `tidegate harness`: a folder of evidence, what it refuses, and what its checklist catches. Real
# times are taken, and none is judged. <harness_worker> is a program of ours.
. "$2/lib.sh"
toy=$3
schema=$here/../../docs/schema/harness-results.schema.json
export XDG_RUNTIME_DIR=$work/runtime PATH=$work/bin:$PATH
mkdir runtime bin
unset CUDA_VISIBLE_DEVICES CTEST_RESOURCE_GROUP_COUNT
printf '#!/bin/sh\nexit 9\n' > bin/nvidia-smi && chmod +x bin/nvidia-smi  # no driver

# A project with tests: a repository, and a build tree that git does not see.
new_repository project
cd project
echo /build/ > .gitignore
mkdir -p build/bench
echo 'add_test(one "true")
add_test(two "true")' > build/CTestTestfile.cmake
: > build/bench/CTestTestfile.cmake
commit . "a project"
cp "$toy" build/bench/toy
harness() { "$tidegate" harness --worker build/bench/toy --case toy --repeats 2 --samples 30 --min-sample-ms 0.01 "$@"; }

# A run whose every item is met, in a folder of its own below tidegate-out.
expect 0 harness --provider plain --dtype float32 --dtype float64
folder=$(sed -n 's/^evidence: //p' "$work/stdout")
[[ $folder == tidegate-out/harness/* ]] || fail "a folder called '$folder'"
(cd "$folder" && sha256sum --quiet -c SHA256SUMS) || fail "sha256sum does not agree"
expect 0 "$tidegate" harness --check "$folder"
says "sound, 4 rows"
python=/usr/bin/python3
[ -x "$python" ] || python=python3
"$python" - "$folder" "$schema" <<'P' || fail "the folder is not as docs say"
import json, pathlib, sys
import jsonschema
folder = pathlib.Path(sys.argv[1])
results = json.loads((folder / "results.json").read_text())
assert len(results["results"]) == 4, results["results"]
for one in results["results"]:
    assert len(one["cold_times_s"]) == 2 and len(one["warm_times_s"]) == 60, one
    assert one["min_warm_s"] <= one["mean_warm_s"] <= one["max_warm_s"], one
    assert one["mean_output"] == one["size"] / 2, one
assert {one["dtype"] for one in results["results"]} == {"float32", "float64"}
assert all(item["met"] == "yes" for item in results["checklist"]), results["checklist"]
assert results["tests"]["total"] == 2, results["tests"]
assert results["memory_growth"][0]["metric"] == "resident_memory", results["memory_growth"]
env = json.loads((folder / "env.json").read_text())
assert env["git_sha"] == results["source_tree"]["commit"] and env["gpu_model"] in (None, "ABSENT"), env
rows = (folder / "rows.jsonl").read_text().splitlines()
assert len(rows) == 8, len(rows)
jsonschema.Draft202012Validator(json.loads(pathlib.Path(sys.argv[2]).read_text())).validate(results)
P
grep -q "Total Tests: 2" "$folder/collected_tests.txt" || fail "the tests are not listed"
grep -q -- "--provider plain --dtype float32 --dtype float64" "$folder/commands.txt" || fail "not the command"
grep -q "$(git rev-parse HEAD)" "$folder/commands.txt" || fail "not the commit"
[ ! -e "$folder/.harness.lock" ] || fail "the lock stayed"

# Evidence is never overwritten.
expect 2 harness --provider plain --out "$folder"
says "is no empty folder"
mkdir "$work/held" && : > "$work/held/.harness.lock"
expect 2 harness --provider plain --out "$work/held"
says "belongs to another run"

# The rows are rows as any: the folder is a baseline, and one folder on both sides is refused.
expect 2 "$tidegate" gate "$folder" --baseline-rows "$folder" --mode screen --out "$work/judged"
says "the same run on both sides"
sed 's/"run_id":"[^"]*"/"run_id":"20200101T000000Z__0000000-0000000000"/' "$folder/rows.jsonl" > "$work/renamed.jsonl"
expect 2 "$tidegate" gate "$folder" --baseline-rows "$work/renamed.jsonl" --mode screen --out "$work/judged"
says "the same samples on both sides, under two run ids: 4 rows"

# What the worker does not list is wrong usage, and nothing is written.
small=(--provider plain --sizes 256 --repeats 1 --out "$work/none")
harness1() { "$tidegate" harness --worker build/bench/toy --samples 30 --min-sample-ms 0.01 "$@"; }
expect 64 harness1 --sizes 256,300 --out "$work/none"
says "no row has size=300"
says "The worker lists 256, 512."
expect 64 harness1 --size-axis n --out "$work/none"
says "--size-axis n"
expect 64 harness1 --dtype float16 --out "$work/none"
says "It is float32 or float64"
expect 64 harness1 --device tpu --out "$work/none"
expect 64 harness1 --sizes 256,256 --out "$work/none"
expect 64 harness1 --repeats 0 --out "$work/none"
expect 64 harness1 --constructions 2 --out "$work/none"
expect 64 "$tidegate" harness
expect 64 harness1 --check "$folder"
expect 64 "$tidegate" harness --check "$folder" --repeats 7
says "--repeats says how to measure"
[ ! -e "$work/none" ] || fail "something was written"

# Warnings, verbatim and counted, on stderr, in the page and in the results.
expect 0 harness1 --provider warns --sizes 256 --repeats 3 --out "$work/warns"
says "warning x3: 3 of 4 neighbourhoods are out of range"
says "warning x3: library: Warning: deprecated | path"
says "warning x3: rung twice and on a line of its own"
grep -q '×3 rung twice and on a line of its own (row)' "$work/warns/summary.md" || fail "a warning in two lines"
! grep -q $'\a' "$work/stderr" "$work/stdout" "$work/warns/summary.md" || fail "it rings"
grep -q '×3 3 of 4 neighbourhoods are out of range (row)' "$work/warns/summary.md" || fail "not in the page"
expect 0 "$tidegate" harness --check "$work/warns"

# A leak.
expect 2 harness1 --provider leaky --sizes 256 --repeats 1 --out "$work/leaks"
says "memory_steady is not met: toy[size=256,dtype=fp32] leaky/serial keeps 8"
expect 2 "$tidegate" harness --check "$work/leaks"
says "memory_steady is not met"
expect 0 harness1 --provider leaky --sizes 256 --repeats 1 --constructions 0 --out "$work/unasked"

# A process that fails.
expect 2 harness1 --provider broken --sizes 256 --repeats 1 --out "$work/broken"
says "warm_recorded is not met"
says "out of memory"

# No device: rows that say so, and that is all.
expect 0 harness1 --device cuda --sizes 256 --repeats 1 --out "$work/absent"
says "no CUDA device is here"
grep -q '"status":"skipped"' "$work/absent/rows.jsonl" || fail "no skipped row"
grep -q '"device_absent": true' "$work/absent/results.json" || fail "not in the results"
grep -q '## Absent devices' "$work/absent/summary.md" || fail "not in the page"
# A device, and rows that were skipped all the same.
cat > "$work/bin/nvidia-smi" <<'S'
#!/bin/sh
case $1 in
  --query-gpu=index,uuid,name) echo "0, GPU-aa11-0001, Made Up" ;;
  --query-compute-apps=*) : ;;
  *) exit 1 ;;
esac
S
expect 2 harness1 --device cuda --sizes 256 --repeats 1 --out "$work/present"
says "devices_ran is not met: Made Up is there, and toy"
printf '#!/bin/sh\nexit 9\n' > "$work/bin/nvidia-smi"

# Ctrl-C is heard while a sick driver hangs nvidia-smi.
mkfifo "$work/hangs"
printf '#!/bin/sh\necho asked > "%s/hangs"\nexec sleep 1000\n' "$work" > "$work/bin/nvidia-smi"
setsid "$tidegate" harness --worker build/bench/toy --provider plain --sizes 256 --repeats 1 --out "$work/hung" 2> "$work/hung.err" &
pid=$!
read -r _ < "$work/hangs"
kill -INT "$pid"
code=0; wait "$pid" || code=$?
[ "$code" -eq 130 ] || { cat "$work/hung.err"; fail "exit $code instead of 130"; }
[ ! -e "$work/hung/rows.jsonl" ] || fail "it went on"
printf '#!/bin/sh\nexit 9\n' > "$work/bin/nvidia-smi"

# No tests to list, on purpose and otherwise.
cp "$toy" "$work/toy"
outside() { "$tidegate" harness --worker "$work/toy" --samples 30 --min-sample-ms 0.01 --constructions 0 "$@"; }
expect 2 outside "${small[@]}"
says "tests_collected is not met: not collected: no folder above"
expect 0 outside --provider plain --sizes 256 --repeats 1 --no-tests --out "$work/untested"

# A source tree that changes meanwhile: the worker is a script that touches it.
cat > build/bench/touching <<'W'
#!/bin/sh
[ "$2" != attempt ] || echo "int x;" >> new.c
exec "$(dirname "$0")/toy" "$@"
W
chmod +x build/bench/touching
expect 2 "$tidegate" harness --worker build/bench/touching --provider plain --sizes 256 --repeats 1 --out "$work/touched"
says "source_unchanged is not met: the source tree changed during the run: ?? new.c"
rm new.c

# A worker that cannot serve has no memory to look at.
cat > build/bench/short <<'W'
#!/bin/sh
[ "$2" != serve ] || exit 64
exec "$(dirname "$0")/toy" "$@"
W
chmod +x build/bench/short
expect 2 "$tidegate" harness --worker build/bench/short --provider plain --sizes 256 --repeats 1 --out "$work/short"
says "memory_steady is not met: not known"

# What was changed, is missing or was added is found.
cp -r "$folder" "$work/copy"
echo >> "$work/copy/commands.txt"
rm "$work/copy/env.json"
: > "$work/copy/more.txt"
expect 2 "$tidegate" harness --check "$work/copy"
says "commands.txt was changed"
says "env.json is missing"
says "more.txt was added"
rm "$work/copy/SHA256SUMS"
expect 2 "$tidegate" harness --check "$work/copy"
expect 2 "$tidegate" harness --check "$work/nowhere"
