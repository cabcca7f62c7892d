#!/bin/sh
# A worker that fails in the way that the case of its spec names; see worker_process_test.cpp.
# As a first argument, `list_...` names a way to fail at listing.
good='{"schema_version": 1, "status": "ok", "metrics": {"warm_time": {"samples": [0.25, 0.5]}}}'
bare='{"schema_version": 1, "status": "ok"}'
wrong='{"schema_version": 1, "status": "fidelity_failed",
  "failure": {"phase": "fidelity", "message": "3 elements differ"}}'
listing='{"protocol": 1, "case": "a", "point": {}, "provider": "sh", "platform": "serial"}'

case $1 in list_*) list=$1; shift ;; esac
case $list in
  list_empty) : >"$3"; exit ;;
  list_nothing) exit ;;
  list_twice) printf '%s\n%s\n' "$listing" "$listing" >"$3"; exit ;;
  list_garbage) echo 'no JSON' >"$3"; exit ;;
  list_half) printf '%s\n{"protocol": 1, "ca' "$listing" >"$3"; exit ;;
  list_exits_4) echo "$listing" >"$3"; exit 4 ;;
  list_hangs) sleep 1000 ;;
esac

mode=$2
result=$4
case_of() { sed -n 's/.*"case": *"\([^"]*\)".*/\1/p' "$1"; }
answer() { read -r request && echo "tidegate sample $*"; }

fail_alone() {
  case $how in
    killed) kill -9 $$ ;;
    segfault) kill -SEGV $$ ;;
    out_of_memory) echo "terminate called after throwing std::bad_alloc" >&2; kill -ABRT $$ ;;
    exits_3) exit 3 ;;
    exits_3_after_its_row) echo "$good" >"$result"; exit 3 ;;
    no_such_interpreter) exec sh -c 'exit 127' ;;
    hangs) sleep 1000 & echo $! >"$TIDEGATE_TEST_FOLDER/grandchild"; wait ;;
    prints_garbage) head -c 1000 /dev/urandom ;;
    writes_garbage) echo 'no JSON' >"$result" ;;
    writes_torn_row) printf '{"schema_version": 1, "status": "o' >"$result" ;;
    writes_two_rows) printf '%s\n%s\n' "$good" "$good" >"$result" ;;
    writes_folder) mkdir "$result" ;;
    wrong_identity) echo "{\"case\": \"other_case\", ${good#?}" >"$result" ;;
    no_row) ;;
    nan_sample) echo "$good" | sed 's/0.5/NaN/' >"$result" ;;
    wrong_result) echo $wrong >"$result" ;;
    wrong_result_and_exit) echo $wrong >"$result"; exit 1 ;;
    floods_stderr)
      head -c 10000000 /dev/zero | tr '\0' e >&2
      printf 'the end' >&2
      echo "$good" >"$result" ;;
    tells_padding)
      printf 'padding %s\n' "$(printf %s "$TIDEGATE_PADDING" | wc -c)" >&2
      echo "$good" >"$result" ;;
    falls_back) echo "{\"resolved_backend\": \"reference\", ${good#?}" >"$result" ;;
    fine) echo "$good" >"$result" ;;
    leaves) exit 0 ;;
    leaves_after_it) echo "$good" >"$result"; echo 'tidegate done'; exit 0 ;;
  esac
}

fail_in_lockstep() {
  case $how in
    starts_wrong) echo 'tidegate sample 1 1'; sleep 1000 ;;
    *_the_end | *sampl* | answers_* | chatters) echo 'tidegate ready' ;;
    *) fail_alone; exit ;;
  esac
  case $how in
    answers_garbage) answer nan 1; sleep 1000 ;;
    answers_twice) answer '5 1
tidegate sample 5 1'; sleep 1000 ;;
    dies_sampling) answer 5 1; kill -9 $$ ;;
    leaves_sampling) answer 5 1; echo "$good" >"$result"; exit 0 ;;
    hangs_sampling) answer 5 1; sleep 1000 ;;
    chatters) echo noise; answer 10 2; printf 'tidegater\n\nnoise '; echo; answer 5 1 ;;
    *) answer 5 1; answer 5 1 ;;
  esac
  read -r end
  case $how in
    hangs_at_the_end) sleep 1000 ;;
    exits_3_at_the_end) echo "$good" >"$result"; exit 3 ;;
    no_row_at_the_end) ;;
    wrong_result_at_the_end) echo $wrong >"$result" ;;
    own_samples) echo "$good" >"$result" ;;
    *) echo "$bare" >"$result" ;;
  esac
  echo 'tidegate done'
}

if [ "$mode" = serve ]; then
  echo "$$" >>"$TIDEGATE_TEST_FOLDER/served"
  while IFS="$(printf '\t')" read -r _ spec result; do
    how=$(case_of "$spec")
    fail_alone
    echo 'its own words'
    echo 'tidegate done'
  done
  exit
fi
how=$(case_of "$3")
if [ "$mode" = lockstep ]; then fail_in_lockstep; else fail_alone; fi
