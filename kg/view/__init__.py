"""One page with the network, its filters and the words behind each line: opens from disk, reaches nowhere.

The page's script is built from ``web/`` by ``web/build.mjs`` and kept beside this file with its hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from importlib.resources import files
from typing import TextIO

from kg.export.clean import clean
from kg.export.options import Options
from kg.types import Graph
from kg.view.data import page

__all__ = ["document", "write"]

_UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
"""What could end or upset a script element, as JSON may write it instead."""


def write(graph: Graph, out: TextIO, options: Options, title: str = "Graph") -> None:
    """The graph as a page; ``options.top`` is 5,000 unless it is given, and all statements are there.

    Raises ``ValueError`` as ``kg.export.network.network`` does.
    """
    out.write(document(graph, options, title))


def document(graph: Graph, options: Options, title: str = "Graph") -> str:
    """The page's text: the same for the same graph."""
    style, script, body = (_part(name) for name in ("page.css", "page.js", "body.html"))
    policy = (
        f"default-src 'none'; script-src {_allowed(script)}; style-src {_allowed(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f'<link rel="icon" href="data:,">\n<title>{escape(clean(title))}</title>\n'
        f"<style>{style}</style>\n</head>\n{body}"
        f'<script type="application/json" id="data">{encoded(page(graph, options, title))}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def encoded(data: object) -> str:
    """JSON that stands safely inside a script element, whatever an article says.

    >>> encoded("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _part(name: str) -> str:
    """A file of the package."""
    return files("kg.view").joinpath(name).read_text(encoding="utf-8")


def _allowed(code: str) -> str:
    """The source expression that allows exactly this code."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
