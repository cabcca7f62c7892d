#!/usr/bin/env bash
# Outputs against those that were accepted: noise of the last bits passes, a change does not.
. "$(dirname "$0")/lib.sh"
schema=$here/../../docs/schema/outputs.schema.json
cat > worker.sh <<'W'
#!/usr/bin/env bash
# States a digest for `stated`, and what an oracle checked for `checked`; $L1 and $MEAN move them.
set -eu
case $2 in
  list)
    for name in stated checked ${MORE:-}; do
      printf '{"protocol":1,"case":"%s","point":{"n":8},"provider":"shell","platform":"serial","reference":true,"representative":true}\n' "$name"
    done > "$3" ;;
  attempt)
    samples=$(for _ in $(seq 40); do printf '0.002,'; done)
    if grep -q '"stated"' "$3"; then
      said='"output":{"shape":[2,4],"dtype":"fp64","finite":7,"nonfinite":1,"l1":'${L1:-12.3456789012345}',"l2_squared":null,"linf":4}'
    else
      said='"fidelity":{"status":"pass","rel_to_tol":0.5,"checked":8,"rtol":1e-3,"atol":1e-4,"oracle":"fp64_full","echo":{"mean":'${MEAN:-1e-12}',"max":3.5,"max_abs":3.5,"correlation":1}}'
    fi
    printf '{"schema_version":1,"status":"%s","metrics":{"warm_time":{"samples":[%s]}},%s}\n' "${STATUS:-ok}" "${samples%,}" "$said" > "$4" ;;
  *) exit 64 ;;
esac
W
chmod +x worker.sh
measure() { rm -rf rows; "$tidegate" run --worker ./worker.sh --out rows --rows-only "$@" > /dev/null; }
drift() { "$tidegate" drift rows --source-dir . "$@"; }

measure
expect 77 drift
says "outputs.json is not there yet"
expect 2 drift --manifest elsewhere.json
expect 0 drift --update
says "2 accepted outputs"
/usr/bin/python3 - "$schema" baselines/outputs.json <<'P'
import json, sys, jsonschema
schema, manifest = (json.load(open(name)) for name in sys.argv[1:])
jsonschema.Draft202012Validator(schema).validate(manifest)
assert manifest["outputs"][1]["digest"]["l1"] == 12.3457, manifest
P
expect 0 drift
says "2 same; compared 2 of 2 outputs"

# One unit in the last place of a double, and a mean whose every digit is noise.
L1=12.345678901234502 MEAN=-3e-13 measure
expect 0 drift
# A real change, in the sixth digit.
L1=12.3459 measure
expect 1 drift
says "drifted   stated[n=8] shell/serial, seed 0"
says "L1 is 12.3459, was 12.3457"
MEAN=1e-4 measure
expect 1 drift
says "the mean is 0.0001, was 1e-12"

# What nobody accepted, what is gone, and what a filter leaves out.
MORE=new measure
expect 1 drift
says "unknown   new[n=8] shell/serial"
expect 0 drift --case stated
measure --case stated
expect 2 drift
says "missing   checked[n=8] shell/serial"
expect 0 drift --case stated
STATUS=fidelity_failed measure
expect 2 drift
says "no ok row says what it computed"

# Attempts that disagree can neither pass nor be accepted.
measure
L1=99 "$tidegate" run --worker ./worker.sh --out other --case stated > /dev/null
run=$(sed -n 's/.*"run_id":"\([^"]*\)".*/\1/p' rows/stated.jsonl)
sed 's/"run_id":"[^"]*"/"run_id":"'"$run"'"/' other/stated.jsonl >> rows/stated.jsonl
cp baselines/outputs.json before.json
expect 1 drift
says "unstable"
expect 2 drift --update
cmp baselines/outputs.json before.json || fail "a refused update changed the manifest"

# Nor can those that are alike, where another one of the row failed.
measure
STATUS=fidelity_failed "$tidegate" run --worker ./worker.sh --out failed --case stated --rows-only > /dev/null || true
sed 's/"run_id":"[^"]*"/"run_id":"'"$(sed -n '1s/.*"run_id":"\([^"]*\)".*/\1/p' rows/stated.jsonl)"'"/' failed/stated.jsonl >> rows/stated.jsonl
expect 1 drift
says "unstable  stated[n=8]"
says "another attempt is fidelity_failed"
expect 2 drift --update
cmp baselines/outputs.json before.json || fail "a refused update changed the manifest"

# An update keeps what was not measured; what cannot be read is said with its place.
MORE=new measure --case new
expect 0 drift --update
says "3 accepted outputs"
L1=-1 measure --case stated
expect 2 drift
says "output.l1 is -1"
measure
echo '{"schema_version": 1, "kind": "outputs", "outputs": [' > baselines/outputs.json
expect 2 drift

# A C++ benchmark says it by what it checks: 256 halves, one sum.
measure_toy() { "$tidegate" run --worker "$3" --provider plain --point size=256,dtype=fp64 --replace --out toy > /dev/null; }
measure_toy "$@"
expect 0 "$tidegate" drift toy --manifest toy.json --update
/usr/bin/python3 - "$schema" toy.json <<'P'
import json, sys, jsonschema
schema, manifest = (json.load(open(name)) for name in sys.argv[1:])
jsonschema.Draft202012Validator(schema).validate(manifest)
assert manifest["outputs"][0]["digest"] == {"shape": [1], "dtype": "fp64", "finite": 1, "nonfinite": 0,
                                            "l1": 128, "l2_squared": 16384, "linf": 128}, manifest
P
measure_toy "$@"
expect 0 "$tidegate" drift toy --manifest toy.json
echo "drift: all right"
