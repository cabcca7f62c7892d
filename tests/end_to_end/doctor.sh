#!/usr/bin/env bash
# The doctor on this machine, whatever it is like: it says something of each check, its JSON is as
# published, a Debug build is warned of, and no baseline accepts its rows.
. "$(dirname "$0")/lib.sh"
schema=$here/../../docs/schema/doctor.schema.json

expect 0 "$tidegate" doctor --noise-s 0
says "CPU governor"
says "not asked (--noise-s)"
! grep -q $'\x1b' stdout || fail "escape codes in a file"

expect 0 "$tidegate" doctor --noise-s 0.2 --json
cp stdout doctor.json
python=/usr/bin/python3
[ -x "$python" ] || python=python3
"$python" - doctor.json "$schema" <<'P' || fail "the JSON is not as docs/schema says"
import json, sys
import jsonschema
found, schema = (json.load(open(name)) for name in sys.argv[1:])
jsonschema.Draft202012Validator(schema).validate(found)
assert len(found["noise"]) == 2, found["noise"]
assert all(one["low"] <= one["ratio"] <= one["high"] for one in found["noise"]), found["noise"]
assert {"good", "absent", "note", "warning"} >= {one["severity"] for one in found["findings"]}
P

mkdir -p src
cp "$here/scripted_worker.sh" bench
chmod +x bench
echo 'int main() {}' > src/main.cpp
touch -d '2020-01-01' bench
echo '{"build_type": "Debug", "compiler_flags": "-g"}' > bench.tidegate.json
expect 0 "$tidegate" doctor --noise-s 0 --worker ./bench --source-dir src
says "a Debug build"
says "main.cpp is newer"

expect 2 "$tidegate" doctor --noise-s 0 --worker ./nothing
grep -q '^  hint: .' stderr || fail "no hint"
echo '{"build_type": 5}' > bench.tidegate.json
expect 2 "$tidegate" doctor --noise-s 0 --worker ./bench --source-dir src
says "bench.tidegate.json"
expect 64 "$tidegate" doctor --noise-s -1
expect 64 "$tidegate" doctor --noise-s soon

# What the doctor warns of, no baseline accepts.
for build in '"build_type":"Debug"' '"build_type":"Release+sanitizers"'; do
  echo '{"schema_version":1,"kind":"attempt","run_id":"r","case":"c","point":{"n":1},"provider":"p","platform":"serial","reference":true,"representative":true,"status":"ok","machine_class":"m","metrics":{"warm_time":{"unit":"s","iterations":1,"samples":[1,2]}},"provenance":{'"$build"'}}' > rows.jsonl
  expect 2 "$tidegate" baseline accept rows.jsonl --baselines baselines --reason test
  says "cannot be a baseline"
  says "hint: Measure a Release build"
  [ ! -e baselines ] || fail "a refused row was written"
done
