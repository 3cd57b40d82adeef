"""What the program prints, for the documents that quote it.

    cog -r -I docs README.md CONTRIBUTING.md docs/*.md examples/README.md

Commands run in a folder that holds ``seeds``, ``examples``, and the graphs of both: ``graph.ttl`` and
``examples.ttl``.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import runpy
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent
SEED = "seeds/2025-12-04-afp-witkoff-putin.txt"
WIDTH = {"COLUMNS": "100"}


def fenced(text: str, language: str = "") -> str:
    """The text as a block of code."""
    return f"\n```{language}\n{text.rstrip()}\n```\n\n"


def kg(command: str) -> str:
    """What ``kg COMMAND`` prints to stdout."""
    with contextlib.chdir(_folder()):
        return _run(shlex.split(command))


def articles(name: str, texts: dict[str, str]) -> None:
    """A file of JSON lines in that folder, one article a text, by id."""
    rows = (json.dumps({"id": id, "text": text}) for id, text in texts.items())
    (_folder() / name).write_text("\n".join(rows), encoding="utf-8")


def script(path: str) -> str:
    """What a Python script prints when it is run without arguments."""
    out = io.StringIO()
    before = sys.argv
    sys.argv = [path]
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path(str(ROOT / path), run_name="__main__")
    finally:
        sys.argv = before
    return out.getvalue()


def page(source: str, *starts: int) -> str:
    """The blocks of ``kg show`` that begin at these offsets."""
    blocks = _page(source).split("\n\n")
    wanted = [b for start in starts for b in blocks if b.startswith(f"{start}–")]
    if len(wanted) != len(starts):
        raise ValueError(f"{source}: expected blocks at {starts}, found {[b[:12] for b in blocks]}")
    return "\n\n".join(wanted)


def line(relation: str, subject: str, object: str) -> str:
    """The first line of ``kg extract`` on the seed with this relation between these, spread out.

    The object is a label, or how the words begin.
    """
    held = (x for x in _lines() if x["predicate"]["relation"] == relation and _is(x["subject"], subject))
    return _spread(next(x for x in held if _is(x["object"], object)))


def turtle(*facts: str) -> str:
    """The first subject of the seed's Turtle that has all these facts, with its own line first."""
    text = (_folder() / "graph.ttl").read_text(encoding="utf-8")
    return next(b.strip() for b in text.split("\n\n") if all(f in b for f in facts))


def subject(*facts: str) -> str:
    """The name of that subject."""
    return turtle(*facts).split("\n", 1)[0]


def _is(value: dict[str, Any] | None, label: str) -> bool:
    return value is not None and (value.get("label") == label or value["text"].startswith(label))


def _spread(value: dict[str, Any]) -> str:
    """A field a line."""
    rows = [f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items()]
    return "{\n" + ",\n".join(rows) + "\n}"


@cache
def _page(source: str) -> str:
    return kg(f"show {source}")


@cache
def _lines() -> list[dict[str, Any]]:
    return [json.loads(x) for x in kg(f"extract {SEED}").splitlines()]


@cache
def _folder() -> Path:
    """A folder of its own, with the graphs that the documents ask; it goes when Python ends."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    for name in ("seeds", "examples"):
        (folder / name).symlink_to(ROOT / name)
    with contextlib.chdir(folder):
        _run(["build", "seeds/", "-o", "graph.ttl"])
        _run(["build", "examples/articles", "-o", "examples.ttl"])
    return folder


def _run(arguments: list[str]) -> str:
    result = CliRunner().invoke(main, arguments, env=WIDTH, catch_exceptions=False)
    if result.exit_code:
        raise RuntimeError(f"kg {shlex.join(arguments)}: exit code {result.exit_code}\n{result.output}")
    return result.stdout


def commands(markdown: str) -> Iterator[str]:
    """The ``kg`` command lines in a document's shell blocks, up to a pipe, a redirection or a remark."""
    inside = False
    for row in markdown.splitlines():
        if row.startswith("```"):
            inside = row == "```sh"
        elif inside and " kg " in f" {row}".replace("/kg ", " kg "):
            told = f" {row}".replace("/kg ", " kg ").split(" kg ", 1)[1]
            yield shlex.join(_words(told))


def _words(told: str) -> list[str]:
    lexer = shlex.shlex(told, posix=True, punctuation_chars="|>&")
    lexer.whitespace_split = True
    words = []
    for word in lexer:
        if word in ("|", ">", "&&"):
            break
        words.append(word)
    return words
