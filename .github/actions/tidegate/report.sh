#!/usr/bin/env bash
# Step "report": the job's summary, annotations and the text of the comment, from the verdicts.
#   in   TIDEGATE_BUILD, TIDEGATE_CONFIGURATION, TIDEGATE_REPORTS, TIDEGATE_STATUS (empty: the run was
#        cut off), TIDEGATE_PROBLEM, TIDEGATE_TITLE, TIDEGATE_PROGRAM (or empty)
#   out  comment (a file); appends to GITHUB_STEP_SUMMARY
# Decides: which verdicts there are. Refuses to know: what they read like together, and what GitHub takes
# at most; `tidegate render` does.
. "$(dirname "$0")/lib.sh"

# The program that the gates ran with stands in the scripts by which ctest finds them.
program=${TIDEGATE_PROGRAM:-}
if [ -z "$program" ]; then
  of=$(configuration)
  program=$(find "$TIDEGATE_BUILD" -name "*_gate*tests${of:+-$of}.cmake" -exec sed -n 's/^set(TIDEGATE_PROGRAM \[==\[\(.*\)\]==\])$/\1/p' {} + | head -n 1)
fi
{ [ -n "$program" ] && [ -x "$program" ]; } || die "there is no tidegate program to render with" "Name it in the input tidegate."

# A decision bundle holds a copy of its verdict, which is no second one.
mapfile -d '' verdicts < <(find "$TIDEGATE_REPORTS" -name verdict.json -not -path "$TIDEGATE_REPORTS/?*/bundle/*" -print0 | sort -z)
told=(--name="$TIDEGATE_TITLE")
[ -n "$TIDEGATE_STATUS" ] || told+=(--problem="The run was cut off: what stands here is not all.")
[ -z "${TIDEGATE_PROBLEM:-}" ] || told+=(--problem="$TIDEGATE_PROBLEM")
render() {
  "$program" render "${verdicts[@]}" "${told[@]}" --format="$1" ||
    die "$program could not render the verdicts" "Its message stands above; it has to be as new as this action."
}

render github-summary >> "$GITHUB_STEP_SUMMARY"
render github-annotations
[ -z "${GITHUB_RUN_ID:-}" ] || told+=(--link="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID")
render pr-comment > "$TIDEGATE_REPORTS/comment.md"
output comment "$TIDEGATE_REPORTS/comment.md"
