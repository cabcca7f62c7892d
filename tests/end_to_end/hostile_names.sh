#!/usr/bin/env bash
# Names that attack, on the whole way from a worker to committed texts and the page: of cases, axes,
# providers, runs, authors, commits. They stay text, lead nowhere, and what is written stays sound.
. "$(dirname "$0")/lib.sh"
new_repository repo
repo() { git -C repo "$@"; }
repo config user.name '![x](javascript:a) | <img src=x onerror=alert(1)> `q` $(touch pwned)'
export GIT_AUTHOR_NAME='![x](javascript:a) | <img src=x onerror=alert(1)> `q` $(touch pwned)'
subject=$'Faster | <script>alert(1)</script> [a](javascript:b) `q` --> ]]> \x1b[31m $(touch pwned) ; ../../pwned'
# list <case> <value of an axis> <provider>...: whose names attack whatever is made of them.
list() {
  python3 - "$@" > repo/listing.json <<'P'
import json, sys
for provider in sys.argv[3:]:
    print(json.dumps({"protocol": 1, "case": sys.argv[1], "point": {"n": 1, "mode": sys.argv[2]},
                      "provider": provider, "platform": "serial", "representative": True,
                      "reference": provider == sys.argv[3]}))
P
}
evil=$'x|<b>##[error]e ##vso[a.b]c \u202e`q`$(touch pwned)]]>-->../../pwned'
list hostile "$evil" 'a|b<script>alert(1)</script>' 'vendor | x'
cat > repo/bench.sh <<'W'
#!/usr/bin/env bash
set -eu
time=0.002
case $2 in
  list) cat "$(dirname "$0")/listing.json" > "$3" ;;
  attempt)
    samples=$(for _ in $(seq 40); do printf '%s,' $time; done)
    printf '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[%s]}},"fidelity":{"status":"pass","rel_to_tol":0,"oracle":"fp64_full"},"warnings":[{"text":"<img src=x onerror=alert(1)> | \\u001b[31m","count":1}]}\n' "${samples%,}" > "$4" ;;
  *) exit 64 ;;
esac
W
# What stands on the screen of a job is no command of whoever shows its log.
unheard() {
  ! grep -nE '^ *::|##\[|##vso\[' stdout stderr || fail "a job's log would obey: $1"
}
calm() { sed -i 's/"taint":\("[^"]*"\|null\)/"taint":"ABSENT"/' "$@"; }
measure() { expect 0 "$tidegate" run --worker repo/bench.sh --source-dir repo "$@"; }

commit repo "$subject"
# Nobody needs control characters in a name.
cp repo/listing.json sound.json
for name in $'a\x1b[31m' $'a\n# no' $'a\tb'; do
  list "$name" x shell
  expect 2 "$tidegate" run --worker repo/bench.sh --source-dir repo --out refused
  says "control character"
  list a "$name" shell
  expect 2 "$tidegate" run --worker repo/bench.sh --source-dir repo --out refused
  list a x "$name"
  expect 2 "$tidegate" run --worker repo/bench.sh --source-dir repo --out refused
done
# The name of a case is that of a file.
for name in ../../pwned '<img src=x onerror=alert(1)>' '$(touch pwned)' 'a|b' .hidden ''; do
  list "$name" x shell
  expect 2 "$tidegate" run --worker repo/bench.sh --source-dir repo --out refused
