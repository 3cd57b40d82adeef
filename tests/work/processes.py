"""Processes and what they leave, for tests that kill them."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kg import pipeline
from kg.export import export
from kg.store import Store

T = TypeVar("T")


def below(pid: int, name: str = "reader.py") -> list[int]:
    """Processes of this name that a process has started, the oldest first."""
    rows = _listed("-o", "pid=,args=", "--ppid", str(pid))
    return sorted(int(row.split()[0]) for row in rows if name in row)


def alive(pid: int) -> bool:
    """Whether it runs; one that is only not buried yet does not."""
    return any(not row.strip().startswith("Z") for row in _listed("-o", "stat=", "-p", str(pid)))


def ended(program: subprocess.Popen[Any]) -> None:
    """Kill a program and what it started."""
    if program.poll() is None:
        for pid in below(program.pid, ""):
            os.kill(pid, signal.SIGKILL)
        program.kill()
        program.wait()


def waited(look: Callable[[], T]) -> T:
    """What comes to be true within twenty seconds."""
    for _ in range(1000):
        if found := look():
            return found
        time.sleep(0.02)
    return look()


def graph(path: Path) -> str:
    """The Turtle of a graph file."""
    out = io.StringIO()
    with Store.open(path, readonly=True) as store:
        export(pipeline.graph(store.readings()), out, "ttl")
    return out.getvalue()


def _listed(*arguments: str) -> list[str]:
    command = ["ps", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
