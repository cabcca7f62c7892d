#!/usr/bin/env python3
"""Every step of .github/actions/tidegate, run here: steps_test.py TIDEGATE SOURCE.

Decides: summary, outputs, annotations, exit codes, whose comment is updated, what a fork's token does.
A scripted worker says exact times, so a verdict depends on no machine.
"""
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from runner import run_action
from sandbox import ACTION, Sandbox, main

RELEASE = "^gate[.]release($|[.])"  # not a case whose name begins so


class OnAPullRequest(Sandbox):
    def test_a_slower_change_is_red_and_every_report_is_written_first(self):
        self.pull_request(1_300_000)
        ran = self.action("pull_request", **{"except": RELEASE, "title": "tidegate-change"})
        self.assertEqual(ran["outputs"]["status"], "regression", ran["log"])
        self.assertEqual(ran["codes"], {"reference": 0, "judge": 0, "report": 0, "verdict": 1})
        against = ran["steps"]["reference"]["outputs"]["against"]
        self.assertEqual(against, self.git(self.upstream, "rev-parse", "main"))  # as it was when merged
        self.assertTrue(ran["summary"].startswith("# tidegate-change: REGRESSION\n"), ran["summary"])
        self.assertIn("+30.0 %", ran["summary"])
        self.assertEqual(ran["log"].count("::error title=slower"), 1, ran["log"])  # not its bundle's copy too
        self.assertNotIn("`release`", ran["summary"])
        comment = Path(ran["steps"]["report"]["outputs"]["comment"]).read_text()
        self.assertIn("+30.0 %", comment)
        self.assertTrue(comment.startswith("<!-- tidegate:tidegate-change -->\n# tidegate-change: REGRESSION\n"))
        self.assertIn("https://github.example/owner/name/actions/runs/7", comment)
        self.assertTrue(list(Path(ran["outputs"]["reports"]).rglob("bundle.md")))
        uploads = [given["path"] for used, given in ran["uses"] if used.startswith("actions/upload-artifact@")]
        self.assertEqual(len(uploads), 1)
        self.assertTrue((Path(uploads[0]) / "comment.md").is_file())

    def test_a_change_as_fast_as_its_base_is_green(self):
        self.pull_request(1_001_000)
        ran = self.action("pull_request", **{"except": RELEASE})
        self.assertEqual((ran["outputs"]["status"], ran["failed"]), ("pass", False), ran["log"])
        self.assertIn("compared 1 of 1", ran["summary"])

    def test_a_slow_creep_is_seen_against_the_last_release(self):
        self.git(self.upstream, "tag", "v1")
        self.commit(1_300_000)
        self.pull_request(1_301_000)
        ran = self.action("pull_request", against="merge-base release", gates="^gate[.]scripted")
        self.assertEqual(ran["outputs"]["status"], "regression", ran["log"])
        base = self.git(self.upstream, "rev-parse", "main")
        self.assertEqual(ran["steps"]["reference"]["outputs"]["against"], f"{base};release")
        self.assertIn(f"Slower against release and not against {base}", ran["log"])

    def test_the_builds_of_the_reference_are_cached_by_machine_configuration_and_tree(self):
        self.pull_request(1_001_000)
        first = self.action("pull_request")["steps"]["reference"]["outputs"]
        self.assertRegex(first["cache-key"], r"^tidegate-references-[0-9a-f]{12}-[0-9a-f]{12}-[0-9a-f]{16}$")
        self.assertEqual(first["cache-path"], str(self.repo / "build/tidegate/references"))
        self.assertEqual(self.action("pull_request")["steps"]["reference"]["outputs"]["cache-key"], first["cache-key"])
        self.git(self.repo, "commit", "-q", "--amend", "--allow-empty", "-m", "other words, same tree")
        self.assertEqual(self.action("pull_request")["steps"]["reference"]["outputs"]["cache-key"], first["cache-key"])
        other = self.action("pull_request", against="HEAD^2")["steps"]["reference"]["outputs"]["cache-key"]
        self.assertNotEqual(other, first["cache-key"])

    def test_an_arm_has_a_key_too_and_so_has_a_machine_that_does_not_tell(self):
        self.pull_request(1_001_000)
        told = self.work / "cpuinfo"
        shim = self.work / "bin/grep"  # reads another machine's /proc/cpuinfo
        shim.write_text(f'#!/bin/bash\nexec {shutil.which("grep")} "${{@/#\\/proc\\/cpuinfo/{told}}}"\n')
        shim.chmod(0o755)
        keys = []
        for text in ("Features\t: fp sve\nCPU part\t: 0xd40\n", "Features\t: fp\nCPU part\t: 0xd40\n", "processor\t: 0\n"):
            told.write_text(text)
            ran = self.action("pull_request")
            self.assertEqual(ran["codes"]["reference"], 0, ran["log"])
            keys.append(ran["steps"]["reference"]["outputs"]["cache-key"])
        self.assertEqual(len(set(keys)), 3, keys)

    def test_newer_packages_have_a_key_of_their_own(self):
        self.pull_request(1_001_000)
        shim, keys = self.work / "bin/dpkg-query", []
        for version in ("1.81", "1.82"):
            shim.write_text(f"#!/bin/sh\necho libboost {version}\n")
            shim.chmod(0o755)
            keys.append(self.action("pull_request")["steps"]["reference"]["outputs"]["cache-key"])
        self.assertEqual(len(set(keys)), 2, keys)

    def test_what_is_cached_is_what_was_built_wherever_reports_go(self):
        self.pull_request(1_001_000)
        elsewhere = self.repo / "build/reports"
        subprocess.run(["cmake", f"-DTIDEGATE_OUTPUT_DIR={elsewhere}", self.repo / "build"], check=True, stdout=subprocess.DEVNULL)
        ran = self.action("pull_request", **{"except": RELEASE})
        self.assertEqual((ran["outputs"]["status"], ran["outputs"]["reports"]), ("pass", str(elsewhere / "gate")), ran["log"])
        [kept] = [given["path"] for used, given in ran["uses"] if used.startswith("actions/cache/save@")]
        self.assertTrue(list(Path(kept).iterdir()), kept)

    def test_of_several_configurations_one_is_judged_and_it_must_be_there(self):
        self.pull_request(1_030_000)
        subprocess.run(["cmake", "-S", self.repo, "-B", self.repo / "several", "-G", "Ninja Multi-Config"], check=True,
                       stdout=subprocess.DEVNULL)
        ran = self.action("pull_request", build="several", **{"except": RELEASE})
        self.assertEqual(ran["outputs"]["status"], "regression", ran["log"])
        self.assertTrue(ran["outputs"]["reports"].endswith("/several/tidegate/Release/gate"), ran["outputs"])
        self.assertIn("+3.0 %", ran["summary"])
        ran = self.action("pull_request", build="several", configuration="Fast")
        self.assertTrue(ran["failed"])
        self.assertIn("'Fast' is no configuration of this build tree", ran["log"])

    def test_a_merge_queue_is_compared_with_what_it_builds_on(self):
        self.git(self.upstream, "tag", "v1")
        self.commit(1_300_000)
        self.pull_request(1_301_000)  # slower than the tag, as fast as what the queue builds on
        base = self.git(self.upstream, "rev-parse", "main")
        ran = self.action("merge_group", payload={"merge_group": {"base_sha": base}}, **{"except": RELEASE})
        self.assertEqual((ran["outputs"]["status"], ran["steps"]["reference"]["outputs"]["against"]), ("pass", base), ran["log"])
        for payload in ({}, {"merge_group": {"base_sha": "f" * 40}}):
            ran = self.action("merge_group", payload=payload)
            self.assertEqual(ran["codes"], {"reference": 2})
            self.assertIn("fetch-depth: 0", ran["log"])

    def test_a_branch_may_be_called_as_a_command_is(self):
        self.git(self.upstream, "branch", "a;b$(touch${IFS}pwned)'\"&")
        self.pull_request(1_001_000)
        self.git(self.repo, "remote", "set-branches", "origin", "merged")  # a clone of one branch, as some workflows make
        self.git(self.repo, "update-ref", "-d", "refs/remotes/origin/a;b$(touch${IFS}pwned)'\"&")
        ran = self.action("pull_request", base="a;b$(touch${IFS}pwned)'\"&", **{"except": RELEASE})
        self.assertEqual(ran["outputs"]["status"], "pass", ran["log"])
        self.assertEqual(list(self.work.rglob("pwned")), [])

    def test_a_change_never_runs_with_the_rights_of_its_base(self):
        self.pull_request(1_001_000)
        ran = self.action("pull_request_target")
        self.assertEqual(ran["codes"], {"reference": 2})
        self.assertIn("Run this on pull_request", ran["log"])

    def test_a_run_that_is_cancelled_leaves_what_it_has_and_passes_for_nothing(self):
        self.pull_request(1_300_000)
        self.assertEqual(self.action("pull_request", **{"except": RELEASE})["outputs"]["status"], "regression")
        shim = self.work / "bin/ctest"  # the first gate has spoken when the runner ends the step
        shim.write_text(f'#!/bin/sh\n{shutil.which("ctest")} "$@" -R "^gate[.]scripted$"\nkill -TERM "$PPID"\n')
        shim.chmod(0o755)
        ran = self.action("pull_request", **{"except": RELEASE})
        self.assertTrue(ran["failed"])
        self.assertEqual({"status", "exit-code"} & set(ran["steps"]["judge"]["outputs"]), set())
        self.assertNotIn("verdict", ran["codes"])
        self.assertIn("was cut off", ran["summary"])
        self.assertIn("+30.0 %", ran["summary"])
        used = [name.split("@")[0] for name, _ in ran["uses"]]
        self.assertIn("actions/upload-artifact", used)
        self.assertNotIn("actions/cache/save", used)
        self.assert_obeyed_after(ran["log"], "title=slower")

    def assert_obeyed_after(self, log, word):
        """The runner takes no command between these two lines, and takes them again before `word`."""
        stop = re.search(r"^::stop-commands::([0-9a-f]{32})$", log, re.M)
        resume = re.search(f"^::{stop[1]}::$", log, re.M)
        self.assertLess(stop.end(), resume.start())
        self.assertGreater(log.index(word), resume.end())
        return log[stop.end():resume.start()]

    def test_what_a_benchmark_prints_is_no_command_to_the_runner(self):
        self.pull_request(1_300_000)
        with (self.repo / "CMakeLists.txt").open("a") as file:
            file.write('add_test(NAME gate.loud COMMAND sh -c "echo ::error title=mine::of a program; exit 1")\n')
        ran = self.action("pull_request", **{"except": RELEASE})
        inside = self.assert_obeyed_after(ran["log"], "::error title=slower")
        self.assertIn("::error title=mine", inside)
        self.assertEqual(ran["log"].count("::error title=mine"), inside.count("::error title=mine"))

    def test_nothing_is_compared_with_itself(self):
        self.clone()
        ran = self.action("pull_request")
        self.assertEqual(ran["codes"], {"reference": 2, "verdict": 2} if "verdict" in ran["codes"] else {"reference": 2})
        self.assertIn("compared with itself", ran["log"])
        self.assertTrue(ran["failed"])


