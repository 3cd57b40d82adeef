"""What each input made to hurt costs: processor seconds and peak memory, each in a process of its own.

``python benchmarks/hostile.py`` prints a table; it fails when one takes more than a second or 200 MB.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.read import read
from kg.types import Article
from tests.read.traps import TRAPS, Trap

SECONDS, MEGABYTES = 1.0, 200.0


def main() -> int:
    """The table; 1 when something is above what is allowed."""
    width = max(map(len, TRAPS))
    worst = [0.0, 0.0]
    for name, trap in TRAPS.items():
        seconds, megabytes, told = measured(trap)
        worst = [max(worst[0], seconds), max(worst[1], megabytes)]
        print(f"{name:<{width}}  {seconds:5.2f} s  {megabytes:4.0f} MB  {told}")
    print(f"\n{len(TRAPS)} inputs, at most {worst[0]:.2f} s and {worst[1]:.0f} MB each")
    return int(worst[0] > SECONDS or worst[1] > MEGABYTES)


def measured(trap: Trap) -> tuple[float, float, str]:
    """Processor seconds, megabytes, and what was said."""
    with tempfile.TemporaryDirectory() as folder:
        path = trap.lay(Path(folder))
        reads, writes = os.pipe()
        if not (child := os.fork()):
            start = time.process_time()
            found = list(read([path]))
            seconds = time.process_time() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            first = found[0] if found else None
            told = "read" if isinstance(first, Article) else first.reason if first else "nothing there"
            os.write(writes, f"{seconds}\n{peak}\n{told}".encode())
            os._exit(0)
        os.close(writes)
        with open(reads, encoding="utf-8") as pipe:
            seconds_told, peak_told, told = pipe.read().split("\n", 2)
        os.waitpid(child, 0)
        return float(seconds_told), float(peak_told), told


if __name__ == "__main__":
    sys.exit(main())
