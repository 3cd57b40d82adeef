"""An answer in JSON: the fields of its values, by their names."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from typing import Any


def plain(answer: object) -> str:
    """The answer, or a sequence of them, as JSON."""
    return json.dumps(_plain(answer), ensure_ascii=False, indent=2) + "\n"


def _plain(answer: object) -> Any:
    if isinstance(answer, tuple | list):
        return [_plain(one) for one in answer]
    if is_dataclass(answer) and not isinstance(answer, type):
        return asdict(answer)
    return answer
