#!/usr/bin/env bash
# Counting instead of timing: exact and repeatable where valgrind is, and each way to fail a row
# with its reason. A made-up valgrind stands for the failures.
. "$(dirname "$0")/lib.sh"
same=$3
slower=$4

field() { python3 -c 'import json,sys
row = json.loads(open(sys.argv[1]).readline())
for name in sys.argv[2].split("/"): row = row[name]
print(row)' "$@"; }

expect 64 "$tidegate" run --worker "$same" --count perf --out out
says "callgrind"
expect 64 "$tidegate" run --worker "$same" --count-calls 2 --out out
says "--count"

# No valgrind at all.
mkdir nothing
tools=$PATH
PATH=$work/nothing expect 2 "$tidegate" run --worker "$same" --count callgrind --out out
says "needs valgrind"
says "apt install valgrind"
[ ! -e out ] || fail "rows were written without valgrind"

# One that dies of an instruction that it does not know.
mkdir fake
cat > fake/valgrind <<'V'
#!/bin/sh
echo "==1== valgrind: Unrecognised instruction at address 0x109101." >&2
kill -ILL $$
V
chmod +x fake/valgrind
PATH=$work/fake:$tools expect 2 "$tidegate" run --worker "$same" --count callgrind --out sigill
says "x86-64-v3"
[ "$(field sigill/chain.jsonl status)" = env_failed ] || fail "the row is not env_failed"
[ "$(field sigill/chain.jsonl metrics)" = "{}" ] || fail "a row without a count has metrics"

# A worker that runs under it and marks nothing.
printf '#!/bin/sh\nwhile [ "${1#--}" != "$1" ] && [ "$1" != --tidegate ]; do shift; done\nexec "$@"\n' > fake/valgrind
PATH=$work/fake:$tools expect 2 "$tidegate" run --worker "$here/scripted_worker.sh" --count callgrind --out unmarked
says "did not mark its calls"
! grep -q warm_time unmarked/scripted.jsonl || fail "times under a simulator were kept"

if ! command -v valgrind >/dev/null; then
  echo "no valgrind here: only the failures were tested"
  exit 0
fi
if [[ $(ldd "$same") == *libasan* ]]; then
  echo "the workers are built with sanitizers, which valgrind cannot run: only the failures were tested"
  exit 0
fi
# Twice the same, whatever the environment; 30 % more work is 30 % more instructions.
count() { PADDING=$2 expect 0 "$tidegate" run --worker "$1" --count callgrind --out "$3"; }
count "$same" x first
says "instructions"
count "$same" "$(head -c 5000 /dev/zero | tr '\0' x)" second
count "$slower" x third
first=$(field first/chain.jsonl metrics/callgrind_instructions/samples)
[ "$first" = "$(field second/chain.jsonl metrics/callgrind_instructions/samples)" ] || fail "two counts differ"
[ "$(field first/chain.jsonl provenance/isolation)" = callgrind ] || fail "the row does not say how it was counted"
! grep -q warm_time first/chain.jsonl || fail "a counted row has times"
python3 - first/chain.jsonl third/chain.jsonl <<'P' || fail "30 % more work is not 30 % more instructions"
import json, sys
once, more = (json.loads(open(name).readline())["metrics"]["callgrind_instructions"]["samples"][0]
              for name in sys.argv[1:])
assert 1.29 < more / once < 1.31, (once, more)
P

# Counts are judged like times, at 1 %. Two runs within a second have one name: they get others.
sed -i 's/"run_id":"[^"]*"/"run_id":"20260102T000000Z__bbbbbbb"/' second/chain.jsonl third/chain.jsonl
gate() { "$tidegate" gate "$1" --baseline-rows first --mode screen --out judged; }
expect 0 gate second
expect 1 gate third
says "instructions"
[ "$(verdict_of judged/verdict.json)" = slower ] || fail "30 % more instructions are not slower"
