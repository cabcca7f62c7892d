#!/usr/bin/env bash
# Step "judge": runs the gates of a build tree through ctest and says what came of them.
#   in   TIDEGATE_BUILD, TIDEGATE_CONFIGURATION, TIDEGATE_GATES and TIDEGATE_EXCEPT (regular expressions on test names),
#        TIDEGATE_REFS (a CMake list for gates without a reference of their own)
#   out  reports (at once: a run that is cancelled has some too), status (pass, regression,
#        could-not-say, first-run), exit-code (0, 1, 2, 0), problem (what no verdict says, or empty)
# Decides: the worst verdict is the build's. Exits 0 after any verdict, since reports come next and
# the step "verdict" fails the job; exits 2 where nothing could be run.
. "$(dirname "$0")/lib.sh"

command -v ctest >/dev/null || die "ctest is not on the PATH" "Install CMake 3.25 or newer before this step."
log=$(mktemp)
resume=
tidy() {
  rm -f "$log"
  [ -z "$resume" ] || echo "::$resume::"
}
trap tidy EXIT
cmake "-DTIDEGATE_AGAINST=${TIDEGATE_REFS:-}" "$TIDEGATE_BUILD" > "$log" 2>&1 || {
  cat "$log" >&2
  die "the build tree cannot be configured again" "Read CMake's message above."
}
of=$(configuration)
results="$(output_dir)/gate"
mkdir -p "$results"
# A verdict that an earlier run left would speak for a gate that did not run.
find "$results" -name verdict.json -delete
rm -f "$results/ctest.xml" "$results/comment.md"
output reports "$results"

select=(-R "${TIDEGATE_GATES:-^gate[.]}")
[ -z "$of" ] || select+=(-C "$of")
[ -z "${TIDEGATE_EXCEPT:-}" ] || select+=(-E "$TIDEGATE_EXCEPT")
echo "::group::ctest ${select[*]}"
# What a benchmark prints is no command to the runner: its errors would take the place of ours, of
# which GitHub shows ten. Nobody can guess the word that ends this.
resume=$(od -A n -N 16 -t x1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$resume"
code=0
ctest --test-dir "$TIDEGATE_BUILD" --no-tests=error --output-on-failure \
  --output-junit "$results/ctest.xml" "${select[@]}" || code=$?
echo "::$resume::"
resume=
echo "::endgroup::"

# The key cannot stand in a text of the file: there its quotes are escaped. No verdict is no code.
verdicts() { find "$results" -name verdict.json -not -path "$results/?*/bundle/*" "$@"; }
codes=$(verdicts -exec sed -nE 's/.*"exit_code": ?([0-9]+).*/\1/p' {} + | sort -u | tr '\n' ' ')
torn=$(verdicts -exec grep -LE '"exit_code": ?[0-9]' {} + || :)  # the summary names them
# silent: the tests that failed, or could not start, and left no verdict; what their names escape in XML
# is undone, and a folder bears a case's name as a file name.
silent() {
  local name folder
  [ -f "$results/ctest.xml" ] || return 0
  sed -nE 's/.*<testcase name="([^"]*)".* status="(fail|notrun)".*/\1/p' "$results/ctest.xml" |
    sed "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&apos;/'/g; s/&amp;/\&/g" | while IFS= read -r name; do
    folder=${name#gate.}
    folder=${folder//[^A-Za-z0-9._-]/_}
    compgen -G "$results/$folder/verdict.json" >/dev/null || compgen -G "$results/$folder/against-*/verdict.json" >/dev/null ||
      printf '%s\n' "$name"
  done
}
has() { case " $codes" in *" $1 "*) return 0 ;; *) return 1 ;; esac; }
if has 1; then
  status=regression exit_code=1
elif [ "$code" -ne 0 ] || has 2 || [ -z "$codes" ] || [ -n "$torn" ]; then
  status=could-not-say exit_code=2
elif has 0; then
  status=pass exit_code=0
else
  status=first-run exit_code=0
fi
problem=
[ "$code" -eq 0 ] || problem=$(silent | sed -n 1,20p | paste -sd ' ')
if [ -n "$problem" ]; then
  problem="Without a verdict: $problem. The log of the step judge says why."
elif [ "$code" -ne 0 ] && [ "$status" = could-not-say ] && ! has 2; then
  problem="ctest failed (exit code $code) and no verdict says why; the log of the step judge does."
fi
output problem "$problem"
output status "$status"
output exit-code "$exit_code"