done
[ ! -e refused ] || fail "a refused name wrote something"
mv sound.json repo/listing.json
printf '#!/bin/sh\nprintf "one\\n::stop-commands::t\\n  ::error::e\\n##[group]g ##vso[a.b]c\\n" >&2; exit 3\n' > mute.sh
chmod +x mute.sh
expect 2 "$tidegate" run --worker mute.sh --out refused
says "one"
unheard "what a worker says"
expect 0 "$tidegate" run --worker repo/bench.sh --list
says "hostile[n=1"
unheard "names that are listed"
measure --store store
measure --out before && calm before/*.jsonl
find store -name '*.jsonl' -print0 | xargs -0 sed -i 's/"taint":\("[^"]*"\|null\)/"taint":"ABSENT"/'
expect 0 "$tidegate" baseline accept before --reason "$subject" --source-dir repo
commit repo "baseline"
sed -i 's/^time=.*/time=0.004/' repo/bench.sh
commit repo "$subject"
measure --store store
find store -name '*.jsonl' -print0 | xargs -0 sed -i 's/"taint":\("[^"]*"\|null\)/"taint":"ABSENT"/'
measure --out after && calm after/*.jsonl
# A run id is no path.
mkdir led && sed 's#"run_id":"[^"]*"#"run_id":"20270101T000000Z__../../pwned|<img src=x>`"#' \
  after/hostile.jsonl > led/hostile.jsonl
expect 2 "$tidegate" gate led --mode screen --source-dir repo --out out
says "cannot be the name of a folder"
expect 1 "$tidegate" gate after --mode screen --source-dir repo --out out
unheard "names of a verdict"
expect 0 "$tidegate" record out/verdict.json --source-dir repo --history store
run=$(python3 -c 'import json; print(json.load(open("out/verdict.json"))["run_id"])')
expect 0 "$tidegate" record --diagnosis "$run" --source-dir repo --cause "$subject" --fix HEAD
expect 0 "$tidegate" snapshot out/verdict.json --source-dir repo --summary "$subject"
expect 0 "$tidegate" standing before --yardstick 'provider=vendor | x' --record --source-dir repo
expect 0 "$tidegate" trend store --record --source-dir repo
expect 0 "$tidegate" trend store --source-dir repo --out pictures
expect 0 "$tidegate" render html store --out site.html --verdict out/verdict.json --source-dir repo
for format in text markdown junit github svg; do
  expect 0 "$tidegate" render out/verdict.json --format "$format" --out "report.$format"
done

# Nothing was run, and no name led out of its folder.
[ -z "$(find . -name 'pwned*')" ] || fail "a name led out of its folder, or was run"
for file in $(find repo/baselines -type f -printf '%f\n' | grep -v ' '); do
  [[ $file =~ ^[A-Za-z0-9._%+=,@-]+$ ]] || fail "a file is called $file"
done
python3 - <<'P' || fail "a name became more than text"
import pathlib, re, sys
bad = []
texts = [p for root in ("repo/baselines", "out", "pictures") for p in pathlib.Path(root).rglob("*")]
texts += [pathlib.Path("repo/PERFORMANCE.md"), pathlib.Path("site.html"), *pathlib.Path(".").glob("report.*")]
for path in texts:
    if path.suffix not in (".md", ".html", ".svg", ".xml", ".text", ".markdown", ".junit", ".github"):
        continue
    text = path.read_text()
    if re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", text.replace("\r\n", "\n")):
        bad.append("%s has a control character" % path)
    if path.suffix == ".text" or path.suffix == ".github":
        continue  # no markup there
    shown = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S) if path.suffix in (".md", ".markdown") else text
    shown = re.sub(r"`+[^`\n]*`+", "", shown) if path.suffix in (".md", ".markdown") else shown
    if re.search(r"(?<!\\)<(img|script>alert|b>)", shown):
        bad.append("%s has markup" % path)
    if path.suffix in (".md", ".markdown") and re.search(r"(?<!\\)\]\(javascript:", shown):
        bad.append("%s has a link that runs" % path)
    if path.suffix in (".md", ".markdown") and "\n# no" in text:
        bad.append("%s has a heading of somebody else" % path)
print("\n".join(bad))
sys.exit(len(bad) > 0)
P
# What was written is what the tool reads again: the record proves itself, and texts regenerate.
commit repo "recorded"
expect 0 "$tidegate" record --check --source-dir repo
expect 0 "$tidegate" render --committed repo/baselines --check
