"""Runs the steps of a composite action as GitHub's runner does, on this machine and without GitHub.

Decides: `${{ }}` expressions (contexts, literals, ==, !=, &&, ||, always()), `if`, the files behind
GITHUB_OUTPUT and GITHUB_STEP_SUMMARY, and that a failed step skips those after it unless they say
always(). A step that `uses` an action is noted with its inputs and succeeds.
Refuses to know: what any step does.
"""
import os
import re
import subprocess
from pathlib import Path

import yaml

TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>[A-Za-z_][\w.-]*)(?P<call>\(\))?|(?P<op>==|!=|&&|\|\||[()]))")


def look_up(context, name):
    value = context
    for part in name.split("."):
        value = value.get(part, "") if isinstance(value, dict) else ""
    return value


def evaluate(expression, context):
    """The value of what stands between ${{ and }}; an unknown sign is an error, not an empty text."""
    words, at = [], 0
    while at < len(expression.rstrip()):
        match = TOKEN.match(expression, at)
        if not match:
            raise ValueError(f"not understood: {expression[at:]}")
        at = match.end()
        if match["text"]:
            words.append(repr(match["text"][1:-1].replace("''", "'")))
        elif match["call"]:
            words.append({"always": "True", "success": "_success"}[match["name"]])
        elif match["name"]:
            words.append(repr(look_up(context, match["name"])))
        else:
            words.append({"&&": " and ", "||": " or "}.get(match["op"], match["op"]))
    return eval("".join(words), {"_success": not context["failed"]})  # made of literals and operators


def filled(text, context):
    return re.sub(r"\$\{\{(.*?)\}\}", lambda m: str(evaluate(m[1], context)), str(text))


def wanted(step, context):
    condition = str(step.get("if", "success()"))
    condition = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", condition.strip(), flags=re.S)
    if "always()" not in condition and "success()" not in condition:
        condition = f"success() && ({condition})"
    return bool(evaluate(condition, context))


def run_step(step, context, env, folder, action):
    """0 or the exit code of one `run` step; its outputs and summary join the context."""
    files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for path in files.values():
        path.write_text("")
    variables = {name: filled(value, context) for name, value in step.get("env", {}).items()}
    script = folder / "step.sh"
    script.write_text(filled(step["run"], context))
    ran = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                         env={**env, **variables, "GITHUB_ACTION_PATH": str(action),
                              **{name: str(path) for name, path in files.items()}})
    outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    context["steps"][step.get("id", step.get("name", "?"))] = {"outputs": outputs}
    context["summary"] += files["GITHUB_STEP_SUMMARY"].read_text()
    context["log"] += ran.stdout
    return ran.returncode


def run_action(action, env, folder, inputs=None, github=None):
    """Runs action/action.yml. Answers a dict: failed, codes by step, steps, outputs, summary, log, uses."""
    action, folder = Path(action), Path(folder)
    told = yaml.safe_load((action / "action.yml").read_text())
    github = {"token": "t", **(github or {})}
    context = {"github": github, "steps": {}, "failed": False, "summary": "", "log": "", "uses": [], "codes": {}}
    given = inputs or {}
    unknown = set(given) - set(told.get("inputs", {}))
    if unknown:
        raise ValueError(f"the action has no input {unknown}")
    for name, entry in told.get("inputs", {}).items():
        if entry.get("required") and name not in given:
            raise ValueError(f"the input {name} is required")
    context["inputs"] = {name: given.get(name, filled(entry.get("default", ""), context))
                         for name, entry in told.get("inputs", {}).items()}
    for step in told["runs"]["steps"]:
        if not wanted(step, context):
            continue
        if "uses" in step:
            context["uses"].append((step["uses"], {k: filled(v, context) for k, v in step.get("with", {}).items()}))
            continue
        code = run_step(step, context, {**os.environ, **env}, folder, action)
        context["codes"][step.get("id", step.get("name", "?"))] = code
        context["failed"] |= code != 0
    context["outputs"] = {name: filled(entry["value"], context) for name, entry in told.get("outputs", {}).items()}
    return context
