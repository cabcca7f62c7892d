#!/usr/bin/env python3
"""Every text and picture that people get has a file that somebody looked at.

Reads the table of renderers, what commands include of render/, and the tests that compare
something with a file of tests/golden. Called as: golden_files.py <source tree>
"""
import pathlib
import re
import sys

source = pathlib.Path(sys.argv[1])
golden = sorted(path.name for path in (source / "tests/golden").iterdir())
tests = {path: path.read_text() for path in (source / "tests").rglob("*.cpp")}
flaws = []

# What render/ offers for parts of a text, and what only reads texts. The tables of the record
# (diagnosis) stand in the golden files of the whole PERFORMANCE.md.
parts = {"ctest_measurements", "diagnosis", "log_commands", "markup", "quantity_text", "record_flaws",
         "record_rows", "text_table", "verdict_table"}
# JSON documents are held by their schemas; the judge's own is tests/judge's.
formats = "csv|form|markdown|md|page|sarif|svg|xml"


def enough(found, least, what):
    if len(found) < least:
        flaws.append(f"only {len(found)} {what} were found: is this test's reader broken?")
    return found


# Each renderer of the table has one file, which is not empty.
table = (source / "gate/tidegate/render/renderers.cpp").read_text()
for name in enough(re.findall(r'Renderer\{"([a-z-]+)"', table), 6, "renderers"):
    files = [file for file in golden if file.startswith(f"report_{name}.")]
    if name != "json" and (len(files) != 1 or not (source / "tests/golden" / files[0]).stat().st_size):
        flaws.append(f"renderer {name}: one file tests/golden/report_{name}.* must be there; "
                     "TIDEGATE_APPROVE=1 writes it")

# What a command renders is compared with one by a test that includes it or calls a function of it.
includes = re.compile(r"#include <tidegate/render/([a-z_]+)\.hpp>")
comparing = [text for text in tests.values() if "expect_golden(\"" in text]
included = {name for text in comparing for name in includes.findall(text)}
bodies = "\n".join(body for text in comparing for body in re.split(r"\n(?=TEST)", text)
                   if body.startswith("TEST") and "expect_golden(" in body)
commands = (source / "gate/command").glob("*.cpp")
headers = {name for path in commands for name in includes.findall(path.read_text())}
for name in sorted(enough(headers, 15, "headers of render/ that commands include")):
    text = (source / f"gate/tidegate/render/{name}.hpp").read_text()
    functions = re.findall(r"^[A-Za-z][\w:<>, ]* ([a-z_]+)\(", text, re.M)
    called = [function for function in functions if function + "(" in bodies]
    if name not in parts and name not in included and not called:
        flaws.append(f"no test compares what render/{name} makes with a golden file")
    for function in re.findall(rf"^std::string ((?!render_)[a-z_]+_(?:{formats}))\(", text, re.M):
        if function + "(" not in bodies:
            flaws.append(f"no test compares {function}() of render/{name} with a golden file")

# And none is left that nothing is compared with.
said = "\n".join([*tests.values(), *(path.read_text() for path in (source / "tests").rglob("*.sh"))])
for name in enough(golden, 20, "golden files"):
    if not name.startswith("report_") and name not in said:
        flaws.append(f"tests/golden/{name} is compared with nothing")

print("\n".join(flaws) or f"{len(golden)} golden files, {len(headers)} headers of render/: each has its own")
sys.exit(1 if flaws else 0)
