#!/usr/bin/env bash
# A slowdown that one link alone has is layout; one that all links have is a change. Scripted workers
# stand for the links, with exact times.
. "$(dirname "$0")/lib.sh"
# links <worker> <times in ns...>: the worker and its layouts.
links() {
  local worker=$1 number=0 time
  shift
  cp "$here/scripted_worker.sh" "$worker"
  for time; do
    number=$((number + 1))
    sed "s/^time_ns=.*/time_ns=$time/" "$here/scripted_worker.sh" > "${worker}_layout_$number"
    chmod +x "${worker}_layout_$number"
  done
}
judge() { expect "$1" "$tidegate" compare --worker new --baseline-worker old --out out --layouts "$2" --seed 7; }

# As linked in earnest the new one is 6 % slower; its links are as fast and as slow as the old ones'.
links old 1000000 1030000 1060000 1090000
links new 1060000 1000000 1090000 1030000
sed -i 's/^time_ns=.*/time_ns=1060000/' new
touch new_layout_*
expect 1 "$tidegate" compare --worker new --baseline-worker old --out out --seed 7
judge 0 4
verdict_of out/verdict.json | grep -qxE 'same|undecided' || fail "layout was called a change"
says "one of 4 shuffled links"

# 30 % more in every link is no layout.
links new 1300000 1330000 1360000 1390000
judge 1 4
[ "$(verdict_of out/verdict.json)" = slower ] || fail "a slowdown of all links is not slower"

# A link of an earlier source says nothing of this one.
touch -d "1 hour ago" new_layout_2
judge 2 4
says "new_layout_2 is older than"
says "new_layouts again"
touch new_layout_2

judge 2 5
says "old_layout_5"
says "TIDEGATE_LAYOUTS"
expect 64 "$tidegate" compare --worker new --baseline-worker old --layouts 1
