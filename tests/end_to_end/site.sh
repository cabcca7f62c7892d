#!/usr/bin/env bash
# The page of a store: from rows alone, the same bytes twice, and what is wrong is said.
. "$(dirname "$0")/lib.sh"
make_store() { python3 "$here/../browser/make_store.py" "$@"; }
make_store 2 12 4 store

expect 0 "$tidegate" render html store --out site.html
says "wrote site.html: 16 rows"
has() { grep -qF -- "$1" site.html || fail "the page has no $1"; }
has "Content-Security-Policy"
has "detected between"            # the planted change
has "validated, "                 # four sizes: the law of three foretells the fourth
has "provisional"                 # and one provider had memory for three only
has "out of memory at 2,048"
has "<td class=\"failed\">measured 3, failed 1</td>"
grep -qE 'https?://' <(sed 's|https://github.com/leeoniya/uPlot||' site.html) && fail "the page names an address"

# The browser runs exactly the scripts of the page: their digests stand in its policy.
python3 - site.html <<'P' || fail "the policy of the page would stop its own scripts"
import base64, hashlib, re, sys
page = open(sys.argv[1], newline="").read()
scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
policy = re.search(r"script-src ([^;]*);", page).group(1)
wanted = ["'sha256-%s'" % base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
assert scripts and sorted(wanted) == sorted(policy.split()), (policy, wanted)
P

# The same rows give the same bytes, by any name of the file.
expect 0 "$tidegate" render html store --out again.html
cmp -s site.html again.html || fail "the same rows gave two pages"

# The newest run alone, its earlier ones named apart; a folder without rows.
mkdir newest && cp --parents store/*/20260112T* newest
expect 0 "$tidegate" render html newest --out few.html
grep -q 'class="history"' few.html && fail "one run has a history"
expect 0 "$tidegate" render html newest --history store --out few.html
grep -q 'class="history"' few.html || fail "earlier runs were named and not drawn"
mkdir none
expect 0 "$tidegate" render html none --out none.html
says "no row was found"
grep -qF "No row was measured yet." none.html || fail "the empty page does not say so"

# Names that attack.
make_store 1 3 2 evil hostile
expect 0 "$tidegate" render html evil --out evil.html
grep -q '<img' evil.html && fail "a name became markup"
grep -qF '&lt;img src=x onerror=alert(1)&gt;' evil.html || fail "the name is gone"
grep -q $'\u202e' evil.html && fail "a mark that turns text around got through"

# What cannot be done.
expect 64 "$tidegate" render html store
says "needs a file"
expect 2 "$tidegate" render html nowhere --out no.html
says "nowhere does not exist"
echo '{"schema_version":1,' > torn.json
expect 2 "$tidegate" render html store --verdict torn.json --out no.html
says "torn.json"
expect 2 "$tidegate" render html store --out site.html/below.html
[ ! -e no.html ] || fail "half a page was left"
