#!/usr/bin/env bash
# The documentation as pages for a web server: docs_pages.sh <folder>. Needs cmark-gfm.
# Decides: one page for each of README.md, PERFORMANCE.md and docs/*.md; links between them follow, and
# those to sources lead to the repository at this commit.
set -euo pipefail
out=${1:?usage: docs_pages.sh <folder>}
cd "$(dirname "$0")/.."
command -v cmark-gfm >/dev/null || { echo "docs_pages: cmark-gfm is not there; install the package of that name" >&2; exit 2; }
sources=file://$PWD
[ -z "${GITHUB_REPOSITORY:-}" ] || sources="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/$GITHUB_SHA"
mkdir -p "$out/docs"
head='<!DOCTYPE html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 sans-serif}pre,table{overflow-x:auto;display:block}td,th{border:1px solid #ccc;padding:.2rem .5rem}</style>'
for page in README.md PERFORMANCE.md docs/*.md; do
  target="$out/${page%.md}.html"
  {
    printf '%s<title>%s</title>\n' "$head" "$(sed -n 's/^# //p' "$page" | head -n 1 | sed 's/[<&]//g')"
    cmark-gfm --extension table --extension strikethrough --extension autolink "$page" |
      sed -E -e 's#href="(\.\./)?(\.github|bench|cmake|gate|kernels|tests)/#href="'"$sources"'/\2/#g' \
        -e 's#(href="[^":]*)\.md(["\#])#\1.html\2#g' -e 's#href="(\.\./)?README\.html#href="\1index.html#g'
  } > "$target"
done
cp docs/*.svg "$out/docs/"
cp -r docs/schema "$out/docs/"
cp -r baselines "$out/"
mv "$out/README.html" "$out/index.html"
echo "docs_pages: $(find "$out" -name '*.html' | wc -l) pages in $out"
