#!/usr/bin/env bash
# A stranger's project beside nothing but an installed tidegate: its first run is a first run, what was
# accepted stays green, three times the work turns it red. The work is planted, not a machine's speed.
# Its folder has a name that scripts and build tools trip over. Arguments: <tidegate> <tests/end_to_end>
#   <folder of the project> <prefix> <cmake> <ctest> <configuration, of several; or ''> [<argument of cmake>...]
. "$2/lib.sh"
example=$3 prefix=$4 cmake=$5 ctest=$6 configuration=$7
shift 7
mkdir "$work/a stranger's prüfung" && cd "$work/a stranger's prüfung"
rows=build/tidegate
[ -z "$configuration" ] || rows=build/tidegate/$configuration
# Nothing of whoever runs the tests reaches the project: no variables, no compiler cache.
alone() {
  env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$work" TMPDIR="$work" NO_COLOR=1 \
    GIT_AUTHOR_NAME=tester GIT_AUTHOR_EMAIL=tester@example.org "$@"
}
build() { expect 0 alone "$cmake" --build build ${configuration:+--config "$configuration"}; }
judge() { expect "$1" alone "$ctest" --test-dir build ${configuration:+-C "$configuration"} -R gate --no-tests=error --output-on-failure; }

new_repository repo
rm repo/bench.sh
cp -rL "$example/." repo
rm -f repo/planted.sed
commit repo "a benchmark and its limits"
expect 0 alone "$cmake" -S repo -B build $([ -n "$configuration" ] || echo -DCMAKE_BUILD_TYPE=Release) "-DCMAKE_PREFIX_PATH=$prefix" "$@"
build

# Without a device a gate of device code has nothing to compare: it is red, and says why.
if [ "$(basename "$example")" = cuda ] && ! nvidia-smi -L >/dev/null 2>&1; then
  judge 8
  says "no CUDA device"
  says "COULD NOT SAY"
  exit 0
fi

judge 0
says "Skipped"
candidate=$(echo "$rows"/gate/*/baseline-candidate)
[ -d "$candidate" ] || fail "the first run left no candidate for a baseline"
(cd repo && expect 0 alone "$tidegate" baseline accept "../$candidate" --reason "the first run" "${anyhow[@]}")
commit repo "the first baseline"
build
judge 0
! grep -q Skipped "$work/stdout" || fail "an accepted baseline was not compared with"
verdict_of "$rows"/gate/*/verdict.json > verdicts
[ -s verdicts ] || fail "identical code has no verdict"
! grep -vxE 'same|undecided' verdicts || fail "identical code crossed"

find repo -name .git -prune -o -type f -exec sed -i -f "$example/planted.sed" {} +
commit repo "three times the work"
build
judge 8
says "REGRESSION: "
! grep -q unconfirmed "$work/stdout" || fail "the baseline's commit was not built to confirm it"
verdict_of "$rows"/gate/*/verdict.json > verdicts
! grep -vx slower verdicts || fail "three times the work is not slower everywhere"

# The facts of a build lie beside its program, whatever that is called and wherever it is put later on.
[ "$(basename "$example")" = plain_cpp ] || exit 0
cat >> repo/CMakeLists.txt <<'P'
set_target_properties(bench_sum PROPERTIES OUTPUT_NAME bench-sum RUNTIME_OUTPUT_DIRECTORY programs)
P
build
expect 0 alone "$tidegate" run --worker "build/programs/${configuration:+$configuration/}bench-sum" --point n=1024 --source-dir repo --out renamed
grep -q '"compiler_flags":"-O3' renamed/sum.jsonl || fail "a renamed program lost the facts of its build"
