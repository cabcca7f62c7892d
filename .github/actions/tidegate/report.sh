#!/usr/bin/env bash
# Step "report": the job's summary, annotations and the text of the comment, from the verdicts.
#   in   TIDEGATE_BUILD, TIDEGATE_REPORTS, TIDEGATE_STATUS, TIDEGATE_TITLE, TIDEGATE_PROGRAM (or empty)
#   out  comment (a file); appends to GITHUB_STEP_SUMMARY
# Decides: what is left out where GitHub's limits are reached, and says so. Refuses to know: what a
# verdict reads like; `tidegate render` does.
. "$(dirname "$0")/lib.sh"

summary_limit=1000000  # GitHub drops a step's summary above 1 MiB altogether
comment_limit=60000    # and refuses a comment above 65,536 characters

# The program that the gates ran with stands in the scripts by which ctest finds them.
program=${TIDEGATE_PROGRAM:-}
if [ -z "$program" ]; then
  program=$(find "$TIDEGATE_BUILD" -name '*_gate*tests.cmake' -exec sed -n 's/^set(TIDEGATE_PROGRAM \[==\[\(.*\)\]==\])$/\1/p' {} + | head -n 1)
fi
{ [ -n "$program" ] && [ -x "$program" ]; } || die "there is no tidegate program to render with" "Name it in the input tidegate."

case $TIDEGATE_STATUS in
  pass) headline="passed" ;;
  regression) headline="found a regression" ;;
  first-run) headline="has nothing to compare with yet" ;;
  '') headline="was cut off: what stands here is not all" ;;
  *) headline="could not say" ;;
esac
text=$(mktemp)
printf '# %s %s\n\n' "$TIDEGATE_TITLE" "$headline" > "$text"

# What asks for attention comes first, so that it is not what a limit cuts off.
order() { sed -nE 's/.*"exit_code": ?([0-9]+).*/\1/p' "$1" | sed 's/^0$/9/'; }
# A decision bundle holds a copy of its verdict, which is no second one.
verdicts=$(find "$TIDEGATE_REPORTS" -name verdict.json -not -path "$TIDEGATE_REPORTS/?*/bundle/*" | sort | while read -r file; do
  printf '%s %s\n' "$(order "$file")" "$file"
done | sort -s -n -k 1,1 | cut -d ' ' -f 2-)
[ -n "$verdicts" ] || printf 'No gate wrote a verdict; the log of this step says why.\n' >> "$text"

# add <file> <limit> <target>: the rendered verdict; where it does not fit, its first sentence.
add() {
  if [ $(($(wc -c < "$3") + $(wc -c < "$1"))) -le "$2" ]; then
    cat "$1" >> "$3"
  else
    { head -n 4 "$1" | cut -c 1-2000; printf '\nThe rest does not fit here; the artifact has it.\n'; } >> "$3"
  fi
}
body=$(dirname "$TIDEGATE_REPORTS")/comment.md
cp "$text" "$body"
one=$(mktemp)
while read -r file; do
  [ -n "$file" ] || continue
  place=$(dirname "${file#"$TIDEGATE_REPORTS"/}")
  { printf '\n## %s\n\n' "$place"; "$program" render "$file" --format markdown | tail -n +3; } > "$one"
  add "$one" "$summary_limit" "$text"
  add "$one" "$comment_limit" "$body"
  "$program" render "$file" --format github
done <<< "$verdicts"
if [ -n "${GITHUB_RUN_ID:-}" ]; then
  printf '\n[All reports, samples and decision bundles](%s/%s/actions/runs/%s) are with the run of %s.\n' \
    "$GITHUB_SERVER_URL" "$GITHUB_REPOSITORY" "$GITHUB_RUN_ID" "${GITHUB_SHA:0:12}" >> "$body"
fi
cat "$text" >> "$GITHUB_STEP_SUMMARY"
rm -f "$text" "$one"
output comment "$body"
