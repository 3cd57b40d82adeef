"""Quotations."""
from __future__ import annotations
import re
from kg.document import Quotation

def quotations(text: str, start: int = 0) -> tuple[Quotation, ...]:
    found = []
    for para in re.finditer(r"[^\n]+", text[start:]):
        opened = None
        for m in re.finditer("[\"“”]", para[0]):
            at = start + para.start() + m.start()
            if opened is None:
                opened = at
            else:
                found.append(Quotation(opened, at + 1, opened + 1, at)); opened = None
        if opened is not None:
            end = start + para.end()
            found.append(Quotation(opened, end, opened + 1, end, True))
    return tuple(found)