class OnAPush(Sandbox):
    def release(self, time_ns):
        self.git(self.upstream, "tag", "v1")
        self.commit(time_ns)
        self.clone()
        return self.action("push", gates=RELEASE, title="tidegate-release")

    def test_ten_percent_slower_than_the_last_tag_is_red(self):
        ran = self.release(1_100_000)
        self.assertEqual((ran["outputs"]["status"], ran["codes"]["verdict"]), ("regression", 1), ran["log"])
        self.assertIn("v1", ran["summary"])

    def test_just_below_is_green(self):
        ran = self.release(1_099_900)
        self.assertEqual((ran["outputs"]["status"], ran["failed"]), ("pass", False), ran["log"])

    def test_without_a_tag_it_says_so_and_blocks_nothing(self):
        self.clone()
        ran = self.action("push", gates=RELEASE)
        self.assertEqual((ran["outputs"]["status"], ran["failed"]), ("first-run", False), ran["log"])
        self.assertIn("has no tag before HEAD", ran["summary"])
        self.assertIn("::notice title=tidegate::nothing to compare with yet", ran["log"])

    def test_two_references_have_a_verdict_each_in_one_summary(self):
        self.git(self.upstream, "tag", "v1")
        self.commit(1_300_000)
        self.commit(1_301_000)
        self.clone()
        ran = self.action("push", gates="^gate[.]scripted", against="parent release")
        self.assertEqual(ran["outputs"]["status"], "regression", ran["log"])
        order = [ran["summary"].index(f"| `scripted-against-{name}` |") for name in ("release", "parent")]
        self.assertEqual(order, sorted(order))  # what asks for attention comes first

    def test_what_could_not_be_judged_is_neither_green_nor_a_regression(self):
        self.clone()
        (self.repo / "bench.sh").write_text("#!/bin/sh\nexit 3\n")
        ran = self.action("push")
        self.assertEqual((ran["outputs"]["status"], ran["codes"]["verdict"]), ("could-not-say", 2), ran["log"])
        self.assertIn("no gate left a verdict", ran["summary"])
        self.assertIn("Without a verdict: gate.bench.cannot_list gate.release.cannot_list", ran["summary"])
        nothing = self.action("push", gates="^no such test")
        self.assertEqual(nothing["outputs"]["status"], "could-not-say")
        self.assertIn("COULD NOT SAY", nothing["summary"])

    def test_a_verdict_of_an_earlier_run_does_not_speak_for_this_one(self):
        self.assertEqual(self.release(1_100_000)["outputs"]["status"], "regression")
        (self.repo / "bench.sh").write_text("#!/bin/sh\nexit 3\n")
        ran = self.action("push", gates=RELEASE)
        self.assertEqual(ran["outputs"]["status"], "could-not-say")

    def test_a_shallow_clone_and_a_missing_build_say_what_to_do(self):
        self.commit(1_000_000)
        self.clone("--depth=1")
        self.assertIn("fetch-depth: 0", self.action("push")["log"])
        ran = self.action("push", build="nowhere")
        self.assertIn("not a configured build tree", ran["log"])
        self.assertEqual(ran["codes"]["reference"], 2)

    def test_a_value_cannot_bring_a_second_one(self):
        outputs = self.work / "outputs"
        ran = subprocess.run(["bash", "-c", '. "$0"; output reports "a\nstatus=pass"', ACTION / "lib.sh"], text=True,
                             stderr=subprocess.PIPE, env={**os.environ, "GITHUB_OUTPUT": str(outputs)})
        self.assertEqual((ran.returncode, outputs.exists()), (2, False), ran.stderr)
        self.assertIn("has several lines", ran.stderr)

    def test_a_program_that_cannot_render_fails_the_step_and_says_what_to_do(self):
        self.clone()
        old = self.work / "bin/old"
        old.write_text("#!/bin/sh\necho 'unknown flag --name' >&2\nexit 64\n")
        old.chmod(0o755)
        ran = self.action("push", tidegate=str(old), **{"except": RELEASE})
        self.assertEqual(ran["codes"]["report"], 2, ran["log"])
        self.assertIn("as new as this action", ran["log"])
        self.assertTrue(ran["failed"])

    def test_no_name_begins_an_annotation_of_its_own(self):
        self.clone()
        said = self.action("push", build="50%0A\n::warning::where\r::debug::x")["log"]
        self.assertNotRegex(said, r"(?m)^::(warning|debug)")
        self.assertIn("50%250A%0A::warning::where%0D::debug::x is not", said)

    def test_a_gate_that_left_no_verdict_is_named_beside_those_that_did(self):
        self.clone()
        loud = 'add_test(NAME "gate.a <b> & \\"c\\"" COMMAND sh -c "exit 1")\n'
        with (self.repo / "CMakeLists.txt").open("a") as file:
            file.write(loud)
        ran = self.action("push", title="nightly")
        self.assertEqual((ran["outputs"]["status"], ran["codes"]["verdict"]), ("could-not-say", 2), ran["log"])
        self.assertIn("# nightly: COULD NOT SAY\n", ran["summary"])  # though no verdict there does
        said = 'Without a verdict: gate.a <b> & "c". The log'
        self.assertIn(said, ran["summary"].replace("\\", ""))
        self.assertIn(f"::error title=tidegate::{said}", ran["log"])
        self.assertIn("| `scripted` | PASS", ran["summary"])

    def test_a_verdict_that_is_torn_takes_no_other_with_it(self):
        self.clone()
        project = (self.repo / "CMakeLists.txt").read_text()
        for code in (2, 0):  # the code of the test itself makes no verdict of it
            torn = f'd=tidegate/gate/torn && mkdir -p $d && printf {{ > $d/verdict.json && exit {code}'
            test = f'add_test(NAME gate.torn COMMAND sh -c "{torn}")\n'.replace("$d", "\\$d")
            (self.repo / "CMakeLists.txt").write_text(project + test)
            ran = self.action("push")
            self.assertEqual((ran["outputs"]["status"], ran["codes"]["report"]), ("could-not-say", 0), ran["log"])
            self.assertIn("COULD NOT SAY\n", ran["summary"])
            self.assertRegex(ran["summary"].replace("\\", ""), "A verdict could not be read: .*torn/verdict.json")
            self.assertIn("| `scripted` | PASS", ran["summary"])


