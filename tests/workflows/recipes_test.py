#!/usr/bin/env python3
"""The recipes of docs/ci.md that its own test cannot type in: recipes_test.py TIDEGATE SOURCE.

Decides: that GitLab's script judges a merge request and a release as the page says, and that GitHub's
example is a workflow whose pins and inputs are those of this repository. The page's shell is run by
tests/docs.
"""
import os
import re
import shutil
import subprocess
import unittest

import yaml

from sandbox import ACTION, SOURCE, Sandbox, main

PAGE = (SOURCE / "docs/ci.md").read_text()
BLOCKS = [yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.M | re.S)]
[GITHUB] = [block for block in BLOCKS if "jobs" in block]
[GITLAB] = [block["performance"] for block in BLOCKS if "performance" in block]


class GitLab(Sandbox):
    def run_job(self, rule, **given):
        """The script under the variables of one of the rules; before_script is another machine's apt."""
        shutil.rmtree(self.repo / "build", ignore_errors=True)
        expanded = {name: re.sub(r"^\$(\w+)$", lambda m: given[m[1]], value)
                    for name, value in GITLAB["rules"][rule]["variables"].items()}
        env = {**os.environ, **self.env(CI_PROJECT_DIR=str(self.repo), HOME=str(self.work), **given), **expanded}
        ran = subprocess.run(["bash", "-eo", "pipefail", "-c", "\n".join(GITLAB["script"])], cwd=self.repo, env=env,
                             text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        return ran

    def change(self, time_ns):
        base = self.git(self.upstream, "rev-parse", "HEAD")
        self.git(self.upstream, "switch", "-q", "-c", "change")
        self.commit(time_ns)
        self.clone("-b", "change")
        return base

    def test_the_rules_are_those_of_the_page(self):
        self.assertIn("merge_request_event", GITLAB["rules"][0]["if"])
        self.assertIn("$CI_DEFAULT_BRANCH", GITLAB["rules"][1]["if"])
        self.assertEqual(GITLAB["variables"]["GIT_DEPTH"], 0)

    def test_a_slower_merge_request_fails_and_leaves_its_reports(self):
        ran = self.run_job(0, CI_MERGE_REQUEST_DIFF_BASE_SHA=self.change(1_300_000))
        self.assertEqual(ran.returncode, 8, ran.stdout)
        self.assertIn("REGRESSION", ran.stdout)
        for kept in (GITLAB["artifacts"]["reports"]["junit"], GITLAB["artifacts"]["paths"][0] + "/scripted/verdict.json"):
            self.assertTrue((self.repo / kept).exists(), kept)

    def test_one_as_fast_passes(self):
        ran = self.run_job(0, CI_MERGE_REQUEST_DIFF_BASE_SHA=self.change(1_001_000))
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertIn("gate.scripted", ran.stdout)
        self.assertNotIn("gate.release", ran.stdout)  # the tag is not what a merge request answers for

    def test_the_default_branch_is_held_against_the_last_tag(self):
        self.clone()
        said = self.run_job(1).stdout + (self.repo / "build/gate.xml").read_text()
        self.assertIn("has no tag before HEAD", " ".join(said.split()))  # however a terminal's width broke it
        for time_ns, code in ((1_099_900, 0), (1_100_000, 8)):
            self.git(self.upstream, "tag", "-f", "v1", self.git(self.upstream, "rev-list", "--max-parents=0", "HEAD"))
            self.commit(time_ns)
            self.clone()
            ran = self.run_job(1)
            self.assertEqual(ran.returncode, code, ran.stdout)
            self.assertNotIn("gate.scripted", ran.stdout)


class Patterns(unittest.TestCase):
    def test_the_release_is_told_from_a_case_whose_name_begins_so(self):
        places = ("docs/ci.md", "docs/before-the-push.md", ".github/workflows/release-readiness.yml")
        for place in places:
            patterns = re.findall(r"""['"](\^gate\[\.\]release.*?)['"]""", (SOURCE / place).read_text())
            self.assertTrue(patterns, place)
            for pattern in patterns:
                for name, wanted in (("release", True), ("release.bench", True), ("release_memory", False)):
                    self.assertEqual(bool(re.search(pattern, f"gate.{name}")), wanted, f"{place}: {pattern} on {name}")


class GitHub(Sandbox):
    def test_the_example_is_pinned_as_our_own_and_asks_for_inputs_that_exist(self):
        ours = (SOURCE / ".github/workflows/release-readiness.yml").read_text()
        steps = GITHUB["jobs"]["change"]["steps"]
        self.assertEqual(GITHUB["permissions"], {"contents": "read"})
        known = yaml.safe_load((ACTION / "action.yml").read_text())["inputs"]
        for step in steps:
            if step.get("uses", "").startswith("actions/"):
                self.assertIn(step["uses"], ours)
            elif "uses" in step:
                self.assertLessEqual(set(step["with"]), set(known))
        self.assertEqual(steps[-1]["uses"], "./.github/actions/tidegate")
        self.assertEqual(steps[0]["with"]["fetch-depth"], 0)

    def test_its_last_step_does_what_the_page_says(self):
        self.pull_request(1_300_000)
        step = GITHUB["jobs"]["change"]["steps"][-1]["with"]
        ran = self.action("pull_request", step.pop("build-dir"), **step)
        self.assertEqual(ran["outputs"]["status"], "regression", ran["log"])
        rows = dict(re.findall(r"^\| `([a-z-]+)` \| (\d) \|", PAGE, re.M))
        self.assertEqual(rows["regression"], ran["steps"]["judge"]["outputs"]["exit-code"])
        self.assertEqual(set(rows), {"pass", "regression", "could-not-say", "first-run"})


if __name__ == "__main__":
    main()
