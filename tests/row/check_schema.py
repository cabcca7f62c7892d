"""Checks docs/schema/{attempt,result}-row.schema.json against rows of the real writer:
every row is valid, every written field is described and every described field is written,
and rows that are wrong are refused.

    check_schema.py <write_sample_rows> <docs/schema>
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

GONE = object()  # the field is removed

# (kind, path, value): each change makes a valid row wrong.
WRONG = [
    ("attempt", ["schema_version"], GONE),
    ("attempt", ["schema_version"], 2),
    ("attempt", ["kind"], "result"),
    ("attempt", ["case"], GONE),
    ("attempt", ["case"], ""),
    ("attempt", ["case"], "a\tb"),
    ("attempt", ["point"], GONE),
    ("attempt", ["point", "n"], [1]),
    ("attempt", ["point", "algebra"], "a=b"),
    ("attempt", ["provider"], GONE),
    ("attempt", ["platform"], None),
    ("attempt", ["coverage"], "some"),
    ("attempt", ["status"], GONE),
    ("attempt", ["status"], "fine"),
    ("attempt", ["metrics"], GONE),
    ("attempt", ["metrics", "warm_time"], GONE),
    ("attempt", ["metrics", "warm_time", "samples"], GONE),
    ("attempt", ["metrics", "warm_time", "samples"], []),
    ("attempt", ["metrics", "warm_time", "samples"], [0.1, -0.1]),
    ("attempt", ["metrics", "warm_time", "samples"], [0]),
    ("attempt", ["metrics", "warm_time", "samples"], [None]),
    ("attempt", ["metrics", "warm_time", "unit"], "ms"),
    ("attempt", ["metrics", "warm_time", "iterations"], 0),
    ("attempt", ["metrics", "peak_rss", "samples"], [-1]),
    ("attempt", ["metrics", "other"], {"samples": [1]}),
    ("attempt", ["metrics", "other"], {"unit": "s", "samples": [-1]}),
    ("attempt", ["work", "bytes"], -1),
    ("attempt", ["work", "elements"], -1),
    ("attempt", ["includes"], "disk"),
    ("attempt", ["stopping", "criterion"], "luck"),
    ("attempt", ["stopping", "reason"], GONE),
    ("attempt", ["stages", "verdict"], "fine"),
    ("attempt", ["stages", "times", "mesh", "seconds"], -1),
    ("attempt", ["counters", "evaluations", "value"], None),
    ("attempt", ["counters", "evaluations", "value"], "12"),
    ("attempt", ["counters", "evaluations"], 12),
    ("attempt", ["counters", "evaluations", "better"], "more"),
    ("attempt", ["fidelity", "status"], "good"),
    ("attempt", ["fidelity", "reason"], "dunno"),
    ("attempt", ["fidelity", "subsample", "stratification"], "luck"),
    ("attempt", ["seed"], -1),
    ("attempt", ["provenance", "cpu_cores"], 4),
    ("result", ["schema_version"], 2),
    ("result", ["kind"], "attempt"),
    ("result", ["status"], GONE),
    ("result", ["attempts"], GONE),
    ("result", ["metrics"], GONE),
    ("result", ["metrics", "warm_time", "min"], GONE),
    ("result", ["metrics", "warm_time", "min"], -1),
    ("result", ["metrics", "warm_time", "min"], 0),
    ("result", ["metrics", "warm_time", "n"], 0),
    ("result", ["metrics", "warm_time", "unit"], "ms"),
    ("result", ["metrics", "warm_time", "stddev"], -1),
    ("result", ["metrics", "peak_rss", "unit"], "MB"),
    ("result", ["metrics", "throughput", "unit"], "s"),
    ("result", ["metrics", "stage_time.solve", "unit"], "ms"),
    ("result", ["metrics", "stage_time.solve", "min"], 0),
    ("result", ["metrics", "counter.evaluations", "better"], "more"),
    ("result", ["ratio", "value"], 0),
    ("result", ["includes"], "disk"),
    ("result", ["provenance", "host"], 5),
]


def read_rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def changed(row, path, value):
    row = copy.deepcopy(row)
    place = row
    for key in path[:-1]:
        place = place[key]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return row


def described(schema, node):
    """The fields that the schema names for objects at `node`, with their own nodes."""
    fields = {}
    for part in [node, *node.get("allOf", []), *node.get("anyOf", [])]:
        if "$ref" in part:
            fields.update(described(schema, schema["$defs"][part["$ref"].rsplit("/", 1)[1]]))
        fields.update(part.get("properties", {}))
    return fields


def written(rows):
    return [row for row in rows if isinstance(row, dict)]


def named_by_pattern(node, seen):
    """The fields of `seen` whose names match a pattern of `node`; each pattern must have one."""
    found = {pattern: [key for key in seen if re.search(pattern, key)]
             for pattern in node.get("patternProperties", {})}
    fields = {key: node["patternProperties"][pattern]
              for pattern, keys in found.items() for key in keys}
    return fields, [pattern for pattern, keys in found.items() if not keys]


def compare_fields(schema, node, objects, path):
    """Problems between the fields described at `node` and those of the objects written there."""
    fields = described(schema, node)
    seen = {key for one in objects for key in one}
    members, unseen = named_by_pattern(node, seen)
    fields.update(members)
    problems = [f"{path}.{key} is described but never written" for key in fields if key not in seen]
    problems += [f"{path}: no field {pattern} is written" for pattern in unseen]
    if fields:  # a map such as point has no described fields
        problems += [f"{path}.{key} is written but not described" for key in seen - set(fields)]
    for key, inner in fields.items():
        below = written([one.get(key) for one in objects])
        if below:
            problems += compare_fields(schema, inner, below, f"{path}.{key}")
    return problems


def check(kind, rows, schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    problems = [f"{kind} row {i}: {error.json_path}: {error.message}"
                for i, row in enumerate(rows) for error in validator.iter_errors(row)]
    problems += compare_fields(schema, schema, rows, kind)
    problems += [f"{kind}: {path} = {'(removed)' if value is GONE else value} is not refused"
                 for which, path, value in WRONG
                 if which == kind and validator.is_valid(changed(rows[0], path, value))]
    if not validator.is_valid({**rows[0], "field_of_a_newer_tool": {"x": 1}}):
        problems.append(f"{kind}: an unknown field is refused")
    return problems


def main():
    writer, schemas = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="tidegate-schema-") as folder:
        subprocess.run([writer, folder], check=True)
        rows = {"attempt": read_rows(pathlib.Path(folder, "attempts.jsonl")),
                "result": read_rows(pathlib.Path(folder, "results.jsonl"))}
    problems = []
    for kind, ours in rows.items():
        schema = json.loads((schemas / f"{kind}-row.schema.json").read_text(encoding="utf-8"))
        problems += check(kind, ours, schema)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{sum(map(len, rows.values()))} rows, {len(WRONG)} wrong ones, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
