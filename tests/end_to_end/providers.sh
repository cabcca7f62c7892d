#!/usr/bin/env bash
# CMake presets as providers: one worker hands each attempt to the build tree of the preset that the
# provider names. An unknown provider is refused, one whose build is missing is a row, the rest goes on.
# Arguments: <tidegate> <tests/end_to_end> <cmake>
. "$(dirname "$0")/lib.sh"
cmake=$3
mkdir project
cat > project/CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.25)
project(presets LANGUAGES NONE)
configure_file(bench.sh.in bench @ONLY)
C
cat > project/CMakePresets.json <<'P'
{"version": 6, "configurePresets": [
  {"name": "gcc", "binaryDir": "${sourceDir}/build/gcc", "cacheVariables": {"TIME_NS": "1000000"}},
  {"name": "clang", "binaryDir": "${sourceDir}/build/clang", "cacheVariables": {"TIME_NS": "900000"}},
  {"name": "icx", "binaryDir": "${sourceDir}/build/icx", "cacheVariables": {"TIME_NS": "800000"}}]}
P
# Each attempt leaves its process behind, so that isolation can be seen.
sed -e 's/^time_ns=.*/time_ns=@TIME_NS@/' -e "2i echo \$\$ >> \"$work/processes\"" "$here/scripted_worker.sh" > project/bench.sh.in
chmod +x project/bench.sh.in
for preset in gcc clang; do (cd project && "$cmake" --preset "$preset" >/dev/null); done
cat > presets.sh <<'W'
#!/bin/sh
here=$(dirname "$0")/project
case $2 in
  list)
    for preset in icx clang gcc; do
      printf '{"protocol":1,"case":"sum","point":{"n":1},"provider":"%s","platform":"serial","reference":%s}\n' \
        $preset "$([ $preset = gcc ] && echo true || echo false)"
    done > "$3" ;;
  *) exec "$here/build/$(sed 's/.*"provider": *"\([a-z]*\)".*/\1/' "$3")/bench" "$@" ;;
esac
W
chmod +x presets.sh
run() { "$tidegate" run --worker ./presets.sh --out rows --replace "$@"; }
rows() { python3 -c 'import json,sys
for line in open("rows/sum.jsonl"): r=json.loads(line); print(r["provider"], r["status"])'; }

expect 64 run --provider msvc
says "there is no provider 'msvc'"
says "clang, gcc, icx"

# icx is listed first and was never built: its row says so, and the two after it are measured.
rm -f processes
expect 2 run
[ "$(rows | sort | tr '\n' ';')" = "clang ok;gcc ok;icx env_failed;" ] || { cat rows/sum.jsonl; fail "not one row a preset"; }
says "icx"
[ "$(sort -u processes | wc -l)" = 2 ] || fail "two toolchains shared a process"

# A gate over them cannot say while one is missing, and can once the filter leaves it out.
expect 2 "$tidegate" gate rows/sum.jsonl --baseline-rows rows/sum.jsonl --mode screen --out out
says "icx"
# Two toolchains against each other, in lockstep, are two workers.
for preset in gcc clang; do cp "project/build/$preset/bench" "$preset"; done
expect 0 "$tidegate" compare --worker ./clang --baseline-worker ./gcc --out out
[ "$(verdict_of out/verdict.json)" = faster ] || fail "clang's program is 10 % faster"
expect 1 "$tidegate" compare --worker ./gcc --baseline-worker ./clang --out out
