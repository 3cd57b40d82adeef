"""Short hashes for ids: the same wherever the graph is built."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256


def base32(told: bytes, length: int = 16) -> str:
    """The first characters (``a-z2-7``, five bits each) of a sha256."""
    enough = 5 * -(-length // 8)  # five bytes make eight characters, and each byte costs time
    return b32encode(sha256(told).digest()[:enough]).decode().lower()[:length]


def short_hash(*parts: str) -> str:
    """Six characters, enough beside a readable name."""
    return base32("\n".join(parts).encode("utf-8", "surrogatepass"), 6)
