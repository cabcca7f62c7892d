#!/usr/bin/env bash
# Step "reference": which commits the gates compare with, and under which key their builds are cached.
#   in   TIDEGATE_BUILD, TIDEGATE_CONFIGURATION, TIDEGATE_AGAINST (refs separated by blanks; empty: by the event),
#        GITHUB_EVENT_NAME, GITHUB_BASE_REF, TIDEGATE_QUEUE_BASE (the commit that a merge queue builds on)
#   out  against (a CMake list; empty: each gate's own choice), cache-key, cache-path
# Decides: a pull request is compared with the commit that its branch left, a merge queue's with what it
# builds on. Refuses to know: building.
. "$(dirname "$0")/lib.sh"

# The build and the benchmarks are the change's own code.
[ "${GITHUB_EVENT_NAME:-}" != pull_request_target ] ||
  die "pull_request_target would run a change with the rights of the base branch" "Run this on pull_request: it needs no token and no secret."
[ -f "$TIDEGATE_BUILD/CMakeCache.txt" ] ||
  die "$TIDEGATE_BUILD is not a configured build tree" "Configure and build before this step, and name the folder in build-dir."
TIDEGATE_BUILD=$(cd "$TIDEGATE_BUILD" && pwd)
of=$(configuration)
source_dir=$(cached CMAKE_HOME_DIRECTORY)
cd "$source_dir"
why=$(git rev-parse --git-dir 2>&1 >/dev/null) ||
  die "git cannot read $source_dir: $(head -n 1 <<< "$why")" "Before this step: git config --global --add safe.directory '$source_dir'"
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
  die "this clone is shallow, so what to compare with is hidden" "Give actions/checkout fetch-depth: 0."
fi

# The tested commit of a pull request is its merge into the base branch, and the merge base of that
# is the base as it was when GitHub merged: later commits of the base are not blamed on the change.
merge_base() {
  local base="origin/$GITHUB_BASE_REF"
  git rev-parse --verify --quiet "$base^{commit}" >/dev/null ||
    git fetch --quiet origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/$base" ||
    die "the base branch $GITHUB_BASE_REF is not in this clone" "Give actions/checkout fetch-depth: 0."
  git merge-base HEAD "$base" ||
    die "HEAD and $base have no commit in common" "Rebase the branch, or name a commit in against."
}

# What a merge queue tests lies on that commit, which may hold other changes of the queue.
queue_base() {
  git rev-parse --verify --quiet "${TIDEGATE_QUEUE_BASE:-}^{commit}" ||
    die "the commit that the merge queue builds on is not in this clone" "Give actions/checkout fetch-depth: 0."
}

against=${TIDEGATE_AGAINST:-}
base=
case ${GITHUB_EVENT_NAME:-} in
  pull_request) base=$(merge_base) ;;
  merge_group) base=$(queue_base) ;;
esac
if [ -n "$base" ]; then
  [ "$base" != "$(git rev-parse HEAD)" ] ||
    die "the change has no commit of its own: it would be compared with itself" "Push a commit to its branch."
  # tidegate itself looks for main or master; the event knows which branch it is.
  words=
  for ref in ${against:-merge-base}; do
    [ "$ref" = merge-base ] && ref=$base
    words+="$ref "
  done
  against=${words% }
fi

# What stands for a reference in the key: its tree; for the last release every tag before this commit,
# since which of them it is is tidegate's to say; the tree of HEAD where there is none, which nothing
# else has. One that never matches costs a build, a wrong one would cost a verdict.
named() {
  local found=
  case $1 in
    release) found=$(git for-each-ref --merged 'HEAD^' --format '%(objectname)' refs/tags 2>/dev/null) || true ;;
    parent) found=$(git rev-parse --verify --quiet 'HEAD^^{tree}') || true ;;
    *) found=$(git rev-parse --verify --quiet "$1^{tree}") || true ;;
  esac
  if [ -n "$found" ]; then echo "$found"; else git rev-parse 'HEAD^{tree}'; fi
}
trees=
for ref in ${against:-release}; do
  trees+="$(named "$ref") "
done
# What x86 calls a model and flags is a part and features on ARM; a kernel may tell neither.
told() { grep -m 1 -E "$1" /proc/cpuinfo || true; }
machine=$({ uname -m; told '^(model name|CPU part)'; told '^(flags|Features)'; } | sha256sum | cut -c 1-12)
# A reference that was built with older libraries would tell an update of them from none.
built_with() {
  echo "$of"
  grep -E '^["A-Za-z_].*=' "$TIDEGATE_BUILD/CMakeCache.txt" 2>/dev/null | grep -vE '^(TIDEGATE_AGAINST|SITE|BUILDNAME):' || true
  cat "$TIDEGATE_BUILD"/CMakeFiles/*/CMake*Compiler.cmake 2>/dev/null || true
  dpkg-query -W 2>/dev/null || true
}
configuration=$(built_with | sha256sum | cut -c 1-12)
output against "$(printf '%s' "$against" | tr -s ' \t\n' ';')"
output cache-key "tidegate-references-$machine-$configuration-$(printf '%s' "$trees" | sha256sum | cut -c 1-16)"
output cache-path "$TIDEGATE_BUILD/tidegate/references" # wherever the reports go
