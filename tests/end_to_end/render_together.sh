#!/usr/bin/env bash
# `tidegate render` of several verdicts: one that is torn takes no other with it, and none counts twice.
. "$(dirname "$0")/lib.sh"
new_repository repo
commit repo "first commit"
echo words > repo/words.txt
commit repo "as fast"
expect 0 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~1 --out same
sed -i "s/^time_ns=.*/time_ns=1300000/" repo/bench.sh
commit repo "slower"
expect 1 "$tidegate" compare --worker repo/bench.sh --source-dir repo --against HEAD~1 --out slow
together() { "$tidegate" render "$@"; }
head_is() { [ "$(grep -m 1 '^# ' stdout)" = "$1" ] || { cat stdout; fail "it does not begin with $1"; }; }

expect 0 together slow/verdict.json same --format github-summary
head_is "# perf: REGRESSION"
says "of 2 gates 1 found a regression, 1 passed"

# What another verdict says is shown, and what could not be read is a problem with its reason.
echo '{' > torn.json
echo '{"kind": "something"}' > other.json
for broken in torn.json other.json nowhere/verdict.json; do
  for format in github-summary pr-comment github-annotations; do
    expect 0 together "$broken" slow/verdict.json --format $format
    grep -qF "REGRESSION" stdout || fail "$format: the regression was lost with $broken"
    grep -F "A verdict could not be read" stdout | sed 's/\\//g' | grep -qF "$broken" || fail "$format does not name $broken"
    tr -s ' \n' ' ' < stderr | grep -F "A verdict could not be read: " | grep -qF "$broken" || fail "stderr does not name $broken"
  done
  expect 0 together same/verdict.json "$broken" --format github-summary
  head_is "# perf: COULD NOT SAY"
  expect 0 together "$broken" --name nightly --format github-summary
  head_is "# nightly: COULD NOT SAY"
  expect 2 together "$broken"
  [ ! -s stdout ] || fail "a single verdict that cannot be read has no report"
done

# A verdict counts once, whatever it is called.
ln -s slow/verdict.json link.json
for again in slow/verdict.json ./slow/../slow/verdict.json slow link.json; do
  expect 64 together slow/verdict.json "$again" --format github-summary
  says "is named twice"
  [ ! -s stdout ] || fail "a verdict that counts twice was rendered"
done
expect 0 together slow/verdict.json --name alone --format github-summary
head_is "# alone: REGRESSION"

# What is said of several verdicts is not passed over where none are put together.
mkdir rows
for flag in --problem --name --link; do
  for form in html csv table; do
    expect 64 together $form rows "$flag" oops --out page
    says "$flag is about several verdicts"
    [ ! -e page ] || fail "$form was written all the same"
  done
  expect 64 together --list "$flag" oops
  expect 64 together --committed repo "$flag" oops
done
