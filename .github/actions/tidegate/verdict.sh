#!/usr/bin/env bash
# Step "verdict": the exit code of the job, after every report is written.
#   in   TIDEGATE_STATUS, TIDEGATE_CODE
. "$(dirname "$0")/lib.sh"
case $TIDEGATE_STATUS in
  pass) echo "tidegate: no regression" ;;
  first-run) notice "nothing to compare with yet; the summary says why, and how to accept a baseline" ;;
  regression) printf '::error title=tidegate::a regression; the summary names the rows and what to do next\n' ;;
  could-not-say) printf '::error title=tidegate::the gates could not say; the summary and the log of the step judge say why\n' ;;
  *) die "the step judge left no status" "Read its log: it did not get as far as a verdict." ;;
esac
exit "$TIDEGATE_CODE"
