#!/usr/bin/env bash
# What a code host is given of a red gate: every report is there before the exit code, points at the
# benchmark's line, and is the same when it is rendered again.
. "$(dirname "$0")/lib.sh"
new_repository repo
place='"source":{"file":"bench.sh","line":5},'
sed -i "s/\"protocol\":1,/&$place/" repo/bench.sh
commit repo "a benchmark that says where it stands"
sed -i "s/^time_ns=.*/time_ns=1300000/" repo/bench.sh
commit repo "a slow change"
reports=(--report sarif --report github-annotations --report github-summary --report pr-comment --report badge)
judge() { "$tidegate" gate --worker repo/bench.sh --source-dir repo --out out --name nightly "${reports[@]}" "$@"; }
expect 1 judge
cp stdout red

same() { [ "$1" = "$2" ] || fail "'$1' instead of '$2'"; }
same "$(head -n1 out/pr-comment.md)" "<!-- tidegate:nightly -->"
same "$(tail -n +2 out/pr-comment.md)" "$(cat out/report.md)"
same "$(cat out/github-summary.md)" "$(cat out/report.md)"
grep -q '^::error file=bench.sh,line=5,title=slower%3A scripted' out/github-annotations.txt || fail "no line is annotated"
python3 - <<'P' || fail "a report is not what it should be"
import json
run = json.load(open("out/report.sarif"))["runs"][0]
[result] = run["results"]
place = result["locations"][0]["physicalLocation"]
assert (result["ruleId"], result["level"]) == ("slower", "error"), result
assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("bench.sh", 5), place
assert run["automationDetails"]["id"] == "tidegate/nightly/"
badge = json.load(open("out/badge.json"))
assert (badge["label"], badge["message"], badge["color"]) == ("nightly", "1 regression", "red"), badge
line = json.load(open("out/verdict.json"))["lines"][0]
assert line["source"] == {"file": "bench.sh", "line": 5}, line["source"]
P

# The same from verdict.json alone, under the former name too.
for report in sarif=report.sarif pr-comment=pr-comment.md github=github-annotations.txt badge=badge.json; do
  expect 0 "$tidegate" render out/verdict.json --format "${report%%=*}" --out again
  cmp -s again "out/${report#*=}" || fail "${report%%=*} is rendered otherwise from verdict.json"
done

# 80 columns, and the command below the red line judges that row again when it is pasted.
python3 - <<'P' || fail "the terminal's text is not fit for 80 columns, or has no command"
text = open("red").read().split("\nreports:")[0].splitlines()
assert all(len(line) <= 80 for line in text), max(text, key=len)
at = next(i for i, line in enumerate(text) if line.startswith("    run   tidegate compare "))
end = next(i for i in range(at, len(text)) if not text[i].endswith("\\"))
open("pasted", "w").write("\n".join([text[at][10:]] + text[at + 1:end + 1]) + "\n")
P
mkdir bin && ln -s "$tidegate" bin/tidegate
PATH=$work/bin:$PATH expect 1 sh pasted
says "1 slower"

# A row names its place from the top of the repository, or none: never a folder of this machine.
listed() { sed -i "s|\"source\":{[^}]*}|\"source\":{\"file\":\"$1\",\"line\":5}|" repo/bench.sh; }
row_place() {
  "$tidegate" run --worker repo/bench.sh --source-dir repo --out rows --replace >/dev/null
  python3 -c 'import json; print(json.loads(open("rows/scripted.jsonl").readline()).get("source"))'
}
listed "$work/repo/bench.sh"
same "$(row_place)" "{'file': 'bench.sh', 'line': 5}"
for elsewhere in /etc/hostname ../red gone.sh; do
  listed "$elsewhere"
  same "$(row_place)" None
done

# An error leaves no report of an earlier gate behind; what does not exist is a mistake.
expect 2 judge --against nothing
[ ! -e out/report.sarif ] || fail "a report of an earlier gate was left"
[ ! -e out/badge.json ] || fail "a badge of an earlier gate was left"
expect 64 judge --report telegram
says "there is no report 'telegram'"
expect 64 judge --name 'a --> b'
