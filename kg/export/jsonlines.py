"""JSON on one line, whatever a reader takes for the end of a line."""

from __future__ import annotations

import json
from typing import Any

_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Ends of lines for some readers, which JSON leaves as they are."""


def line(value: Any) -> str:
    """The value without a line end; text keeps its letters.

    >>> line({"name": "Søren\\u2028"})
    '{"name": "Søren\\\\u2028"}'
    """
    return json.dumps(value, ensure_ascii=False).translate(_ENDS)