class TheComment(Sandbox):
    def comment(self, text, **inputs):
        body = self.work / "comment.md"
        body.write_text(text)
        folder = self.work / "files"
        folder.mkdir(exist_ok=True)
        given = {"body": str(body), "title": "tidegate-change", "pull": "5", **inputs}
        return run_action(ACTION / "comment", self.env(), folder, given)

    def test_the_second_one_updates_the_first(self):
        somebody = {"id": 1, "user": {"login": "somebody"}, "body": "<!-- tidegate:tidegate-change --> mine"}
        self.github.write_text(json.dumps({"comments": [somebody]}))
        self.assertEqual(self.comment("first")["codes"], {"comment": 0})
        ran = self.comment("second <!-- tidegate:other -->\n<!-- tidegate:other -->\nlast")
        self.assertEqual(ran["codes"], {"comment": 0}, ran["log"])
        comments = self.state()["comments"]
        self.assertEqual(len(comments), 2)
        self.assertEqual(comments[0], somebody)  # a marker in another's comment is not ours
        self.assertTrue(comments[1]["body"].startswith("<!-- tidegate:tidegate-change -->\n"))
        self.assertIn("last", comments[1]["body"])
        self.assertNotIn("first", comments[1]["body"])
        self.assertNotIn("tidegate:other", comments[1]["body"])
        self.comment("of another gate", title="other")
        self.assertEqual(len(self.state()["comments"]), 3)

    def test_a_token_of_a_fork_skips_and_does_not_fail(self):
        self.github.write_text(json.dumps({"deny": "gh: Resource not accessible by integration (HTTP 403)"}))
        ran = self.comment("text")
        self.assertEqual(ran["codes"], {"comment": 0}, ran["log"])
        self.assertIn("::notice title=tidegate::no comment", ran["log"])
        self.assertNotIn("comments", self.state())

    def test_any_other_failure_is_one(self):
        for why in ("gh: Server Error (HTTP 502)", "gh: Bad credentials (HTTP 401)", "gh: API rate limit exceeded (HTTP 403)"):
            self.github.write_text(json.dumps({"deny": why}))
            ran = self.comment("text")
            self.assertEqual(ran["codes"], {"comment": 2}, why)
            self.assertIn(why, ran["log"])
        for wrong in ({"pull": ""}, {"pull": "5/../6"}, {"title": "a b"}, {"body": "/nowhere"}):
            self.assertEqual(self.comment("text", **wrong)["codes"], {"comment": 2}, wrong)

    def test_our_own_is_found_behind_hundreds_of_others(self):
        others = [{"id": n, "user": {"login": "somebody"}, "body": "talk"} for n in range(250)]
        ours = {"id": 250, "user": {"login": "github-actions[bot]"}, "body": "<!-- tidegate:tidegate-change -->\nold"}
        self.github.write_text(json.dumps({"comments": [*others, ours]}))
        ran = self.comment("new")
        self.assertEqual(ran["codes"], {"comment": 0}, ran["log"])
        self.assertEqual(len(self.state()["comments"]), 251)
        self.assertIn("new", self.state()["comments"][250]["body"])

    def test_a_longer_one_than_the_renderer_makes_is_refused(self):
        marker = "<!-- tidegate:tidegate-change -->\n"
        self.assertEqual(self.comment(marker + "y" * (65535 - len(marker)) + "\n")["codes"], {"comment": 0})
        self.assertEqual(len(self.state()["comments"][0]["body"]), 65536)
        ran = self.comment(marker + "y" * (65536 - len(marker)) + "\n")
        self.assertEqual(ran["codes"], {"comment": 2})
        self.assertIn("longer than GitHub takes", ran["log"])


if __name__ == "__main__":
    main()
