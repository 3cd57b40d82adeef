"""Text as every output format can carry it."""

from __future__ import annotations

import re
import unicodedata

_BAD = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RETURN = re.compile("\r\n?")


def clean(text: str) -> str:
    """The text in NFC, with LF line ends, and U+FFFD for whatever XML 1.0 cannot hold.

    Applied on output only: ``article.text`` stays as decoded, or offsets would lie.

    >>> clean("a\\r\\nb\\x00")
    'a\\nb\N{REPLACEMENT CHARACTER}'
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _BAD.sub("\ufffd", _RETURN.sub("\n", text)))
