#!/usr/bin/env bash
# Proposes the accepted rows as a pull request: nothing reaches the default branch unreviewed.
#   in   GH_TOKEN, GITHUB_SHA, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_ACTOR, GITHUB_ACTOR_ID,
#        DEFAULT_BRANCH, REASON
# Run in a checkout of GITHUB_SHA whose baselines/ holds the new rows.
# Decides: branch, commit, text. Refuses to know: what a row says.
. "$(dirname "$0")/../actions/tidegate/lib.sh"

[ "$(git rev-parse HEAD)" = "$GITHUB_SHA" ] || die "this checkout is not of ${GITHUB_SHA:0:12}" "Check out github.sha."
other=$(git status --porcelain -- . ':!baselines')
[ -z "$other" ] || die "more than baselines/ was changed: $(head -n 1 <<< "$other")" "The artifact may hold baselines/ alone."
if [ -z "$(git status --porcelain -- baselines)" ]; then
  notice "the accepted rows are those that are committed already; there is nothing to propose"
  exit 0
fi
# An attempt that failed after its push left its branch, which the next one may not overwrite.
branch="baseline/${GITHUB_SHA:0:12}-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT"
git switch --quiet --create "$branch"
git add -- baselines
git -c user.name="$GITHUB_ACTOR" -c user.email="$GITHUB_ACTOR_ID+$GITHUB_ACTOR@users.noreply.github.com" \
  commit --quiet --message "Baseline of ${GITHUB_SHA:0:12}" --message "$REASON"
git push --quiet origin "$branch"
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  printf 'Rows of %s, accepted by @%s: %s\n\n' "$GITHUB_SHA" "$GITHUB_ACTOR" "$REASON"
  printf 'Author, date, reason and guards stand beside each row.\n'
  printf 'Checks do not start by themselves on a pull request of a workflow: close it and open it again.\n'
} > "$body"
gh pr create --base "$DEFAULT_BRANCH" --head "$branch" --title "Baseline of ${GITHUB_SHA:0:12}" --body-file "$body" ||
  die "the branch $branch is pushed, and no pull request could be made from it" "Make it by hand, or allow workflows to create pull requests in the repository's settings."
