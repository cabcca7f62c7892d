#!/usr/bin/env bash
# Slots, devices, platforms and pins of `tidegate run`, with workers that meet each other: an attempt
# that ends only once another one has begun proves that both ran at the same time.
. "$2/lib.sh"
export XDG_RUNTIME_DIR=$work/runtime PATH=$work/bin:$PATH
mkdir runtime bin
unset CUDA_VISIBLE_DEVICES CTEST_RESOURCE_GROUP_COUNT

# meeting.sh <names...>: lists a case for each name (a name with `cuda` in it on that platform). An
# attempt waits until all of MEET have begun, then writes where it may run.
cat > meeting.sh <<'W'
#!/bin/sh
while [ "$1" != --tidegate ]; do names="$names $1"; shift; done
case $2 in
  list)
    for name in $names; do
      case $name in *cuda*) platform=cuda ;; *) platform=serial ;; esac
      echo "{\"protocol\":1,\"case\":\"meeting\",\"point\":{\"name\":\"$name\"},\"provider\":\"sh\",\"platform\":\"$platform\",\"reference\":true}"
    done > "$3" ;;
  attempt)
    name=$(sed 's/.*"name":"\([a-z0-9_]*\)".*/\1/' "$3")
    : > "$MEETING/$name"
    for other in $MEET; do
      tries=0
      until [ -e "$MEETING/$other" ]; do
        tries=$((tries + 1)); [ $tries -lt 3000 ] || { echo "$other never came" >&2; exit 3; }
        sleep 0.01
      done
    done
    cpus=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status)
    echo "{\"schema_version\":1,\"status\":\"ok\",\"metrics\":{\"warm_time\":{\"samples\":[1]}},\"provenance\":{\"pinned_cpus\":\"$cpus\",\"resolved_backend\":${BACKEND:-null}}}" > "$4" ;;
esac
W
chmod +x meeting.sh
run() { "$tidegate" run --worker meeting.sh --out "$work/rows" --replace "$@"; }
fresh() { export MEETING=$work/meeting.$1 MEET=$2; mkdir "$MEETING"; }
# facts <expression of r>: for each row in the order of the file, a line each.
facts() { python3 -c 'import json,sys
for line in open(sys.argv[1]): r=json.loads(line); print(eval(sys.argv[2]))' "$work/rows/meeting.jsonl" "$1"; }
has() { [[ $1 == *"$2"* ]] || fail "'$1' does not say $2"; }
same() { [ "$1" = "$2" ] || fail "'$1' instead of '$2'"; }

cores=$(nproc)
if [ "$cores" -ge 2 ]; then
  # Two slots overlap, on disjoint cores, and the rows say which share they had.
  fresh slots "a b"
  expect 0 run --cpu-slots 2 --worker-argument a --worker-argument b
  same "$(facts 'r["provenance"]["cpu_slot"].split(",")[0]' | sort | tr '\n' ';')" "1 of 2;2 of 2;"
  [ "$(facts 'r["provenance"]["pinned_cpus"]' | sort -u | wc -l)" = 2 ] || fail "both on one core"
  # A time in a share of the machine is of another class than a time on all of it.
  has "$(facts 'r["provenance"]["cpu_cores"]')" "in 2 slots of"

  # A CPU and a GPU attempt overlap; the device is made up.
  cat > bin/nvidia-smi <<'S'
#!/bin/sh
case $1 in
  --query-gpu=index,uuid,name) echo "0, GPU-aa11-0001, Made Up" ;;
  --query-compute-apps=*) : ;;
  *) exit 1 ;;
esac
S
  chmod +x bin/nvidia-smi
  fresh gpu "a on_cuda"
  expect 0 run --gpus 1 --worker-argument a --worker-argument on_cuda
  same "$(facts 'r["provenance"]["gpu_devices"]' | grep GPU)" GPU-aa11-0001
  # One at a time: now nobody comes to meet the first one, which gives up.
  fresh alone "a b"
  sed -i 's/-lt 3000/-lt 5/' meeting.sh
  expect 2 run --worker-argument a --worker-argument b
  has "$(facts 'r["stderr_tail"]')" "b never came"
  sed -i 's/-lt 5/-lt 3000/' meeting.sh
  # Devices that are not there.
  fresh missing ""
  expect 2 run --gpus 3 --worker-argument on_cuda
  says "--gpus 3: this machine has 1"
  expect 2 run --gpus GPU-none --worker-argument on_cuda
  says "there is no device GPU-none"
  expect 64 run --gpus 0 --worker-argument on_cuda
  rm bin/nvidia-smi
fi

# Pinned where the flag says.
fresh pin ""
first=$(python3 -c 'import os; print(min(os.sched_getaffinity(0)))')
expect 0 run --pin "$first" --worker-argument a
same "$(facts 'r["provenance"]["pinned_cpus"]')" "$first"
# Also where one slot takes it all.
for sharing in --cpu-slots --max-parallel; do
  expect 0 run --pin "$first" $sharing 1 --worker-argument a
  same "$(facts 'r["provenance"]["pinned_cpus"]')" "$first"
done
expect 64 run --pin 1- --worker-argument a
says "is no list of processors"
expect 2 run --pin 1023 --worker-argument a
says "may not run on processor 1023"
expect 2 run --cpu-slots 1000 --worker-argument a
says "processors to share out"

# A stderr that cannot be written costs its sentences, not the sweep; and two runs of one second
# are two runs.
for again in 1 2; do
  "$tidegate" run --worker meeting.sh --out "$work/both" --worker-argument a >"$work/stdout" 2>/dev/full ||
    fail "exit $? with a full stderr"
done
[ "$(wc -l < both/meeting.jsonl)" = 2 ] || fail "not both rows were kept"
same "$(grep -o '"run_id":"[^"]*"' both/meeting.jsonl | sort -u | wc -l)" 2
got=0; "$tidegate" run --no-such-flag 2>/dev/full || got=$?
same "$got" 64

# Platforms: what is missing is a row that says so; strictly, a failure.
expect 0 run --platforms serial,openmp --worker-argument a
same "$(facts 'r["key"]["platform"] if "key" in r else r["platform"]' | tr '\n' ';')" "serial;openmp;"
same "$(facts 'r["status"]' | tr '\n' ';')" "ok;skipped;"
says "openmp was asked for"
expect 2 run --platforms serial,openmp --strict --worker-argument a
expect 64 run --platforms seriall --worker-argument a
says "no platform is called 'seriall'"
expect 64 run --platforms serial,openmp,serial --worker-argument a
says "--platforms: serial stands twice"
expect 64 run --platforms , --worker-argument a

# A worker that computes elsewhere than it was asked to: the row says so; strictly, it is a failure.
export BACKEND='"OpenMP"'
expect 0 run --worker-argument a
has "$(facts 'r["provenance"]["taint"]')" "asked for serial, but it ran on openmp"
expect 2 run --strict --worker-argument a
same "$(facts 'r["status"]')" env_failed
