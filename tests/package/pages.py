#!/usr/bin/env python3
"""Man pages and completions say what --help says, in every shell, and work where they are read.

Decides: that each command and each flag of the program's own help stands in its man page and in the
scripts for bash, zsh and fish, and no other; that man has no complaint; that bash, driven by keys on a
terminal, completes. Refuses to know: what commands do.

Usage: pages.py TIDEGATE
"""
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile

tidegate = sys.argv[1]
flaws = []


def said(*words):
    done = subprocess.run([tidegate, *words], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"tidegate {' '.join(words)} exits {done.returncode}: {done.stderr}")
    return done.stdout


def expect_equal(what, found, wanted):
    if sorted(found) != sorted(wanted):
        flaws.append(f"{what}: too many {sorted(set(found) - set(wanted))}, missing "
                     f"{sorted(set(wanted) - set(found))}")


def help_of(command):
    return set(re.findall(r"^  (?:-\w,)?--([a-z0-9-]+)", said(command, "--help"), re.M)) - {"help"}


def plain(roff):
    return roff.replace("\\-", "-")


commands = re.findall(r"^  ([a-z]+) ", said("--help").split("Subcommands:")[1], re.M)
helps = {command: help_of(command) for command in commands}
assert len(commands) > 10 and len(helps["gate"]) > 20, "the help is not read any more"


def check_man():
    with tempfile.TemporaryDirectory() as folder:
        said("man", "--out", folder)
        expect_equal("pages", os.listdir(folder), ["tidegate.1"] + [f"tidegate-{c}.1" for c in commands])
        overview = plain(open(f"{folder}/tidegate.1").read())
        expect_equal("commands in tidegate(1)", re.findall(r"^\\fBtidegate ([a-z]+)\\fR$", overview, re.M), commands)
        for command in commands:
            page = open(f"{folder}/tidegate-{command}.1").read()
            if page != said("man", command):
                flaws.append(f"tidegate man {command} prints another page than it writes")
            found = set(re.findall(r"^\.TP\n\\fB--([a-z0-9-]+)\\fR", plain(page), re.M)) - {"help"}
            expect_equal(f"flags in tidegate-{command}(1)", found, helps[command])
        if not shutil.which("man"):
            print("man is not installed: no page was formatted")
            return
        for page in sorted(os.listdir(folder)):
            done = subprocess.run(["man", "--warnings", "-l", f"{folder}/{page}"], capture_output=True, text=True,
                                  env=dict(os.environ, MANPAGER="cat", MANWIDTH="100", LC_ALL="C.UTF-8"))
            if done.returncode != 0 or done.stderr:
                flaws.append(f"man complains of {page}: {done.stderr}")
            if "tidegate" not in done.stdout:
                flaws.append(f"man shows nothing of {page}")


def check_scripts():
    bash, zsh, fish = (said("completion", shell) for shell in ("bash", "zsh", "fish"))
    offered = re.search(r"COMP_CWORD == 1\)\) && flags='[^']*' words='([^']*)'", bash)[1].split()
    expect_equal("commands for bash", offered, commands)
    expect_equal("commands for zsh", re.findall(r"^      '([a-z]+):", zsh, re.M), commands)
    expect_equal("commands for fish", re.findall(r"-n __fish_use_subcommand -a ([a-z]+) ", fish), commands)
    for command in commands:
        branch = re.search(rf"^    {command}\)\n      flags='([^']*)'(.*?)^      ;;$", bash, re.M | re.S)
        expect_equal(f"flags of {command} for bash", {f[2:] for f in branch[1].split()} - {"help"}, helps[command])
        arguments = re.search(rf"^    {command}\)\n(.*?)^      ;;$", zsh, re.M | re.S)[1]
        expect_equal(f"flags of {command} for zsh",
                     set(re.findall(r"'\*?--([a-z0-9-]+)=?\[", arguments)) - {"help"}, helps[command])
        expect_equal(f"flags of {command} for fish",
                     re.findall(rf"'__fish_seen_subcommand_from {command}' -l ([a-z0-9-]+)", fish), helps[command])
    renderers = re.findall(r"^([\w-]+) ", said("render", "--list"), re.M)
    expect_equal("renderers", re.search(r"^    render\).*?--format\) words='([^']*)'", bash, re.M | re.S)[1].split(), renderers)
    for shell, script in (("bash", bash), ("zsh", zsh), ("fish", fish)):
        if not shutil.which(shell):
            print(f"{shell} is not installed: its script was not read by it")
            continue
        done = subprocess.run([shell, "-n", "/dev/stdin"], input=script, capture_output=True, text=True)
        if done.returncode != 0 or done.stderr:
            flaws.append(f"{shell} cannot read its script: {done.stderr}")


def typed_in_bash(keys):
    """The words that `tidegate` is called with after these keys on a terminal of bash."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/results")
        open(f"{folder}/rows.jsonl", "w").close()
        with open(f"{folder}/script", "w") as script:
            script.write(said("completion", "bash"))
            script.write("tidegate() { printf '%s\\n' \"$@\" > typed; }\n")
        try:
            child, terminal = pty.fork()
        except OSError as none:  # as in a container without /dev/pts
            print(f"no terminal to type on ({none}): bash was not driven")
            return None
        if child == 0:
            os.chdir(folder)
            os.execve("/bin/bash", ["bash", "--noprofile", "--rcfile", "script", "-i"],
                      {"PATH": os.environ["PATH"], "TERM": "dumb", "INPUTRC": "/dev/null", "HISTFILE": "", "PS1": "> "})
        os.write(terminal, f"tidegate {keys}\nexit\n".encode())
        shown = b""
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # Linux says so where a terminal has ended
                piece = b""
            if not piece:
                break
            shown += piece
        os.waitpid(child, 0)
        if not os.path.exists(f"{folder}/typed"):
            return [shown.decode(errors="replace")]
        return open(f"{folder}/typed").read().split("\n")[:-1]


def check_bash():
    for keys, wanted in (
            ("doc\t", ["doctor"]),
            ("--vers\t", ["--version"]),
            ("gat\t--mo\tscr\t--out res\t row\t", ["gate", "--mode", "screen", "--out", "results/", "rows.jsonl"]),
            ("gate --mode=scr\t", ["gate", "--mode=screen"]),
            ("baseline acc\t--des\tdir\trow\t", ["baseline", "accept", "--despite", "dirty", "rows.jsonl"]),
            ("run --worker row\t--resu\t--qui\t", ["run", "--worker", "rows.jsonl", "--resume", "--quick"]),
            ("completion z\t", ["completion", "zsh"]),
            ("gate --min 1\t.05", ["gate", "--min", "1.05"])):
        typed = typed_in_bash(keys)
        if typed is None:
            return
        if typed != wanted:
            flaws.append(f"bash makes {typed} of {keys!r} instead of {wanted}")


check_man()
check_scripts()
check_bash()
for flaw in flaws:
    print(f"FAILED: {flaw}", file=sys.stderr)
sys.exit(1 if flaws else 0)
