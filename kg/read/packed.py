"""Packed files: ``.gz``, ``.bz2`` and ``.zst`` around one file of any format, ``.zip`` around many.

Nothing is unpacked to the disk, so the names in an archive lead nowhere.  What unpacks to more than it
can honestly hold is refused before it costs much.
"""

from __future__ import annotations

import io
import logging
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import BinaryIO, cast

from kg.read.source import BUFFER, FREE, Source, UnreadableError, Watched, plain
from kg.types import Skipped

log = logging.getLogger("kg.read")
ZIP = ".zip"
ENCRYPTED = 0x1


def gunzip(stream: BinaryIO) -> BinaryIO:
    """What a gzip file holds, of one member or many."""
    import gzip

    return cast(BinaryIO, gzip.GzipFile(fileobj=stream))


def bunzip(stream: BinaryIO) -> BinaryIO:
    """What a bzip2 file holds."""
    import bz2

    return cast(BinaryIO, bz2.BZ2File(stream))


def unzstd(stream: BinaryIO) -> BinaryIO:
    """What a Zstandard file holds; frames that want more than 128 MB of memory are refused by the library."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ModuleNotFoundError:
        try:
            from backports import zstd  # type: ignore[import-not-found,unused-ignore]
        except ModuleNotFoundError:
            raise UnreadableError('needs a library: pip install "actorgraph[zst]"') from None
    return cast(BinaryIO, zstd.ZstdFile(stream))


PACKERS: Mapping[str, Callable[[BinaryIO], BinaryIO]] = MappingProxyType(
    {".gz": gunzip, ".bz2": bunzip, ".zst": unzstd}
)
"""What takes one layer off, by suffix."""
MAGIC = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\x28\xb5\x2f\xfd": ".zst"}
"""How packed bytes begin, for streams without a name."""


def unpacked(stream: BinaryIO, packer: str, expansion: int, closes: bool = True) -> BinaryIO:
    """The bytes in a packed stream, as many as its size makes likely; ``closes`` it in the end."""
    watched = Watched(stream, closes)
    inner = PACKERS[packer](cast(BinaryIO, io.BufferedReader(watched, BUFFER)))
    return cast(BinaryIO, io.BufferedReader(Bounded(inner, watched, expansion), BUFFER))


class Bounded(io.RawIOBase):
    """Unpacked bytes that may not be too many for the packed ones they came from."""

    def __init__(self, inner: BinaryIO, packed: Watched, expansion: int) -> None:
        self._inner = inner
        self._packed = packed
        self._expansion = expansion
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._inner.read(len(view))
        self._given += len(data)
        require_honest(self._given, self._packed.taken, self._expansion)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            self._packed.close()
        super().close()


def require_honest(unpacked: int, packed: int, expansion: int) -> None:
    """UnreadableError for a bomb."""
    if unpacked > max(FREE, expansion * packed):
        raise UnreadableError(f"grows to more than {expansion:,} times its packed size (see --expansion)")


def suffix(name: str) -> str:
    """Lower case suffix of a file name, that of a packer taken off."""
    path = PurePosixPath(name)
    last = path.suffix.lower()
    return PurePosixPath(path.stem).suffix.lower() if last in PACKERS else last


def opener(path: Path, expansion: int) -> Callable[[], BinaryIO]:
    """How a file is opened, unpacked if its name says that it is packed."""
    packer = path.suffix.lower()
    if packer not in PACKERS:
        return lambda: plain(path)
    return lambda: unpacked(plain(path), packer, expansion)


def members(archive: Source, suffixes: Collection[str]) -> Iterator[Source | Skipped]:
    """The files in a zip archive that a reader exists for, in its order; to be read one by one."""
    try:
        with archive.open() as stream, zipfile.ZipFile(stream) as opened:
            files = [info for info in opened.infolist() if wanted(info, archive, suffixes)]
            require_honest_archive(opened.infolist(), archive)
            left_out(opened, archive, suffixes)
            for info in files:
                yield member(opened, info, archive)
    except UnreadableError as error:
        yield Skipped(archive.where, str(error))
    except (OSError, EOFError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        yield Skipped(archive.where, f"cannot be read: {error}")


def wanted(info: zipfile.ZipInfo, archive: Source, suffixes: Collection[str]) -> bool:
    """Whether a member is an article by its name; hidden ones are none."""
    parts = info.filename.split("/")
    hidden = any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)
    return not info.is_dir() and not hidden and suffix(info.filename) in suffixes


def left_out(opened: zipfile.ZipFile, archive: Source, suffixes: Collection[str]) -> None:
    """One log line for the members that no reader exists for."""
    others = Counter(
        suffix(info.filename) or "no suffix"
        for info in opened.infolist()
        if not info.is_dir() and not wanted(info, archive, suffixes)
    )
    tell_left_out(archive.where, others)


def tell_left_out(where: str, others: Counter[str]) -> None:
    """One log line that counts files by suffix; none when there are none."""
    if others:
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(others.items()))
        log.info("%s: left out files that are no articles by their names: %s", where, kinds)


def require_honest_archive(infos: Collection[zipfile.ZipInfo], archive: Source) -> None:
    """UnreadableError for members that share their bytes, as those of some bombs do."""
    with archive.open() as stream:
        size = stream.seek(0, io.SEEK_END)
    if sum(info.compress_size for info in infos) > size:
        raise UnreadableError("its members overlap, as those of a zip bomb do")


def member(opened: zipfile.ZipFile, info: zipfile.ZipInfo, archive: Source) -> Source:
    """One member; what is wrong with it is told when it is opened."""
    name = PurePosixPath(info.filename).name
    where = f"{archive.where}:{info.filename}"
    packer = PurePosixPath(name).suffix.lower()

    def start() -> BinaryIO:
        if info.flag_bits & ENCRYPTED:
            raise UnreadableError("encrypted")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableError("a link, which leads nowhere from within an archive")
        require_honest(info.file_size, info.compress_size, archive.expansion)
        stream = cast(BinaryIO, opened.open(info))  # which gives no more than the size told
        return unpacked(stream, packer, archive.expansion) if packer in PACKERS else stream

    return Source(where, name, suffix(name), start, archive.limit, archive.expansion, archive.columns)
