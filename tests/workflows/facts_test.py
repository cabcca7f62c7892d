#!/usr/bin/env python3
"""What every workflow and action of this repository must be: facts_test.py TIDEGATE SOURCE.

Decides: pins, permissions, runners, that scripts are there, what blocks what. Refuses to know: whether
the files are workflows at all; lint.sh does.
"""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

from sandbox import SOURCE, TIDEGATE, main

HOME = SOURCE / ".github"
FILES = sorted([*(HOME / "workflows").glob("*.yml"), *(HOME / "actions").rglob("action.yml")])
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text()) for path in FILES if path.parent.name == "workflows"}


def jobs():
    for workflow, told in WORKFLOWS.items():
        for name, job in told["jobs"].items():
            yield f"{workflow}.{name}", job


def writes(job):
    return {what for what, right in job.get("permissions", {}).items() if right == "write"}


class Facts(unittest.TestCase):
    def test_there_are_workflows_and_actions(self):
        self.assertLessEqual({"ci", "release-readiness", "accept-baseline"}, set(WORKFLOWS))
        self.assertGreater(len(FILES), len(WORKFLOWS))

    def test_every_foreign_action_is_pinned_by_its_commit_and_names_its_version(self):
        pins = {}
        for path in FILES:
            for used in re.findall(r"^\s*(?:- )?uses: (.*)$", path.read_text(), re.M):
                if used.startswith("./"):
                    self.assertTrue((SOURCE / used / "action.yml").exists(), used)
                    continue
                match = re.fullmatch(r"([\w-]+/[\w-]+(?:/\w+)?)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", used)
                self.assertTrue(match, f"{path}: {used}")
                owner = "/".join(match[1].split("/")[:2])
                self.assertEqual(pins.setdefault(owner, match[2]), match[2], f"two commits of {owner}")
        self.assertGreater(len(pins), 3)

    def test_nothing_may_write_but_what_must(self):
        for name, told in WORKFLOWS.items():
            self.assertEqual(told["permissions"], {"contents": "read"}, name)
            self.assertNotIn("pull_request_target", told[True])  # YAML reads `on` as true
        self.assertEqual({name: writes(job) for name, job in jobs() if writes(job)},
                         {"release-readiness.comment": {"pull-requests"}, "release-readiness.publish": {"pages", "id-token"},
                          "accept-baseline.propose": {"contents", "pull-requests"}})

    def test_a_job_that_may_write_runs_nothing_of_a_change(self):
        comment = WORKFLOWS["release-readiness"]["jobs"]["comment"]
        [checkout] = [s for s in comment["steps"] if s.get("uses", "").startswith("actions/checkout")]
        self.assertEqual(checkout["with"]["ref"], "${{ github.event.pull_request.base.sha }}")
        self.assertFalse([s for s in comment["steps"] if "run" in s])
        self.assertIn("head.repo.full_name == github.repository", comment["if"])
        self.assertEqual(set(WORKFLOWS["accept-baseline"][True]), {"workflow_dispatch"})
        self.assertEqual(WORKFLOWS["accept-baseline"]["jobs"]["propose"]["environment"], "baseline")
        self.assertEqual(len(WORKFLOWS["release-readiness"]["jobs"]["publish"]["steps"]), 1)  # nothing of ours
        for name, job in jobs():
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout") and name != "accept-baseline.propose":
                    self.assertIs(step["with"]["persist-credentials"], False, name)

    def test_no_expression_stands_inside_a_script(self):
        # What a title or a branch name may hold would be code there.
        for name, job in jobs():
            for step in job["steps"]:
                for expression in re.findall(r"\$\{\{(.*?)\}\}", step.get("run", "")):
                    self.assertRegex(expression.strip(), r"^(matrix\.\w+|needs\.\w+\.result)$", name)
        steps = [step for path in FILES if path.name == "action.yml" for step in yaml.safe_load(path.read_text())["runs"]["steps"]]
        scripts = [step["run"] for step in steps if "run" in step]
        self.assertGreater(len(scripts), 4)
        for script in scripts:
            self.assertNotIn("${{", script)

    def test_a_gate_that_left_no_verdict_does_not_read_as_passed_on_our_own_page(self):
        [step] = [step for step in WORKFLOWS["ci"]["jobs"]["gate"]["steps"] if "OUTCOME" in step.get("env", {})]
        for outcome, said in (("failure", "COULD NOT SAY"), ("cancelled", "ended in cancelled")):
            with tempfile.TemporaryDirectory() as folder:
                program = Path(folder) / "build/release/gate/command/tidegate"
                program.parent.mkdir(parents=True)
                program.symlink_to(TIDEGATE)
                subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], check=True, cwd=folder,
                               env={**os.environ, "OUTCOME": outcome, "GITHUB_STEP_SUMMARY": f"{folder}/page"})
                self.assertIn(said, (Path(folder) / "page").read_text())

    def test_no_job_runs_for_hours_and_a_newer_push_ends_an_older_run(self):
        for name, job in jobs():
            self.assertLessEqual(job.get("timeout-minutes", 360), 180, name)
        for name, told in WORKFLOWS.items():
            self.assertIn("concurrency", told, name)

    def test_a_merge_queue_hears_of_every_check_that_a_pull_request_does(self):
        for name, told in WORKFLOWS.items():
            self.assertEqual("pull_request" in told[True], "merge_group" in told[True], name)
        self.assertEqual(WORKFLOWS["release-readiness"]["jobs"]["change"]["if"], "github.event_name != 'push'")

    def test_jobs_run_on_what_was_tried(self):
        for name, job in jobs():
            self.assertIn(job["runs-on"], ("ubuntu-24.04", "${{ inputs.runner }}"), name)
            self.assertIn(job.get("container", "debian:12"), ("debian:12",), name)

    def test_every_preset_is_there(self):
        presets = json.loads((SOURCE / "CMakePresets.json").read_text())
        kinds = {"--preset": "configurePresets", "--build --preset": "buildPresets", "--workflow --preset": "workflowPresets"}
        asked = {(kind or "--preset", name) for path in FILES for kind, name in
                 re.findall(r"cmake (?:(--build --preset|--workflow --preset)|--preset) ([a-z]+)", path.read_text())}
        self.assertGreaterEqual(len(asked), 3)
        for kind, name in asked:
            self.assertIn(name, [preset["name"] for preset in presets[kinds[kind]]], kind)

    def test_every_script_is_there_and_can_be_run(self):
        found = 0
        for path in FILES:
            for script in re.findall(r"(?:\$GITHUB_ACTION_PATH|(?:\.github|cmake|tests)(?:/[\w-]+)*)/[\w-]+\.sh", path.read_text()):
                place = path.parent / script.split("/", 1)[1] if script.startswith("$") else SOURCE / script
                self.assertTrue(os.access(place, os.X_OK), f"{path}: {script}")
                found += 1
        self.assertGreater(found, 8)

    @unittest.skipUnless(shutil.which("cmark-gfm"), "cmark-gfm is not there")
    def test_the_pages_of_the_documentation_are_made_and_their_links_lead_somewhere(self):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "pages"
            hosted = {"GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "o/n", "GITHUB_SHA": "5ea"}
            subprocess.run([HOME / "docs_pages.sh", out], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **hosted})
            pages = list(out.rglob("*.html"))
            self.assertEqual(len(pages), 2 + len(list((SOURCE / "docs").glob("*.md"))))
            for page in pages:
                for link in re.findall(r'(?:href|src)="([^":#]+)["#]', page.read_text()):
                    self.assertTrue((page.parent / link).exists(), f"{page.name}: {link}")
            self.assertIn('href="https://github.example/o/n/blob/5ea/.github/CONTRIBUTING.md"', (out / "index.html").read_text())

    def test_the_documentation_waits_for_the_release_and_green_for_everything(self):
        ready, ci = WORKFLOWS["release-readiness"]["jobs"], WORKFLOWS["ci"]["jobs"]
        self.assertEqual(ready["docs"]["needs"], "release")
        self.assertNotIn("if", ready["docs"])  # success of `release`, nothing weaker
        self.assertEqual((ready["publish"]["needs"], ready["publish"]["if"]), ("docs", "vars.PUBLISH_DOCS == 'true'"))
        self.assertEqual(ready["publish"]["environment"], "github-pages")  # deploy-pages works in no other
        [upload] = [step["with"] for step in ready["docs"]["steps"] if "upload-pages-artifact" in step.get("uses", "")]
        self.assertEqual(upload["name"], ready["docs"]["outputs"]["artifact"])  # of this attempt: two of a name fail
        self.assertIn("github.run_attempt", upload["name"])
        self.assertEqual(ready["publish"]["steps"][0]["with"]["artifact_name"], "${{ needs.docs.outputs.artifact }}")
        self.assertEqual(set(ci["green"]["needs"]), set(ci) - {"green"})
        for name in ci["green"]["needs"]:
            self.assertIn(f"needs.{name}.result", ci["green"]["steps"][0]["run"])


if __name__ == "__main__":
    main()
