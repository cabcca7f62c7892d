#!/usr/bin/env bash
# Rows of any size are read in bounded memory: what a command needs at most for 64 MB of attempts is
# what it needs for 4 MB, and what it keeps of each row.
. "$(dirname "$0")/lib.sh"
new_repository repo
commit repo "first commit"
expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo --out rows

# history: many runs of one key in one file. run: one run of many keys. An attempt is 32 KB.
python3 - <<'P'
import json, os
row = json.loads(open("rows/scripted.jsonl").readline())
row["provenance"].update(taint="ABSENT", dirty="false")
samples = row["metrics"]["warm_time"]["samples"]
row["metrics"]["warm_time"]["samples"] = [0.004 + i * 1.2345678e-9 for i in range(1800)]

def write(folder, lines):
    os.makedirs(folder)
    with open(folder + "/scripted.jsonl", "w") as out:
        for line in lines:
            out.write(json.dumps(line, separators=(",", ":")) + "\n")

def history(runs):
    for i in range(runs):
        row["run_id"] = "202601%02dT%06dZ__%07x" % (1 + i // 1000, i % 1000, i // 8)
        row["provenance"]["commit"] = "%040x" % (i // 8)
        yield row

def run(keys):
    row["run_id"] = "20260201T000000Z__0000000"
    for i in range(keys):
        row["output"] = {"shape": [1], "dtype": "fp64", "finite": 1, "nonfinite": 0, "l1": 1, "l2_squared": 1, "linf": 1}
        row["point"]["n"] = 1000 + i % (keys // 2)  # two attempts of each, far from each other
        yield row

write("small/history/scripted", history(128))
write("large/history/scripted", history(2048))
write("small/run/scripted", run(128))
write("large/run/scripted", run(2048))
# What is kept of a row weighs as much as its attempts did.
row["counters"] = {"c%d" % i: {"value": i, "unit": "1"} for i in range(150)}
row["metrics"]["warm_time"]["samples"] = samples
write("small/wide/scripted", run(128))
write("large/wide/scripted", run(2048))
P
size() { stat -c %s "$1/scripted/scripted.jsonl"; }
[ "$(size large/history)" -gt $((60 << 20)) ] && [ "$(size large/run)" -gt $((60 << 20)) ] ||
  fail "the large files are not large"

# peak <command...>: the most memory that it had, in KiB; its own exit code.
peak() {
  python3 - "$@" <<'P'
import os, sys
child = os.fork()
if child == 0:
    null = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(null, 1); os.dup2(null, 2)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
code = os.waitstatus_to_exitcode(status)
if code != 0:
    sys.exit("exit %d: %s\n%s" % (code, " ".join(sys.argv[1:]), open("said").read()[:2000]))
print(usage.ru_maxrss)
P
}
# bounded <rows> <words before the folder> -- <words behind it>: 60 MB more to read may cost 16 MB.
bounded() {
  local rows=$1 before=() small large
  shift
  while [ "$1" != -- ]; do before+=("$1"); shift; done
  shift
  small=$(peak "$tidegate" "${before[@]}" "small/$rows" "$@") || exit 1
  large=$(peak "$tidegate" "${before[@]}" "large/$rows" "$@") || exit 1
  echo "${before[*]} $rows: $((small >> 10)) MiB, and $((large >> 10)) MiB for 16 times as much"
  [ $((large - small)) -lt $((16 << 10)) ] || fail "memory grows with the file: ${before[*]} $rows"
}
bounded history trend -- --source-dir repo
bounded history trend -- --source-dir repo --record --trends trends
bounded history store latest --
bounded history render html -- --source-dir repo --out site.html
bounded run store latest --
bounded run store latest -- --out latest.jsonl
cmp -s <(sort latest.jsonl) <(sort large/run/scripted/scripted.jsonl) || fail "rows were lost"
bounded run trend -- --source-dir repo
bounded run drift -- --update --manifest outputs.json
bounded run coverage --
bounded wide render csv -- --out rows.csv

# A file without newlines is refused before it is in memory.
mkdir -p endless/scripted
head -c 10 large/run/scripted/scripted.jsonl > endless/scripted/scripted.jsonl
truncate -s 300M endless/scripted/scripted.jsonl
for words in trend "store latest" standing; do
  expect 2 bash -c "ulimit -v 2000000; exec \"\$0\" $words endless" "$tidegate"
  says "this line is longer than 64 MiB"
done
