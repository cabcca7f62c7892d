#!/usr/bin/env bash
# Installs the build tree and moves what was installed elsewhere: the other tests of this folder see
# nothing but that prefix, so whatever it lacks, or names by its first place, is missed there.
# Arguments: <cmake> <build tree> <source tree> <prefix>
set -euo pipefail
cmake=$1 build=$2 source=$3 prefix=$4
fail() { echo "FAILED: $*" >&2; exit 1; }
rm -rf "$prefix" "$prefix.staging"
DESTDIR="$prefix.staging" "$cmake" --install "$build" --prefix /opt/first-place >/dev/null
mv "$prefix.staging/opt/first-place" "$prefix"
rm -rf "$prefix.staging"

for path in "$source" /opt/first-place; do
  found=$(grep -rlF -- "$path" "$prefix" || true)
  [ -z "$found" ] || fail "these name $path, which a user does not have: $found"
done
targets=$(sed -n 's/^add_\(library\|executable\)(\(tidegate::[a-z]*\) IMPORTED.*/\2/p; s/^add_\(library\|executable\)(\(tidegate::[a-z]*\) STATIC IMPORTED.*/\2/p' \
  "$prefix"/lib*/cmake/tidegate/*.cmake | sort | xargs)
[ "$targets" = "tidegate::measure tidegate::tidegate" ] || fail "the package has the targets: $targets"
"$prefix/bin/tidegate" --version >/dev/null || fail "the program does not start"
