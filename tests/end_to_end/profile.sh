#!/usr/bin/env bash
# `tidegate run` on a real program: --in-process; --profile and --flamegraph, a picture where perf may
# look, and a sentence where it may not. <planted> is a program of ours.
. "$(dirname "$0")/lib.sh"
planted=$3
profile() { "$tidegate" run --worker "$planted" "$@"; }

expect 0 profile --profile 0.05
says "nothing was measured"
[ ! -e tidegate-out ] || fail "a profile wrote rows"
expect 64 profile --profile 0
expect 64 profile --profile soon
cp "$here/store_worker.sh" worker.sh
expect 64 "$tidegate" run --worker ./worker.sh --profile 1
says "a profile is of one row"
expect 2 "$tidegate" run --worker ./worker.sh --point n=1 --profile 1
says "mode \`profile\`"

# Several attempts in one process: the rows and whoever reads them say so.
expect 0 profile --in-process --attempts 2 --out shared
says "2 of 2 attempts shared a process"
[ "$(grep -c '"isolation":"in_process"' shared/chain.jsonl)" -eq 2 ] || fail "rows do not say it"
expect 0 "$tidegate" baseline accept shared --baselines b --reason test "${anyhow[@]}"
says "2 of 2 attempts shared a process"
expect 64 profile --in-process --count callgrind --out shared
says "a process under valgrind for each attempt"
expect 0 profile --in-process --attempts 2 --pin "$(taskset -pc $$ | sed 's/.*: //; s/[-,].*//')" --out pinned
if [ "$(nproc)" -ge 2 ]; then
  expect 0 profile --in-process --attempts 4 --cpu-slots 2 --out slots
  [ "$(grep -c '"isolation":"in_process"' slots/chain.jsonl)" -eq 4 ] || fail "rows do not say it"
fi
expect 2 "$tidegate" run --worker ./worker.sh --in-process --out refused
says "its mode \`serve\`: exit code 64"
[ ! -e refused ] || fail "rows of a worker that cannot serve"

# Without perf: what to install, and nothing written.
mkdir empty
expect 2 env PATH="$work/empty" "$tidegate" run --worker "$planted" --flamegraph flame.svg
says "apt-get install linux-perf"
[ ! -e flame.svg ] || fail "a picture without a profile"

# perf that is not allowed to look, as on a machine with kernel.perf_event_paranoid=3.
mkdir refusing
printf '#!/bin/sh\necho "Access to performance monitoring is limited: perf_event_paranoid" >&2\nexit 255\n' \
  > refusing/perf
chmod +x refusing/perf
expect 2 env PATH="$work/refusing:$PATH" "$tidegate" run --worker "$planted" --flamegraph flame.svg
says "perf may not record here"
says "kernel.perf_event_paranoid"
[ ! -e flame.svg ] || fail "a picture without a profile"

command -v perf > /dev/null || exit 0
perf record -q -e cpu-clock:u -o probe -- true 2> /dev/null || exit 0
expect 0 profile --profile 0.5 --flamegraph flame.svg
says "flame graph: flame.svg"
python3 - <<'P'
import xml.dom.minidom
picture = xml.dom.minidom.parse("flame.svg")
titles = [t.firstChild.data for t in picture.getElementsByTagName("title")]
assert any(t.startswith("all: ") and t.endswith("100.0 %") for t in titles), titles
assert not any("main" in t.split(":")[0] for t in titles), f"what is above the loop was not cut: {titles}"
assert len(titles) > 2, titles
P
