#!/usr/bin/env bash
# Ratios into another catalogue: a filled copy, and the catalogue itself stays byte for byte.
. "$(dirname "$0")/lib.sh"
cat > worker.sh <<'W'
#!/usr/bin/env bash
# kokkos takes 1 ms, naive 3 ms; a second case has kokkos alone.
set -eu
case $2 in
  list)
    { for provider in kokkos naive; do
        printf '{"protocol":1,"case":"matmul","point":{"n":8},"provider":"%s","platform":"serial","reference":%s,"representative":true}\n' \
          $provider $([ $provider = naive ] && echo true || echo false)
      done
      printf '{"protocol":1,"case":"softmax","point":{},"provider":"kokkos","platform":"serial","representative":true}\n'
    } > "$3" ;;
  attempt)
    time=0.001
    if grep -q '"provider": *"naive"' "$3"; then time=0.003; fi
    samples=$(for _ in $(seq 40); do printf '%s,' $time; done)
    printf '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[%s]}}}\n' "${samples%,}" > "$4" ;;
  *) exit 64 ;;
esac
W
chmod +x worker.sh
expect 0 "$tidegate" run --worker ./worker.sh --out rows
expect 0 "$tidegate" feed rows --subject kokkos
says "softmax: cpu: no row of the case's reference beside that of kokkos"
cp stdout feed.json
printf '{ "version":1,\r\n\t"ops": [ {"qualname":"lib.matmul", "jit":"pass"},{"qualname":"lib.softmax","perf_cpu_ratio":9},\n {"qualname":"lib.other","perf_cpu_ratio":1e-7} ]}' > op_matrix.json
cp op_matrix.json before.json
expect 0 "$tidegate" feed rows --subject kokkos --apply op_matrix.json --out filled.json
cmp op_matrix.json before.json || fail "the catalogue changed"
python3 - <<'P'
import json
feed = json.load(open("feed.json"))
matmul = feed["matmul"]
assert matmul["perf_cpu_baseline"] == "naive" and matmul["perf_cpu_ratio"] == 0.3333, matmul
assert matmul["perf_gpu_baseline"] is None and matmul["perf_gpu_ratio"] is None
assert matmul["_meta"]["point"] == {"n": 8} and matmul["_meta"]["notes"] == ["gpu: kokkos was not measured"], matmul
assert feed["softmax"]["perf_cpu_ratio"] is None and len(feed["softmax"]["_meta"]["notes"]) == 2
before, filled = json.load(open("before.json")), json.load(open("filled.json"))
assert [op["qualname"] for op in filled["ops"]] == [op["qualname"] for op in before["ops"]]
assert filled["version"] == 1 and filled["ops"][2] == before["ops"][2]
assert filled["ops"][0] == {"qualname": "lib.matmul", "jit": "pass", **matmul}, filled["ops"][0]
assert filled["ops"][1]["perf_cpu_ratio"] is None  # 9 is no number of these rows
P
# The catalogue is never the target, by no name.
expect 64 "$tidegate" feed rows --subject kokkos --apply op_matrix.json
ln -s op_matrix.json link.json
ln op_matrix.json hard.json
for target in op_matrix.json ./op_matrix.json link.json hard.json; do
  expect 64 "$tidegate" feed rows --subject kokkos --apply op_matrix.json --out $target
done
cmp op_matrix.json before.json || fail "the catalogue changed"
# What cannot be done writes nothing.
expect 64 "$tidegate" feed rows
expect 64 "$tidegate" feed rows --subject kokkos --operation matmul
echo '{"ops": [{"qualname": "lib.other"}]}' > other.json
expect 2 "$tidegate" feed rows --subject kokkos --apply other.json --out none.json
says "--operation CASE=NAME"
echo '{"ops": [' > broken.json
expect 2 "$tidegate" feed rows --subject kokkos --apply broken.json --out none.json
[ ! -e none.json ] || fail "a file was written"
expect 0 "$tidegate" feed rows --subject kokkos --operation matmul=lib.other --case matmul --apply other.json --out named.json
grep -q '"perf_cpu_ratio": 0.3333' named.json || fail "--operation was passed over"
# Two cases for one operation, by a name of each or by what a name ends in.
expect 2 "$tidegate" feed rows --subject kokkos --operation softmax=matmul
says "matmul and softmax are both the operation matmul"
expect 2 "$tidegate" feed rows --subject kokkos --operation softmax=lib.matmul --apply op_matrix.json --out none.json
# Numbers of the catalogue that would come out as others.
echo '{"matmul": {}, "big": 12345678901234567890123}' > big.json
expect 2 "$tidegate" feed rows --subject kokkos --apply big.json --out none.json
says "big.json:1"
says "more digits than a double keeps"
[ ! -e none.json ] || fail "a file was written"
echo '{"matmul": {}, "big": [18446744073709551615, -9223372036854775808, 100000000000000000000]}' > big.json
expect 0 "$tidegate" feed rows --subject kokkos --apply big.json --out filled.json
python3 -c 'import json; assert json.load(open("filled.json"))["big"] == json.load(open("big.json"))["big"]'
# A subject that is nobody.
expect 64 "$tidegate" feed rows --subject ''
expect 64 "$tidegate" feed rows --subject kokkos --gpu-subject ''
expect 2 "$tidegate" feed rows --subject kokos
says "no row is of the provider 'kokos'"
expect 0 "$tidegate" feed rows --subject kokkos --gpu-subject cuda
echo "feed: all right"
