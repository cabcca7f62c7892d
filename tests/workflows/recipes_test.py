#!/usr/bin/env python3
"""The recipes of docs/ci.md and the hook, as far as the pages' own tests cannot type them in:
recipes_test.py TIDEGATE SOURCE.

Decides: that GitLab's script judges a merge request and a release as the page says; that GitHub's
examples are workflows whose pins and inputs are those of this repository, all of which the page tells;
what the hook does of what git may tell it. The pages' shell is run by tests/docs.
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
[GITHUB] = [block for block in BLOCKS if "performance" in block.get("jobs", {})]
[GPU] = [block["jobs"]["gpu"] for block in BLOCKS if "gpu" in block.get("jobs", {})]
ACTIONS = {name: yaml.safe_load((ACTION / place / "action.yml").read_text())
           for name, place in (("tidegate", "."), ("tidegate/comment", "comment"))}
HOOK = re.search(r"<!-- file: \.git/hooks/pre-push -->\n```sh\n(.*?)```", (SOURCE / "docs/before-the-push.md").read_text(), re.S)[1]
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
        self.assertEqual(GITLAB["artifacts"]["when"], "always")
        ran = self.run_job(0, CI_MERGE_REQUEST_DIFF_BASE_SHA=self.change(1_300_000))
        self.assertEqual(ran.returncode, 8, ran.stdout)
        self.assertIn("REGRESSION", ran.stdout)
        for kept in (*GITLAB["artifacts"]["reports"]["junit"], GITLAB["artifacts"]["paths"][0] + "/scripted/verdict.json"):
            self.assertEqual(len(list(self.repo.glob(kept))), 1, kept)

    def test_merged_results_are_compared_with_the_branch_that_they_hold(self):
        base = self.git(self.upstream, "rev-parse", "HEAD")
        self.commit(1_300_000)  # the target branch became slower meanwhile, which the change is not blamed for
        self.pull_request(1_301_000)
        target = self.git(self.upstream, "rev-parse", "main")
        ran = self.run_job(0, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, CI_MERGE_REQUEST_TARGET_BRANCH_SHA=target)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertIn(target[:9], ran.stdout + (self.repo / "build/gate.xml").read_text())

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
    def uses(self):
        for block in (GITHUB["jobs"]["performance"], GITHUB["jobs"]["comment"], GPU):
            for step in block["steps"]:
                if "uses" in step:
                    yield step["uses"], step.get("with", {})

    def test_the_examples_are_pinned_as_our_own_and_ask_for_inputs_that_exist(self):
        ours = (SOURCE / ".github/workflows/release-readiness.yml").read_text()
        own = 0
        for used, given in self.uses():
            if used.startswith("actions/"):
                self.assertIn(used, ours)
                continue
            name = re.fullmatch(r"OWNER/tidegate/[.]github/actions/(tidegate(?:/comment)?)@v1", used)[1]
            self.assertLessEqual(set(given), set(ACTIONS[name]["inputs"]))
            own += 1
        self.assertEqual(own, 4)

    def test_the_example_does_as_our_own_workflows_do(self):
        ours = yaml.safe_load((SOURCE / ".github/workflows/release-readiness.yml").read_text())
        for key in ("permissions", "concurrency", True):  # YAML reads `on` as true
            self.assertEqual(GITHUB[key], ours[key], key)
        job, comment = GITHUB["jobs"]["performance"], GITHUB["jobs"]["comment"]
        [checkout] = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout")]
        self.assertEqual(checkout["with"], {"fetch-depth": 0, "persist-credentials": False})
        self.assertEqual(comment["if"], ours["jobs"]["comment"]["if"].replace("needs.change", "needs.performance"))
        self.assertEqual(comment["permissions"], {"pull-requests": "write"})
        self.assertIn("head.repo.full_name == github.repository", GPU["if"])

    def test_the_page_tells_every_input_and_output_and_its_default(self):
        tables = dict(re.findall(r"^\| (?:input of `(.+?)`|output) \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.M))
        outputs = tables.pop("")
        for name, told in ACTIONS.items():
            rows = re.findall(r"^\| (.+?) \| (.*?) ?\|", tables.pop(name), re.M)
            self.assertEqual({word for names, _ in rows for word in re.findall(r"`(.+?)`", names)}, set(told["inputs"]))
            for names, default in rows:
                if default.startswith("`"):
                    first = re.match(r"`(.+?)`", names)[1]
                    self.assertEqual(default.strip("`"), told["inputs"][first]["default"], first)
        self.assertEqual(tables, {})
        self.assertEqual(set(re.findall(r"^\| `(.+?)`", outputs, re.M)), set(ACTIONS["tidegate"]["outputs"]))

    def test_its_steps_do_what_the_page_says(self):
        self.pull_request(1_300_000)
        change, release = [step["with"] for step in GITHUB["jobs"]["performance"]["steps"] if "OWNER" in step.get("uses", "")]
        ran = self.action("pull_request", **change)
        self.assertEqual(ran["outputs"]["status"], "regression", ran["log"])
        rows = dict(re.findall(r"^\| `([a-z-]+)` \| (\d) \|", PAGE, re.M))
        self.assertEqual(rows["regression"], ran["steps"]["judge"]["outputs"]["exit-code"])
        self.assertEqual(set(rows), {"pass", "regression", "could-not-say", "first-run"})
        self.assertEqual(self.action("push", **release)["outputs"]["status"], "first-run")


class Hook(Sandbox):
    """What git tells a hook is lines of `local ref, local commit, remote ref, remote commit`."""

    NONE = "0" * 40

    def setUp(self):
        super().setUp()
        self.commit(1_000_000)
        self.clone()
        self.head, self.parent = (self.git(self.repo, "rev-parse", name) for name in ("HEAD", "HEAD^"))

    def push(self, *lines):
        hook = self.work / "pre-push"
        hook.write_text(HOOK)
        return subprocess.run(["bash", hook, "origin", "url"], cwd=self.repo, env={**os.environ, **self.env()}, text=True,
                              input="".join(f"{line}\n" for line in lines), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def test_nothing_to_push_a_tag_and_a_deleted_branch_measure_nothing(self):
        for lines in ([], [f"refs/tags/v1 {self.head} refs/tags/v1 {self.NONE}"], [f"(delete) {self.NONE} refs/heads/old {self.head}"]):
            ran = self.push(*lines)
            self.assertEqual((ran.returncode, ran.stdout), (0, ""), lines)

    def test_what_is_not_checked_out_is_named_and_the_next_one_is_judged(self):
        ran = self.push(f"refs/heads/old {self.parent} refs/heads/old {self.NONE}",
                        f"refs/heads/main {self.head} refs/heads/main {self.parent}")
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertIn("pre-push: refs/heads/old is not checked out, so nothing judges it", ran.stdout)
        self.assertEqual(ran.stdout.count("Test project"), 1, ran.stdout)

    def test_one_commit_for_two_branches_is_measured_once_for_each_base(self):
        line = f"refs/heads/main {self.head} refs/heads/%s {self.parent}"
        ran = self.push(line % "main", line % "stable")
        self.assertEqual((ran.returncode, ran.stdout.count("Test project")), (0, 1), ran.stdout)

    def test_the_remote_may_have_a_commit_that_nobody_has_here(self):
        ran = self.push(f"refs/heads/main {self.head} refs/heads/main {'f' * 40}")
        self.assertEqual((ran.returncode, ran.stdout.count("Test project")), (0, 1), ran.stdout)

    def test_interrupted_it_pushes_nothing_and_leaves_the_build_tree_as_it_was(self):
        subprocess.run(["cmake", "-DTIDEGATE_AGAINST=v0;v1", self.repo / "build"], check=True, stdout=subprocess.DEVNULL)
        shim = self.work / "bin/ctest"  # Ctrl-C reaches both
        shim.write_text('#!/bin/bash\nkill -INT "$PPID"\ntrap - INT\nkill -INT $$\n')
        shim.chmod(0o755)
        ran = self.push(f"refs/heads/main {self.head} refs/heads/main {self.parent}")
        self.assertNotEqual(ran.returncode, 0, ran.stdout)
        self.assertRegex((self.repo / "build/CMakeCache.txt").read_text(), r"(?m)^TIDEGATE_AGAINST:\w+=v0;v1$")


if __name__ == "__main__":
    main()
