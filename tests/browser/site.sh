#!/usr/bin/env bash
# The page in a real browser: site.sh <tidegate> [folder for pictures]; 77 where a browser is missing.
set -euo pipefail
tidegate=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v node >/dev/null || { echo "skipped: node is not there; cmake/setup.sh --browser installs it"; exit 77; }
mkdir -p "${2:-$work}"
python3 "$here/make_store.py" 6 40 4 "$work/store"
"$tidegate" render html "$work/store" --out "$work/site.html"
node "$here/site_test.mjs" "$work/site.html" "${2:-$work}"
