#!/usr/bin/env python3
"""Runs what a page of documentation tells its reader to type.

Decides: whether each shell block of one Markdown page does what the page says, in the page's own
order and in one fresh folder, and whether each flag that the page names is a flag of its command.
Refuses to know: what the commands mean. A page says the rest in comments that no reader sees, on
the line before a block:
  <!-- project: NAME -->    once, anywhere: begin with tests/docs/projects/NAME, committed in git
  <!-- file: PATH -->       the block is the content of this file
  <!-- exit: N -->          the shell block's last command exits with N (else 0)
  <!-- prints -->           the block is part of what the last shell block printed, line by line
  <!-- not run: WHY -->     the shell block is not run here, because WHY

Usage: run_page.py PAGE TIDEGATE [--prefix DIR] [NAME=PROGRAM]...
DIR is where CMake finds an installed tidegate; PROGRAM is there for the reader as NAME.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\S*)\s*$")
NOTE = re.compile(r"^\s*<!-- (?P<word>project|file|exit|prints|not run)(?:: (?P<value>.*?))? -->\s*$")
PROTOCOL = ("ready", "sample", "done")  # what workers say, `tidegate ready`; no commands
COMMAND = re.compile(r"^\$? ?(tidegate|cmake|ctest|git|apt|apt-get|sudo|curl|pip|\./\S+|[\w/.]*setup\.sh)\b")


class Block:
    def __init__(self, line, language, notes):
        self.line, self.language, self.notes, self.text = line, language, notes, ""


def blocks_of(text):
    """The fenced blocks of a page in order, each with the notes that stand right before it."""
    blocks, notes, current, indent = [], {}, None, ""
    for number, line in enumerate(text.split("\n"), 1):
        fence, note = FENCE.match(line), NOTE.match(line)
        if current is not None:
            if line.strip() == "```":
                blocks.append(current)
                current, notes = None, {}
            else:
                current.text += line.removeprefix(indent) + "\n"
        elif fence:
            current, indent = Block(number, fence["language"], notes), fence["indent"]
        elif note:
            notes[note["word"]] = note["value"] or ""
        elif line.strip():
            notes = {}
    if current is not None:
        raise SystemExit(f"line {current.line}: a block that does not end")
    return blocks


def flaws_of_form(blocks):
    """Blocks that a reader would type and this test would silently pass over."""
    for block in blocks:
        first = block.text.split("\n", 1)[0]
        if block.language in ("bash", "shell", "console", "zsh"):
            yield f"line {block.line}: call it `sh`, so that it is run"
        if not block.language and not block.notes and COMMAND.match(first):
            yield f"line {block.line}: commands without a language; call the block `sh`"


class Helps:
    """The flags of each command, from its own help; asked once."""

    def __init__(self, tidegate):
        self.tidegate, self.known = tidegate, {}

    def flags(self, words):
        """Flags of the deepest command that these words name, or None where there is no such command."""
        for count in range(len(words), 0, -1):
            key = tuple(words[:count])
            if key not in self.known:
                asked = subprocess.run([self.tidegate, *key, "--help"], capture_output=True, text=True)
                usage = re.search(r"^Usage: \S+ (.*?)(?: \[|$)", asked.stdout, re.M)
                named = bool(usage) and usage[1].split()[: count] == list(key)
                self.known[key] = set(re.findall(r"--[a-z][a-z0-9-]*", asked.stdout)) if named else None
            if self.known[key] is not None:
                return self.known[key]
        return None


def flaws_of_flags(text, helps):
    """Commands and flags of tidegate that a page names in `code` and that do not exist."""
    spans = [(m.start(), m[1]) for m in re.finditer(r"`([^`\n]+)`", re.sub(r"```.*?```", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.S))]
    spans += [(m.start(), m[1].replace("\\\n", " ")) for m in re.finditer(r"```sh\n(.*?)```", text, re.S)]
    for at, span in spans:
        for line in span.split("\n"):
            for part in re.split(r"&&|\|\||[;|#]", line):
                typed = re.match(r"^\s*(?:\S*/)?tidegate +((?:[a-z]+ *)+)(.*)$", part)
                if not typed or typed[1].split()[0] in PROTOCOL:
                    continue
                where = text.count("\n", 0, at) + 1
                flags = helps.flags(typed[1].split())
                if flags is None:
                    yield f"line {where}: there is no command `tidegate {typed[1].strip()}`"
                    continue
                for flag in re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", part):
                    if flag not in flags:
                        yield f"line {where}: `tidegate {typed[1].strip()}` has no flag {flag}"


def start(work, project, programs, environment):
    """The folder that the reader begins in: empty, or a project with one commit; and the programs."""
    place = work / "project"
    if project:
        shutil.copytree(Path(__file__).parent / "projects" / project, place)
        for command in (["git", "init", "-q", "-b", "main"], ["git", "add", "-A"],
                        ["git", "commit", "-q", "-m", "first"]):
            subprocess.run(command, cwd=place, env=environment, check=True)
        with open(place / ".git/info/exclude", "a") as exclude:
            exclude.writelines(f"{name}\n" for name, _ in programs)
    place.mkdir(exist_ok=True)
    for name, program in programs:
        (place / name).symlink_to(program)
    return place


def run(block, place, environment):
    """What the block printed; ends the test where its exit code is not the stated one."""
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", block.text], cwd=place, env=environment,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wanted = int(block.notes.get("exit", "0"))
    if done.returncode != wanted:
        raise SystemExit(f"line {block.line}: exit {done.returncode} instead of {wanted}:\n{block.text}---\n{done.stdout}")
    return done.stdout


def walk(blocks, place, environment):
    """Follows the page; returns how many blocks were run and how many were not."""
    printed, ran, left = "", 0, 0
    for block in blocks:
        if "file" in block.notes:
            path = place / block.notes["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text)
            if block.text.startswith("#!"):
                path.chmod(0o755)
        elif "prints" in block.notes:
            for line in filter(None, map(str.strip, block.text.split("\n"))):
                # However a terminal's width broke it.
                if line not in printed and line not in " ".join(printed.split()):
                    raise SystemExit(f"line {block.line}: nobody printed: {line}\n--- but\n{printed}")
        elif block.language == "sh" and "not run" in block.notes:
            left += 1
        elif block.language == "sh":
            printed, ran = run(block, place, environment), ran + 1
    return ran, left


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("page", type=Path)
    arguments.add_argument("tidegate", type=Path)
    arguments.add_argument("programs", nargs="*", type=lambda text: text.split("=", 1))
    arguments.add_argument("--prefix")
    given = arguments.parse_args()
    page, tidegate, text = given.page, given.tidegate.resolve(), given.page.read_text()
    blocks = blocks_of(text)
    flaws = [*flaws_of_form(blocks), *flaws_of_flags(text, Helps(str(tidegate)))]
    if flaws:
        raise SystemExit("\n".join(f"{page}: {flaw}" for flaw in flaws))
    project = re.search(r"<!-- project: (\S+) -->", text)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "home").mkdir()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "CTEST_"))}
        environment = {**kept, "HOME": str(work / "home"), "NO_COLOR": "1",
                       "PATH": f"{tidegate.parent}:{kept['PATH']}",
                       "GIT_CONFIG_GLOBAL": str(work / "home" / "gitconfig")}
        (work / "home" / "gitconfig").write_text(
            "[user]\n\tname = tester\n\temail = tester@example.org\n[init]\n\tdefaultBranch = main\n")
        if given.prefix:
            environment["CMAKE_PREFIX_PATH"] = given.prefix
        ran, left = walk(blocks, start(work, project and project[1], given.programs, environment), environment)
    print(f"{page.name}: {ran} shell blocks run, {left} left out for a stated reason")


if __name__ == "__main__":
    main()
