#!/usr/bin/env python3
"""The manual acceptance of a baseline, run here: accept_test.py TIDEGATE SOURCE.

Decides: that each guard refuses, with its reason, and that what passes all of them becomes a pull
request and nothing else.
"""
import datetime
import json
import os
import shutil
import subprocess
import time

import yaml

from sandbox import SOURCE, TIDEGATE, Sandbox, main

ACCEPT = SOURCE / ".github/accept_baseline"


class Accept(Sandbox):
    def setUp(self):
        super().setUp()
        self.clone()
        self.sha = self.git(self.repo, "rev-parse", "HEAD")

    def check(self, conclusion="success", days=1, app="github-actions"):
        when = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)
        return {"status": "completed", "conclusion": conclusion, "completed_at": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "app": {"slug": app}}

    def github_with(self, head=None, reviewers=1, checks=None, **more):
        rule = {"type": "required_reviewers", "reviewers": [{}] * reviewers}
        answers = {"repos/owner/name/environments/baseline": {"protection_rules": [{"type": "wait_timer"}, rule]},
                   "repos/owner/name/git/ref/heads/main": {"object": {"sha": head or self.sha}}}
        for name in ("green", "release"):
            path = f"repos/owner/name/commits/{self.sha}/check-runs?check_name={name}&filter=latest"
            answers[path] = {"check_runs": [self.check()] if checks is None else checks}
        self.github.write_text(json.dumps({"answers": answers, **more}))

    def script(self, name, **more):
        usual = {"GH_TOKEN": "t", "GITHUB_SHA": self.sha, "GITHUB_REF": "refs/heads/main", "DEFAULT_BRANCH": "main",
                 "ENVIRONMENT": "baseline", "CHECKS": "green release", "MAX_AGE_DAYS": "7", "GITHUB_ACTOR": "ann", "GITHUB_RUN_ATTEMPT": "1",
                 "GITHUB_ACTOR_ID": "12", "REASON": "faster machine's $(first) \"rows\""}
        env = {**os.environ, **self.env(), **usual, **more}
        return subprocess.run([ACCEPT / name], env=env, cwd=self.repo, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def refused(self, ran, why):
        self.assertEqual(ran.returncode, 2, ran.stdout)
        self.assertIn(why, ran.stdout)
        self.assertIn("Next: ", ran.stdout)

    def test_a_green_recent_head_with_reviewers_passes(self):
        self.github_with()
        ran = self.script("guard.sh")
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertIn("guards met", ran.stdout)

    def test_each_guard_refuses(self):
        self.github_with(reviewers=0)
        self.refused(self.script("guard.sh"), "nobody has to approve")
        self.github_with(head="f" * 40)
        self.refused(self.script("guard.sh"), "moved on to ffffffffffff")
        for red in ("failure", "cancelled", "skipped"):
            self.github_with(checks=[self.check(red)])
            self.refused(self.script("guard.sh"), "is not green")
        self.github_with(checks=[])
        self.refused(self.script("guard.sh"), "is not green: absent")
        self.github_with(checks=[self.check(days=7)])
        self.refused(self.script("guard.sh"), "is 7 days old")
        self.github_with()
        for other in ("refs/heads/feature", "refs/tags/main"):
            self.refused(self.script("guard.sh", GITHUB_REF=other), f"this run is of {other}")
        self.refused(self.script("guard.sh", REASON=" \t"), "no reason is given")
        self.github.write_text("{}")  # GitHub does not answer
        self.refused(self.script("guard.sh"), "GitHub does not answer")

    def test_of_several_checks_of_a_name_each_must_be_green_and_recent_and_of_the_workflows(self):
        other = self.check(app="another")
        for red in ([other, self.check("failure")], [self.check(), self.check("failure")], [other],
                    [self.check(), {**self.check(None), "status": "in_progress", "completed_at": None}]):
            self.github_with(checks=red)
            self.refused(self.script("guard.sh"), "is not green")
        self.github_with(checks=[self.check(), self.check(days=7)])
        self.refused(self.script("guard.sh"), "is 7 days old")
        self.github_with(checks=[self.check("failure", app="another"), self.check(days=2), self.check()])
        ran = self.script("guard.sh")
        self.assertEqual(ran.returncode, 0, ran.stdout)

    def test_the_step_that_accepts_takes_the_kernel_and_leaves_rivals_that_were_skipped(self):
        steps = yaml.safe_load((SOURCE / ".github/workflows/accept-baseline.yml").read_text())["jobs"]["measure"]["steps"]
        [step] = [one["run"] for one in steps if "baseline accept" in one.get("run", "")]
        row = '{"protocol":1,"case":"c","point":{"n":1},"provider":"%s","platform":"%s","reference":%s}'
        worker = self.work / "worker.sh"
        text = (SOURCE / "tests/end_to_end/scripted_worker.sh").read_text()
        start, end = text.index("    printf '{\"protocol\""), text.index("  attempt)")
        lines = "\n".join([row % ("kokkos", "serial", "true"), row % ("cuda", "cuda", "false")])
        worker.write_text(f"{text[:start]}    cat > \"$3\" <<'L' ;;\n{lines}\nL\n{text[end:]}")
        worker.chmod(0o755)
        rows = self.repo / "build/release/tidegate/rows"
        subprocess.run([TIDEGATE, "run", "--worker", worker, "--platforms", "serial,cuda", "--source-dir", self.repo,
                        "--out", rows], cwd=self.work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (self.repo / "build/release/gate/command").mkdir(parents=True)
        (self.repo / "build/release/gate/command/tidegate").symlink_to(TIDEGATE)
        env = {**os.environ, **self.env(GITHUB_ACTOR="ann", GITHUB_ACTOR_ID="12", REASON="it's \"faster\"; $(false)")}
        # What else this machine does now is no matter of the step.
        ran = subprocess.run(["bash", "-ec", step.strip() + " --despite load"], cwd=self.repo, env=env, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        [kept] = [json.loads(line) for path in (self.repo / "baselines").rglob("c.jsonl") for line in path.read_text().splitlines()]
        self.assertEqual(kept["provider"], "kokkos")
        self.assertIn("it's \"faster\"; $(false)", json.dumps(kept).replace('\\"', '"'))
        self.assertIn("12+ann@users.noreply.github.com", json.dumps(kept))

    def test_rows_become_a_pull_request_and_main_stays(self):
        self.github_with()
        (self.repo / "build").rename(self.work / "elsewhere")
        (self.repo / "baselines/m").mkdir(parents=True)
        (self.repo / "baselines/m/c.jsonl").write_text("{}\n")
        before = self.git(self.upstream, "rev-parse", "main")
        ran = self.script("propose.sh")
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertEqual(self.git(self.upstream, "rev-parse", "main"), before)
        branch = f"baseline/{self.sha[:12]}-7-1"
        self.assertEqual(self.git(self.upstream, "diff", "--name-only", "main", branch), "baselines/m/c.jsonl")
        self.assertIn("$(first) \"rows\"", self.git(self.upstream, "log", "-1", "--format=%B", branch))
        self.assertEqual(self.git(self.upstream, "log", "-1", "--format=%an %ae", branch), "ann 12+ann@users.noreply.github.com")
        self.assertEqual(self.state()["pull"]["head"], branch)
        self.assertIn("@ann", self.state()["pull"]["body"])

    def test_nothing_new_proposes_nothing_and_foreign_changes_are_refused(self):
        self.github_with()
        (self.repo / "build").rename(self.work / "elsewhere")
        ran = self.script("propose.sh")
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertIn("nothing to propose", ran.stdout)
        self.assertNotIn("pull", self.state())
        (self.repo / "bench.sh").write_text("#!/bin/sh\n")
        self.refused(self.script("propose.sh"), "more than baselines/ was changed")
        self.refused(self.script("propose.sh", GITHUB_SHA="f" * 40), "is not of ffffffffffff")

    def test_a_pull_request_that_may_not_be_made_leaves_its_branch_and_says_so(self):
        self.github_with(deny="GitHub Actions is not permitted to create or approve pull requests")
        self.new_rows()
        self.refused(self.script("propose.sh"), "no pull request could be made")
        self.github_with()  # allowed now, and the job run again on a machine of its own
        self.clone()
        self.new_rows()
        ran = self.script("propose.sh", GITHUB_RUN_ATTEMPT="2")
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertEqual(self.state()["pull"]["head"], f"baseline/{self.sha[:12]}-7-2")

    def new_rows(self):
        shutil.rmtree(self.repo / "build")
        (self.repo / "baselines").mkdir()
        (self.repo / "baselines/c.jsonl").write_text('{"of": "%s"}\n' % time.time())


if __name__ == "__main__":
    main()
