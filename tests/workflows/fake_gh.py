#!/usr/bin/env python3
"""GitHub's `gh`, as far as the scripts here use it, over one JSON file named by FAKE_GITHUB.

Decides: comments, a page of them at a time, answers to `api` by path, and refusals (`deny`: the message
of a refused write). A filter of --jq is applied by jq itself, to each page.
"""
import json
import os
import subprocess
import sys
from urllib.parse import parse_qsl, urlsplit

path = os.environ["FAKE_GITHUB"]
state = json.load(open(path))
arguments = sys.argv[1:]
state.setdefault("calls", []).append(arguments)


def leave(code=0, text="", error=""):
    json.dump(state, open(path, "w"))
    sys.stdout.write(text)
    sys.stderr.write(error)
    sys.exit(code)


def value_of(flag):
    return arguments[arguments.index(flag) + 1] if flag in arguments else None


def body():
    return open(value_of("--field").removeprefix("body=@")).read()


if not os.environ.get("GH_TOKEN"):
    leave(4, error="gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable\n")
if arguments[:2] == ["pr", "create"]:
    if state.get("deny"):
        leave(1, error=state["deny"] + "\n")
    state["pull"] = {"body": open(value_of("--body-file")).read(), "head": value_of("--head"), "base": value_of("--base")}
    leave(text="https://example.org/pull/9\n")
method = value_of("--method") or "GET"
where = next(a for a in arguments[1:] if a.startswith("repos/"))
if method != "GET":
    if state.get("deny"):
        leave(1, error=state["deny"] + "\n")
    comments = state.setdefault("comments", [])
    if method == "POST":
        comments.append({"id": 100 + len(comments), "user": {"login": "github-actions[bot]"}, "body": body()})
    else:
        [found] = [c for c in comments if str(c["id"]) == where.rsplit("/", 1)[1]]
        found["body"] = body()
    leave(text="{}")
pages = []
if "/comments" in where:
    size = min(int(dict(parse_qsl(urlsplit(where).query)).get("per_page", 30)), 100)
    every = state.get("comments", [])
    pages = [every[at:at + size] for at in range(0, max(len(every), 1), size)]
    pages = pages if "--paginate" in arguments else pages[:1]
elif where in state.get("answers", {}):
    pages = [state["answers"][where]]
else:
    leave(1, error=f"gh: Not Found (HTTP 404) {where}\n")
picked = [subprocess.run(["jq", "-r", value_of("--jq")], input=json.dumps(page), text=True, stdout=subprocess.PIPE, check=True)
          for page in pages]
leave(text="".join(one.stdout for one in picked))
