#!/usr/bin/env python3
"""A history of 64 commits for `git fast-import`, whose program says how long it takes.

Decides: commit 41 takes 5 % more, commit 20 2 % more; some do not build, one has another case; a
branch of two leaves and merges. Numbers on the command line are further commits that do not build.
Refuses to know: the search.
"""

import sys

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(scripted LANGUAGES NONE)
{broken}add_custom_target(worker COMMAND ${{CMAKE_COMMAND}} -E copy
  ${{CMAKE_CURRENT_SOURCE_DIR}}/bench.sh ${{CMAKE_BINARY_DIR}}/worker VERBATIM)
"""
BROKEN = {8, 9, 10, 31, 32, 50} | {int(number) for number in sys.argv[1:]}
RENAMED = {55}


def main() -> None:
    with open("bench.sh", encoding="utf-8") as file:
        bench = file.read()

    def put(path: str, mode: str, text: str) -> None:
        print(f"M {mode} inline {path}\ndata {len(text.encode())}\n{text}")

    def commit(number: int, parents: list[int]) -> int:
        nanoseconds = 1000000 + (20000 if number >= 20 else 0)
        nanoseconds = nanoseconds * 105 // 100 if number >= 41 else nanoseconds
        name = "renamed" if number in RENAMED else "scripted"
        print(f"commit refs/heads/main\nmark :{number}")
        print(f"committer C <c@example.org> {1000000000 + 60 * number} +0000")
        subject = f"commit {number}"
        print(f"data {len(subject)}\n{subject}")
        for at, parent in enumerate(parents):
            print(f"{'from' if at == 0 else 'merge'} :{parent}")
        put("CMakeLists.txt", "100644",
            PROJECT.format(broken="broken(\n" if number in BROKEN else ""))
        text = bench.replace("time_ns=1000000", f"time_ns={nanoseconds}  # commit {number}")
        put("bench.sh", "100755", text.replace('"case":"scripted"', f'"case":"{name}"'))
        return number

    tip = commit(1, [])
    number = 2
    while number <= 64:
        if number == 36:  # two commits beside one, and their merge
            side = commit(37, [commit(36, [tip])])
            tip = commit(39, [commit(38, [tip]), side])
            number = 40
            continue
        tip = commit(number, [tip])
        number += 1


main()
