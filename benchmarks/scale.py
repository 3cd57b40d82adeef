"""What a large build costs, by processes and by the number of articles.

    python benchmarks/scale.py --corpus news.jsonl --sizes 500 2000 5000
    python benchmarks/scale.py --corpus news.jsonl --kills 20

For each size, turn by turn in one run: the plain ``nlp.pipe`` of the same texts with the same model, in one
process and in two that share the texts; the whole ``kg build -o news.kg`` with ``--jobs 1`` and ``--jobs 2``.
Seconds of the clock and of the processors (of all processes together, starts and loading of models
included), their ratios, and peak memory of the program and of its largest worker.  Then time and memory of
``kg export``, which merges.  With ``--kills`` a build of the first size is killed so often at random moments
and then finished.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

CHUNK = 64
"""Texts a memory zone, as in the program."""
KG = (sys.executable, "-m", "kg", "--quiet")


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processors, peak megabytes of the program and of a worker."""

    wall: float
    cpu: float
    own: float
    worker: float


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--corpus", type=Path, help="JSON lines with id, date and text")
    options.add_argument("--sizes", type=int, nargs="+", default=[500, 2000, 5000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--plain", type=Path, nargs=1, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.plain:
        parse(given.plain[0])
        return
    if not given.corpus:
        options.error("--corpus is needed")
    lines = given.corpus.read_text(encoding="utf-8").splitlines(keepends=True)
    with tempfile.TemporaryDirectory() as name:
        if given.kills:
            kill(Path(name), lines[: given.sizes[0]], given.kills)
            return
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        for size in given.sizes:
            measure(Path(name), lines[:size], given.rounds)


def parse(path: Path) -> None:
    """The plain parse, with the vocabulary kept from growing as a long run must keep it."""
    from kg.annotate.parse import plain

    nlp = plain()
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    for k in range(0, len(texts), CHUNK):
        with nlp.memory_zone():
            for _ in nlp.pipe(texts[k : k + CHUNK]):
                pass


def measure(folder: Path, lines: Sequence[str], rounds: int) -> None:
    """The kinds of work take turns, so that a slow minute slows them all."""
    whole, half, rest = (folder / f"{name}.jsonl" for name in ("whole", "half", "rest"))
    whole.write_text("".join(lines), encoding="utf-8")
    half.write_text("".join(lines[::2]), encoding="utf-8")
    rest.write_text("".join(lines[1::2]), encoding="utf-8")
    plain = (sys.executable, __file__, "--plain")
    kinds = {
        "plain parse, 1 process": lambda: run([*plain, str(whole)]),
        "kg build --jobs 1": lambda: built(folder / "1.kg", whole, 1),
        "plain parse, 2 processes": lambda: run([*plain, str(half)], [*plain, str(rest)]),
        "kg build --jobs 2": lambda: built(folder / "2.kg", whole, 2),
    }
    taken: dict[str, list[Cost]] = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, work in kinds.items():
            taken[name].append(work())
    print(
        f"\n{len(lines):,} articles, {sum(map(len, lines)) / 1e6:.1f} MB of lines; medians of {rounds} rounds"
    )
    print(f"{'':26} {'s':>7} {'CPU s':>7} {'a second':>9} {'MB':>6} {'MB worker':>10}")
    for name, costs in taken.items():
        wall, cpu, own, worker = (
            statistics.median(getattr(cost, part) for cost in costs)
            for part in ("wall", "cpu", "own", "worker")
        )
        print(f"{name:26} {wall:7.1f} {cpu:7.1f} {len(lines) / wall:9.0f} {own:6.0f} {worker:10.0f}")
    one, build_one, two, build_two = taken.values()
    for number, above, below in ((1, build_one, one), (2, build_two, two)):
        told = f"{ratio(above, below, 'wall')} clock, {ratio(above, below, 'cpu')} CPU"
        print(f"build : plain parse, processes {number}: {told}")
    print(f"--jobs 2 is {ratio(build_one, build_two, 'wall')} times as fast as --jobs 1")
    exports = [export(folder / f"{jobs}.kg", folder / f"{jobs}.nt") for jobs in (1, 2)]
    same = len({hashlib.sha256((folder / f"{jobs}.nt").read_bytes()).digest() for jobs in (1, 2)}) == 1
    print(f"export of N-Triples: {exports[0].wall:.1f} s, {exports[0].own:.0f} MB; both graphs equal: {same}")


def ratio(above: list[Cost], below: list[Cost], part: str) -> str:
    """The median of the rounds' ratios."""
    each = [getattr(a, part) / getattr(b, part) for a, b in zip(above, below, strict=True)]
    return f"{statistics.median(each):.2f}"


def built(graph: Path, source: Path, jobs: int) -> Cost:
    graph.unlink(missing_ok=True)
    return run([*KG, "build", str(source), "-o", str(graph), "--jobs", str(jobs)])


def export(graph: Path, out: Path) -> Cost:
    return run([*KG, "export", str(graph), str(out)])


def run(*commands: Sequence[str]) -> Cost:
    """Commands side by side."""
    begun, programs = time.monotonic(), [subprocess.Popen(command) for command in commands]
    over, largest = threading.Event(), [0.0]
    watch = threading.Thread(target=look, args=(programs[0].pid, over, largest))
    watch.start()
    cpu = own = 0.0
    for program in programs:
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode:
            raise SystemExit(f"{program.args}: exit code {program.returncode}")
        cpu += used.ru_utime + used.ru_stime
        own = max(own, used.ru_maxrss / 1024)
    wall = time.monotonic() - begun
    over.set()
    watch.join()
    return Cost(wall, cpu, largest[1] if len(largest) > 1 else own, largest[0])


def look(pid: int, over: threading.Event, largest: list[float]) -> None:
    """Keep the peaks of a program (last) and of its largest worker (first)."""
    largest.append(0.0)
    while not over.wait(0.05):
        largest[1] = max(largest[1], peak(pid))
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
        )
        for child in listed.stdout.split():
            largest[0] = max(largest[0], peak(int(child)))


def peak(pid: int) -> float:
    """Most megabytes that a process has had."""
    try:
        told = Path(f"/proc/{pid}/status").read_text().partition("VmHWM:")[2].split()
    except OSError:
        return 0.0
    return int(told[0]) / 1024 if told else 0.0


def kill(folder: Path, lines: Sequence[str], kills: int) -> None:
    """Kill the program at random moments until it has been killed so often, then finish."""
    source, graph, whole = folder / "in.jsonl", folder / "killed.kg", folder / "whole.kg"
    source.write_text("".join(lines), encoding="utf-8")
    wanted = {json.loads(line)["id"] for line in lines}
    moments, acknowledged, lost, done = random.Random(1), set[str](), 0, 0
    spent = built(whole, source, 2).wall
    for turn in count(1):
        program = subprocess.Popen(
            [*KG, "build", str(source), "-o", str(graph), "--jobs", "2"], start_new_session=True
        )
        time.sleep(moments.uniform(0.2, 1.2 * spent / max(1, kills / 6)))
        program.send_signal(signal.SIGKILL)
        done += program.wait() == -signal.SIGKILL
        stored = ids(graph)
        lost += len(acknowledged - set(stored))
        acknowledged = set(stored)
        print(f"{turn:3}: {len(stored):6,} articles stored")
        if done >= kills:
            break
        if len(stored) == len(lines):  # it was faster: begin anew
            graph.unlink()
            acknowledged = set()
    run([*KG, "build", str(source), "-o", str(graph), "--jobs", "2"])
    stored = ids(graph)
    for each in (graph, whole):
        export(each, each.with_suffix(".nt"))
    same = graph.with_suffix(".nt").read_bytes() == whole.with_suffix(".nt").read_bytes()
    print(f"{done} kills of the program; stored and then lost: {lost}")
    print(f"in the end missing: {len(wanted - set(stored))}; twice: {len(stored) - len(set(stored))}")
    print(f"same bytes as without kills: {same}")


def ids(graph: Path) -> list[str]:
    """Of the articles that a graph file holds."""
    if not graph.exists():
        return []
    with sqlite3.connect(graph) as file:
        try:
            found = [row[0] for row in file.execute("SELECT id FROM article")]
        except sqlite3.OperationalError:  # killed before it had tables
            found = []
    file.close()
    return found


if __name__ == "__main__":
    main()
