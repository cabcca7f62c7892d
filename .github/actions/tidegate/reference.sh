#!/usr/bin/env bash
# Step "reference": which commits the gates compare with, and under which key their builds are cached.
#   in   TIDEGATE_BUILD, TIDEGATE_AGAINST (refs separated by blanks; empty: by the event),
#        GITHUB_EVENT_NAME, GITHUB_BASE_REF
#   out  against (a CMake list; empty: each gate's own choice), cache-key
# Decides: a pull request is compared with the commit that its branch left. Refuses to know: building.
. "$(dirname "$0")/lib.sh"

[ -f "$TIDEGATE_BUILD/CMakeCache.txt" ] ||
  die "$TIDEGATE_BUILD is not a configured build tree" "Configure and build before this step, and name the folder in build-dir."
TIDEGATE_BUILD=$(cd "$TIDEGATE_BUILD" && pwd)
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

against=${TIDEGATE_AGAINST:-}
if [ "${GITHUB_EVENT_NAME:-}" = pull_request ]; then
  base=$(merge_base)
  [ "$base" != "$(git rev-parse HEAD)" ] ||
    die "the pull request has no commit of its own: it would be compared with itself" "Push a commit to its branch."
  # tidegate itself looks for main or master; the event knows which branch it is.
  words=
  for ref in ${against:-merge-base}; do
    [ "$ref" = merge-base ] && ref=$base
    words+="$ref "
  done
  against=${words% }
fi

# The commit that a word of tidegate's names; HEAD where there is none, a key that nothing else has:
# one that never matches costs a build, a wrong one would cost a verdict.
named() {
  local tag
  case $1 in
    release) tag=$(git describe --tags --abbrev=0 'HEAD^' 2>/dev/null) && echo "refs/tags/$tag" || echo HEAD ;;
    parent) git rev-parse --verify --quiet 'HEAD^' || echo HEAD ;;
    *) git rev-parse --verify --quiet "$1^{commit}" || echo HEAD ;;
  esac
}
trees=
for ref in ${against:-release}; do
  trees+="$(git rev-parse "$(named "$ref")^{tree}") "
done
# What x86 calls a model and flags is a part and features on ARM; a kernel may tell neither.
told() { grep -m 1 -E "$1" /proc/cpuinfo || true; }
machine=$({ uname -m; told '^(model name|CPU part)'; told '^(flags|Features)'; } | sha256sum | cut -c 1-12)
configuration=$({ cat "$TIDEGATE_BUILD/tidegate-reference-cache.cmake" 2>/dev/null || true; } | sha256sum | cut -c 1-12)
output against "$(printf '%s' "$against" | tr -s ' \t\n' ';')"
output cache-key "tidegate-references-$machine-$configuration-$(printf '%s' "$trees" | sha256sum | cut -c 1-16)"
output cache-path "$(output_dir)/references"
