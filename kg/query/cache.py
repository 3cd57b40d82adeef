"""A store on disk beside a file, so that the second question to it is answered at once.

Beside ``news.kg`` stands the folder ``.news.kg.cache``, and in it an Oxigraph folder, called after a hash
of the file's bytes and of what they were read with.  It is written under a temporary name, renamed when it
is complete, and from then on only ever opened read-only.  Readers hold a shared lock on it; whoever makes
one for newer contents removes those that nobody holds.  Whoever may read the file may read it.  Wherever
any of this cannot be, there is no cache, and nothing else is different.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

try:
    import fcntl
except ImportError:  # no such locks on this system: then nothing is cached
    fcntl = None  # type: ignore[assignment]

LEAST = 1 << 20
"""Bytes of a file that is worth it: smaller ones are loaded into memory in a tenth of a second."""
_PART, _DASH = "part-", "-"


@contextmanager
def cached(
    path: Path, reader: str, fill: Callable[[ox.Store], None], variant: str = ""
) -> Iterator[ox.Store | None]:
    """A read-only store of what ``fill`` makes of the file; None where there can be none.

    ``reader`` and ``variant`` name everything besides the file's bytes that the store depends on.  Variants
    stand side by side; another reader makes older stores stale.
    """
    held = -1
    store = None
    with suppress(OSError):
        held, store = _opened(path, reader, fill, variant)
    try:
        yield store
    finally:
        if held >= 0:
            os.close(held)


def folder_of(path: Path) -> Path:
    """The folder with a file's cache."""
    return path.with_name(f".{path.name}.cache")


def key_of(path: Path, reader: str, variant: str) -> str:
    """The name of the store of a file as it is now: contents first, then the variant."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    first = hashlib.sha256(f"{ox.__version__}\n{reader}\n{content}".encode()).hexdigest()
    return f"{first[:32]}{_DASH}{hashlib.sha256(variant.encode()).hexdigest()[:8]}"


def _opened(
    path: Path, reader: str, fill: Callable[[ox.Store], None], variant: str
) -> tuple[int, ox.Store | None]:
    """A lock and the store behind it; OSError where there can be none."""
    if fcntl is None or path.stat().st_size < LEAST:
        return -1, None
    place = folder_of(path) / key_of(path, reader, variant)
    if not place.exists():
        _made(path, place, fill, lambda: key_of(path, reader, variant))
    held = _lock(place, fcntl.LOCK_SH)
    try:
        return held, ox.Store.read_only(str(place))
    except (OSError, RuntimeError) as error:  # it is damaged: the next question makes it anew
        os.close(held)
        shutil.rmtree(place, ignore_errors=True)
        raise OSError(f"{place}: {error}") from None


def _made(path: Path, place: Path, fill: Callable[[ox.Store], None], key: Callable[[], str]) -> None:
    """Write the store, then put it in its place; OSError also when the file has changed meanwhile."""
    place.parent.mkdir(exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=_PART, dir=place.parent))
    held = _lock(part, fcntl.LOCK_SH)
    try:
        readers = path.stat().st_mode & 0o044
        part.chmod(0o700 | readers | readers >> 2)
        store = ox.Store(str(part))
        fill(store)
        store.flush()
        del store  # lets go of the folder
        if key() != place.name:
            raise OSError(f"{path}: it has changed while it was read")
        with suppress(OSError):  # another program was faster
            os.rename(part, place)
    finally:
        os.close(held)
        shutil.rmtree(part, ignore_errors=True)
    _prune(place)


def _prune(newest: Path) -> None:
    """Remove stores of earlier contents, and what was left half-made, unless somebody holds them."""
    current = newest.name.partition(_DASH)[0]
    for other in newest.parent.iterdir():
        if other.name.partition(_DASH)[0] != current:
            with suppress(OSError):
                held = _lock(other, fcntl.LOCK_EX)
                shutil.rmtree(other, ignore_errors=True)
                os.close(held)


def _lock(folder: Path, how: int) -> int:
    """A lock on the folder, open as long as it is wanted; OSError when it cannot be had at once."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
        folder.stat()  # gone: it was removed between the two calls
    except OSError:
        os.close(handle)
        raise
    return handle
