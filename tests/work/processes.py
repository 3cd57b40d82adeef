"""Which processes there are, for tests that kill them."""

from __future__ import annotations

import subprocess


def below(pid: int) -> list[int]:
    """Workers that a process has started, the oldest first."""
    rows = _listed("-o", "pid=,args=", "--ppid", str(pid))
    return sorted(int(row.split()[0]) for row in rows if "reader.py" in row)


def alive(pid: int) -> bool:
    """Whether it runs; one that is only not buried yet does not."""
    return any(not row.strip().startswith("Z") for row in _listed("-o", "stat=", "-p", str(pid)))


def _listed(*arguments: str) -> list[str]:
    command = ["ps", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
