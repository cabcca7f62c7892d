#!/usr/bin/env bash
# CTest's GPUs, from what nvidia-smi says at configure time to what a worker may see. The devices are
# made up: an nvidia-smi of our own stands first in PATH.
# Arguments: <tidegate> <tests/end_to_end> <cmake> <ctest> <source of tidegate>
. "$2/lib.sh"
cmake=$3 ctest=$4 tidegate_source=$5
export XDG_RUNTIME_DIR=$work/runtime PATH=$work/bin:$PATH
mkdir runtime bin project
unset CUDA_VISIBLE_DEVICES

# install_smi <uuid...>
install_smi() {
  printf '%s\n' "$@" > devices
  cat > bin/nvidia-smi <<SMI
#!/bin/sh
case \$1 in
  --query-gpu=uuid) cat "$work/devices" ;;
  --query-gpu=index,uuid,name) nl -v0 -w1 -s', ' "$work/devices" | sed 's/\$/, Made Up/' ;;
  --query-compute-apps=*) cat "$work/company" ;;
  *) exit 1 ;;
esac
SMI
  chmod +x bin/nvidia-smi
}
: > company
cat > project/bench.sh <<'W'
#!/bin/sh
case $2 in
  list) echo '{"protocol":1,"case":"device","point":{},"provider":"sh","platform":"cuda"}' > "$3" ;;
  attempt)
    echo "sees $CUDA_VISIBLE_DEVICES" >&2
    echo '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[1]}}}' > "$4" ;;
esac
W
chmod +x project/bench.sh
# write_project <gpus>
write_project() {
  echo "tidegate_add_benchmark(bench WORKER bench.sh PLATFORM cuda GPUS $1)" | cmake_project project "$tidegate_source"
}
configure() { "$cmake" -S project -B build > /dev/null; }
measure() { "$ctest" --test-dir build --no-tests=error -R bench; }
rows=build/tidegate/rows/device.jsonl
# fact <name>: of the last row.
fact() { python3 -c 'import json,sys; r=json.loads(open(sys.argv[1]).readlines()[-1]); print(r["provenance"][sys.argv[2]])' $rows "$1"; }
# is <fact> <value>
is() { [ "$(fact "$1")" = "$2" ] || fail "$1 is '$(fact "$1")' instead of '$2'"; }

# One device of two: ctest hands one out, the worker sees that one, and the row names it.
install_smi GPU-AA11-0001 GPU-bb22-0002
write_project 1
configure
grep -q '"id": "gpu_aa11_0001", "slots": 1' build/tidegate-gpus.json || fail "no specification of the devices"
expect 0 measure
case $(fact gpu_devices) in GPU-AA11-0001 | GPU-bb22-0002) ;; *) fail "it saw $(fact gpu_devices)" ;; esac
grep -q "sees $(fact gpu_devices)" $rows || fail "CUDA_VISIBLE_DEVICES does not name the device of the row"
is gpu_company none

# Two devices: one group each, or ctest would ask for two slots of one device.
write_project 2
configure
expect 0 measure
case $(fact gpu_devices) in
  GPU-AA11-0001,GPU-bb22-0002 | GPU-bb22-0002,GPU-AA11-0001) ;;
  *) fail "it saw $(fact gpu_devices)" ;;
esac

# More than there are: the test is not run, and ctest says so.
write_project 3
configure
expect 8 measure
says "Not Run"

# A specification of devices that are gone is a row that says so, not a measurement elsewhere.
write_project 1
configure
install_smi GPU-cc33-0003
expect 0 measure
grep -q '"env_failed"' $rows || fail "a device that is gone was measured on"
grep -q 'nvidia-smi does not list' $rows || fail "the row does not say why"

# Somebody else on the device taints the row.
configure
echo "4711, GPU-cc33-0003, miner" > company
expect 0 measure
is gpu_company "pid 4711 (miner)"
case $(fact taint) in *"pid 4711 (miner)"*) ;; *) fail "no taint: $(fact taint)" ;; esac
: > company

# Without nvidia-smi there is no specification: ctest allocates nothing, and the measurement takes
# its turn by the lock of the program, which names its holder.
printf '#!/bin/sh\nexit 9\n' > bin/nvidia-smi
configure
[ ! -e build/tidegate-gpus.json ] || fail "a specification without devices"
expect 0 measure
is gpu_devices ABSENT
is gpu_company ABSENT
grep -q "tidegate run" runtime/tidegate/gpu-any.lock || fail "the lock does not name its holder"
