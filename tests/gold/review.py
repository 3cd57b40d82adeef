"""Look through the gold rows: what fails and what came out instead.

python tests/gold/review.py [FILE ...]    rows whose result is not what their xfail column says
python tests/gold/review.py --failing     every row that fails, marked or not
python tests/gold/review.py --clear       take the marks off rows that pass now, and raise the floors
python tests/gold/review.py --mark        give failing rows without a mark their first failure as reason
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gold.notation import COLUMNS, FILES, HERE, Read, Row, all_rows, failures, read_all, shares, written


def show(row: Row, read: Read, failed: list[str]) -> None:
    """One row with its failures and everything that came out."""
    print(f"\n{row.id}  [{row.date or '-'}]{'  xfail: ' + row.xfail if row.xfail else ''}\n  {row.text}")
    for source in failed:
        print(f"  FAILS {source}")
    if any(" = " in s or " : " in s for s in failed):
        print(
            "  who:",
            ", ".join(
                f"{m.text}={m.name or m.nominal}:{m.kind}{'?' if m.open else ''}"
                for m in read.doc.mentions.values()
            ),
        )
    for o in read.reading.occurrences:
        print(f"    {written(o, read.reading)}")


def rewrite(name: str, result: dict[str, list[str]], mark: bool) -> None:
    """Marks that fit the results; nothing else of the file changes."""
    path = HERE / f"{name}.tsv"
    ids = iter([r.id for r in all_rows() if r.id.startswith(f"{name}-")])
    lines = []
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#") and line != "\t".join(COLUMNS):
            cells = [*line.split("\t"), ""][:5]
            failed = result[next(ids)]
            cells[4] = (cells[4] or (f"fails: {failed[0]}" if mark else "")) if failed else ""
            line = "\t".join(cells).rstrip("\t") if not cells[4] else "\t".join(cells)
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def raise_floors() -> None:
    """Floors only rise."""
    path = HERE / "floors.json"
    old = json.loads(path.read_text("utf-8")) if path.exists() else {}
    new = {
        name: {k: max(old.get(name, {}).get(k, 0.0), math.floor(v * 1000) / 1000) for k, v in share.items()}
        for name, share in shares().items()
    }
    path.write_text(json.dumps(new, indent=2, sort_keys=True) + "\n", "utf-8")


def main(args: list[str]) -> None:
    """Print, or rewrite."""
    names = [a for a in args if a in FILES] or list(FILES)
    read = read_all()
    result = {r.id: failures(r, read[r.id]) for r in all_rows()}
    for row in all_rows():
        failed = result[row.id]
        odd = bool(failed) != bool(row.xfail) or (failed and "--failing" in args)
        if odd and row.id.split("-")[0] in names and "--clear" not in args and "--mark" not in args:
            show(row, read[row.id], failed)
    if "--clear" in args or "--mark" in args:
        for name in names:
            rewrite(name, result, "--mark" in args)
    if "--clear" in args:
        raise_floors()
    for name in names:
        own = [r for r in all_rows() if r.id.startswith(f"{name}-")]
        passing = sum(not result[r.id] for r in own)
        told = ", ".join(f"{k} {v:.4f}" for k, v in shares()[name].items())
        print(f"{name}: {len(own)} rows, {passing} pass; {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
