"""A stranger's repository and its clone, as a runner has them, with a scripted worker and a fake `gh`.

Decides: what lies where, and the environment of a step. Refuses to know: which step is run.
Every test here is called as: <test> TIDEGATE SOURCE [unittest's arguments].
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from runner import run_action

HERE = Path(__file__).resolve().parent
TIDEGATE, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
ACTION = SOURCE / ".github/actions/tidegate"
PROJECT = f"""cmake_minimum_required(VERSION 3.25)
project(stranger LANGUAGES NONE)
list(APPEND CMAKE_MODULE_PATH "{SOURCE}/cmake")
add_executable(tidegate::tidegate IMPORTED)
set_target_properties(tidegate::tidegate PROPERTIES IMPORTED_LOCATION "{TIDEGATE}")
enable_testing()
include(TidegateGate)
tidegate_add_benchmark(bench WORKER bench.sh)
tidegate_add_gate(bench)
tidegate_add_gate(bench NAME release AGAINST release FAILS_AT 1.10)
"""


class Sandbox(unittest.TestCase):

    def setUp(self):
        self.work = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.work)
        self.upstream, self.repo = self.work / "upstream", self.work / "clone"
        self.upstream.mkdir()
        self.git(self.upstream, "init", "-q", "-b", "main")
        (self.upstream / "CMakeLists.txt").write_text(PROJECT)
        shutil.copy(SOURCE / "tests/end_to_end/scripted_worker.sh", self.upstream / "bench.sh")
        self.commit(1_000_000)
        (self.work / "bin").mkdir()
        shutil.copy(HERE / "fake_gh.py", self.work / "bin/gh")
        self.github = self.work / "github.json"
        self.github.write_text("{}")

    def git(self, repo, *arguments):
        names = ("-c", "user.name=tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false",
                 "-c", "tag.gpgsign=false")
        return subprocess.run(["git", "-C", repo, *names, *arguments], check=True, text=True, stdout=subprocess.PIPE).stdout.strip()

    def commit(self, time_ns):
        bench = self.upstream / "bench.sh"
        lines = [f"time_ns={time_ns}" if line.startswith("time_ns=") else line for line in bench.read_text().splitlines()]
        bench.write_text("\n".join(lines) + "\n")
        self.git(self.upstream, "add", "-A")
        self.git(self.upstream, "commit", "-q", "--allow-empty", "-m", f"{time_ns} ns")

    def clone(self, *arguments):
        shutil.rmtree(self.repo, ignore_errors=True)
        subprocess.run(["git", "clone", "-q", *arguments, f"file://{self.upstream}", self.repo], check=True)
        subprocess.run(["cmake", "-S", self.repo, "-B", self.repo / "build"], check=True, stdout=subprocess.DEVNULL)

    def env(self, **more):
        return {"PATH": f"{self.work / 'bin'}:{os.environ['PATH']}", "FAKE_GITHUB": str(self.github), "NO_COLOR": "1",
                "GITHUB_REPOSITORY": "owner/name", "GITHUB_SERVER_URL": "https://github.example", "GITHUB_RUN_ID": "7",
                "GITHUB_SHA": self.git(self.upstream, "rev-parse", "HEAD"), "TMPDIR": str(self.work), **more}

    def action(self, event, build="build", payload=None, base="main", **inputs):
        (self.work / "files").mkdir(exist_ok=True)
        os.chdir(self.repo)
        self.addCleanup(os.chdir, HERE)
        more = {"GITHUB_EVENT_NAME": event, **({"GITHUB_BASE_REF": base} if event == "pull_request" else {})}
        return run_action(ACTION, self.env(**more), self.work / "files", {"build-dir": build, **inputs},
                          {"event": payload or {}})

    def pull_request(self, time_ns):
        """The merge commit that GitHub tests, while the base has moved on already."""
        self.git(self.upstream, "switch", "-q", "-c", "change")
        self.commit(time_ns)
        self.git(self.upstream, "switch", "-q", "main")
        (self.upstream / "notes").write_text("the base moved on before the merge was made")
        self.git(self.upstream, "add", "-A")
        self.git(self.upstream, "commit", "-q", "-m", "base")
        self.git(self.upstream, "switch", "-q", "-c", "merged")
        self.git(self.upstream, "merge", "-q", "--no-edit", "change")
        self.clone("-b", "merged")
        self.git(self.upstream, "switch", "-q", "main")

    def state(self):
        """What the fake GitHub holds."""
        return json.loads(self.github.read_text())


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=1)
