"""Runs the cells of a notebook and keeps what they print: no server, no kernel, one process.

    python docs/notebook.py examples/asking.ipynb

``--check`` only tells whether what is kept is what is printed today.
"""

from __future__ import annotations

import ast
import contextlib
import io
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output


def executed(path: Path) -> NotebookNode:
    """The notebook with today's outputs; an error in a cell is raised."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.chdir(path.parent):
        for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), 1):
            cell.execution_count = number
            cell.outputs = list(_outputs(cell.source, number, names))
    return notebook


def _outputs(source: str, number: int, names: dict[str, Any]) -> list[NotebookNode]:
    """What a cell prints, and the value of its last line."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        value = _value(ast.parse(source), names, f"cell {number}")
    told = out.getvalue()
    outputs = [new_output("stream", name="stdout", text=told)] if told else []
    if value is not None:
        outputs.append(new_output("execute_result", data=_shown(value), execution_count=number))
    return outputs


def _value(tree: ast.Module, names: dict[str, Any], place: str) -> object:
    """Run the statements; the last one's value where it is an expression."""
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, place, "exec"), names)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), place, "exec"), names)
    return eval(compile(ast.Expression(last.value), place, "eval"), names)


def _shown(value: object) -> dict[str, str]:
    """As a notebook shows it."""
    html = getattr(value, "_repr_html_", None)
    told = {"text/plain": f"<{type(value).__name__}>" if html else repr(value)}
    return {**told, "text/html": html()} if html else told


def main(paths: list[str], check: bool) -> int:
    """Bring notebooks up to date, or tell which are not."""
    stale = 0
    for path in map(Path, paths):
        text = nbformat.writes(executed(path)) + "\n"
        if text != path.read_text(encoding="utf-8"):
            stale += 1
            print(f"{path}: {'not up to date; run python docs/notebook.py' if check else 'written'}")
            if not check:
                path.write_text(text, encoding="utf-8")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main([x for x in sys.argv[1:] if x != "--check"], "--check" in sys.argv))
