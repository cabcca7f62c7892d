#!/usr/bin/env bash
# The one comment of a pull request: written anew or, found again by its marker, updated in place.
#   in   GH_TOKEN, GITHUB_REPOSITORY, TIDEGATE_PULL (number), TIDEGATE_BODY (file), TIDEGATE_TITLE,
#        TIDEGATE_AUTHOR (whose comment may be updated)
# Decides: a token that may not write (a fork's) skips with a notice and exit 0; any other failure
# exits 2. Refuses to know: what stands in the body.
. "$(dirname "$0")/../lib.sh"

case $TIDEGATE_PULL in ''|*[!0-9]*) die "'$TIDEGATE_PULL' is not the number of a pull request" "Run this on pull_request only." ;; esac
case $TIDEGATE_TITLE in *[!A-Za-z0-9._-]*|'') die "the title '$TIDEGATE_TITLE' is not made of letters, digits, '.', '_' and '-'" "Choose another title: it is part of a marker." ;; esac
[ -s "$TIDEGATE_BODY" ] || die "there is no comment at $TIDEGATE_BODY" "Download the artifact of the gate's job before this step."
command -v gh >/dev/null || die "gh is not on the PATH" "Run this on a GitHub-hosted runner, or install GitHub's CLI."

marker="<!-- tidegate:$TIDEGATE_TITLE -->"
text=$(mktemp)
error=$(mktemp)
trap 'rm -f "$text" "$error"' EXIT
# The body comes from a job that ran the change's own code: it may not bring another's marker.
{ printf '%s\n' "$marker"; grep -v '<!-- tidegate:' "$TIDEGATE_BODY" || true; } > "$text"
[ "$(wc -c < "$text")" -le 65536 ] || die "the comment is longer than GitHub takes" "It has to come from \`tidegate render --format pr-comment\`, which keeps that limit."

# api <arguments...>: GitHub's answer. A token without the right to write is the usual state of a fork;
# a token that expired and a limit that is reached are refused with the same numbers and are failures.
api() {
  gh api "$@" 2>"$error" && return 0
  if grep -q 'Resource not accessible' "$error"; then
    notice "no comment: this token may not write here, as on pull requests from forks; the job's summary has it all"
    exit 0
  fi
  die "GitHub refused: $(tr '\n' ' ' < "$error")" "Run the job again; the summary and the artifact of the gate's job are complete."
}
# Only this action's own comment: anybody can write a marker.
ours=".[] | select(.user.login == \"$TIDEGATE_AUTHOR\" and (.body | startswith(\"$marker\"))) | .id"
api --paginate "repos/$GITHUB_REPOSITORY/issues/$TIDEGATE_PULL/comments?per_page=100" --jq "$ours" > "$text.ids"
id=$(head -n 1 "$text.ids")
rm -f "$text.ids"
if [ -n "$id" ]; then
  api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$text" > /dev/null
  echo "updated comment $id"
else
  api --method POST "repos/$GITHUB_REPOSITORY/issues/$TIDEGATE_PULL/comments" --field "body=@$text" > /dev/null
  echo "wrote a comment"
fi
