#!/usr/bin/env bash
# Whether a new baseline may be proposed from this commit at all.
#   in   GH_TOKEN, GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_REF, DEFAULT_BRANCH, REASON, ENVIRONMENT,
#        CHECKS (names of checks, separated by blanks), MAX_AGE_DAYS
# Decides: everything that would let a person through whom the check itself would have stopped.
# Refuses to know: rows; `tidegate baseline accept` has guards of its own. Exit 2 when it refuses.
. "$(dirname "$0")/../actions/tidegate/lib.sh"

ask() { gh api "$1" --jq "$2" || die "GitHub does not answer $1" "Check the workflow's permissions, then start it again."; }

[ -n "${REASON//[[:space:]]/}" ] || die "no reason is given" "Start it again and say why these rows are the new baseline."
# A tag may bear the branch's name.
[ "$GITHUB_REF" = "refs/heads/$DEFAULT_BRANCH" ] ||
  die "this run is of $GITHUB_REF" "Start it on $DEFAULT_BRANCH: a baseline is of a commit that everybody has."

# An environment that does not exist yet is made without rules by the job that names it.
reviewers=$(ask "repos/$GITHUB_REPOSITORY/environments/$ENVIRONMENT" \
  '[.protection_rules[]? | select(.type == "required_reviewers") | .reviewers | length] | add // 0')
[ "$reviewers" -gt 0 ] ||
  die "nobody has to approve the environment $ENVIRONMENT" "Give it required reviewers in the repository's settings, under Environments."

head=$(ask "repos/$GITHUB_REPOSITORY/git/ref/heads/$DEFAULT_BRANCH" .object.sha)
[ "$head" = "$GITHUB_SHA" ] ||
  die "$DEFAULT_BRANCH moved on to ${head:0:12} since ${GITHUB_SHA:0:12} was chosen" "Start again from there: these rows are not what is on the branch."

now=$(date +%s)
# Any app can report a check of any name: only the workflows' own count, and of several the worst, then
# the oldest.
pick='[.check_runs[] | select(.app.slug == "github-actions")]
  | sort_by((.status == "completed" and .conclusion == "success"), .completed_at)
  | map("\(.status) \(.conclusion) \(.completed_at)") | first // "absent"'
for check in $CHECKS; do
  state=$(ask "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/check-runs?check_name=$check&filter=latest" "$pick")
  read -r status conclusion completed <<< "$state"
  [ "$status $conclusion" = "completed success" ] ||
    die "the check $check of ${GITHUB_SHA:0:12} is not green: $state" "Mend it first; a slowdown that is wanted is waived in tidegate.toml, in review."
  age=$(((now - $(date -d "$completed" +%s)) / 86400))
  [ "$age" -lt "$MAX_AGE_DAYS" ] ||
    die "the check $check is $age days old" "Run it again on this commit: machines and packages have changed since."
done
echo "guards met: $DEFAULT_BRANCH is at ${GITHUB_SHA:0:12}, $CHECKS green, $reviewers reviewers"
