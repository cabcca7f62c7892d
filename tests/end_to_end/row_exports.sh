#!/usr/bin/env bash
# Rows for other programs and for a page: CSV that Python reads back, Markdown tables with stages.
. "$(dirname "$0")/lib.sh"
cat > worker.sh <<'W'
#!/usr/bin/env bash
# One case with stages, and a provider whose name would be a formula and a table cell.
set -eu
case $2 in
  list)
    { printf '{"protocol":1,"case":"pipeline","point":{"n":%d},"provider":"shell","platform":"serial","reference":true,"representative":true}\n' 8 16
      printf '{"protocol":1,"case":"pipeline","point":{"n":8},"provider":"=1+1|<b>\\"x\\",y","platform":"serial"}\n'
    } > "$3" ;;
  attempt)
    samples=$(for _ in $(seq 40); do printf '0.002,'; done)
    printf '{"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[%s]}},%s}\n' "${samples%,}" \
      '"stages":{"verdict":"complete","sum_s":0.002,"total_s":0.002,"times":{"assemble":{"seconds":0.0005,"entries":1},"solve":{"seconds":0.0015,"entries":1}}}' > "$4" ;;
  *) exit 64 ;;
esac
W
chmod +x worker.sh
expect 0 "$tidegate" run --worker ./worker.sh --out rows --output results.md
grep -q '^| Point | Provider | Min | Median | p95 | Samples | Stage assemble | Stage solve |' results.md || fail "no stages in results.md"
grep -q '500.0 µs | 1.500 ms |' results.md || fail "the stages have no times"

# The rows are the truth: the same text comes from them again.
expect 0 "$tidegate" render table rows --out again.md
cmp results.md again.md || fail "rendered again, the table differs"

expect 0 "$tidegate" render csv rows --out rows.csv
expect 0 "$tidegate" render csv rows
cmp rows.csv stdout || fail "--out and stdout differ"
python3 - <<'P'
import csv
with open("rows.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file, strict=True))
times = [row for row in rows if row["metric"] == "warm_time"]
assert len(times) == 3, len(times)
assert all(float(row["min"]) == 0.002 and row["n"] == "40" and row["unit"] == "s" for row in times)
assert {row["provider"] for row in rows} == {"shell", "'=1+1|<b>\"x\",y"}, rows
assert all(not field.startswith(("=", "+", "-", "@")) for row in rows for field in row.values())
assert open("rows.csv", "rb").read().count(b"\r\n") == len(rows) + 1
P
expect 0 "$tidegate" render csv rows --point n=16 --out one.csv
[ "$(grep -c warm_time one.csv)" = 1 ] || fail "--point was passed over"

# What cannot be written or read leaves what was there.
cp rows.csv kept.csv
printf '{"schema_version":1,"run_id":"20990101T000000Z__0000000","kind":"attempt","case":"pipeline","point":{"n":8},"provider":"shell","platform":"serial","status":"no such word"}\n' > bad.jsonl
expect 2 "$tidegate" render csv bad.jsonl --out rows.csv
cmp rows.csv kept.csv || fail "an unreadable row replaced the file"
expect 2 "$tidegate" render csv rows --point n=99 --out rows.csv
says "no row is left"
cmp rows.csv kept.csv || fail "no rows replaced the file"
expect 64 "$tidegate" render rows/verdict.json --case pipeline
expect 64 "$tidegate" run --worker ./worker.sh --list --output results.md
cp -r rows kept
ln -s rows/pipeline.jsonl link.md
for file in rows/pipeline.jsonl ./rows/../rows/other.jsonl link.md; do
  expect 64 "$tidegate" run --worker ./worker.sh --out rows/ --output $file
  says "tables would replace them"
done
diff -r rows kept || fail "tables replaced rows"
expect 0 "$tidegate" run --help
[ "$(grep -c -- '--output results.md' stdout)" = 1 ] || fail "an example is there twice"
echo "row exports: all right"
