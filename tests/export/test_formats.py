"""What holds for every format in the table."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from kg.export import FORMATS, Options, export, suffix
from kg.types import Graph

PROGRAM = """
import hashlib, io, json, runpy, sys
from kg.export import FORMATS, Options, export
graph = runpy.run_path(sys.argv[1])["make_graph"]()
found = {}
for format in FORMATS:
    out = io.StringIO()
    export(graph, out, format, Options(all=True))
    found[format] = hashlib.sha256(out.getvalue().encode()).hexdigest()
print(json.dumps(found))
"""


def written(graph: Graph, format: str) -> str:
    out = StringIO()
    export(graph, out, format, Options(all=True))
    return out.getvalue()


def test_the_same_bytes_under_any_hash_seed(graph: Graph) -> None:
    here = {name: hashlib.sha256(written(graph, name).encode()).hexdigest() for name in FORMATS}
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(Path(__file__).parent.parent / "conftest.py")],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert json.loads(ran.stdout) == here


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_graph_can_be_written(format: str, tmp_path: Path) -> None:
    export(Graph(), tmp_path / f"graph.{format}", options=Options(all=True))
    assert written(Graph(), format) == (tmp_path / f"graph.{format}").read_bytes().decode()


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_name_ends_in_its_format(format: str) -> None:
    assert suffix(f"some.v2.{format}") == suffix(f"X.{format.upper()}") == format
