"""Which articles have the same text, or nearly: agency stories in many papers, updates, excerpts.

Two texts are related when most runs of five words of the shorter one stand in the other (containment of
shingles; Broder 1997, *On the resemblance and containment of documents*), and families are what relations
join.  All is counted, nothing sampled, and the result is a function of the set of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

RUN = 5
"""Words of a shingle."""
SHARE = 0.5
"""Share of the shorter text's shingles that the other one has: above 0.6 in copies that were cut, framed or
had one word in twelve replaced, at most 0.1 in different articles of one year's news."""
LEAST = 16
"""Shingles that two texts share at least, unless they are equal: twenty words in a row.  With fewer, what
many one-sentence items say alike (*is killed and two others are injured in a mass stabbing at*) would do."""
WINDOW = 32
"""A shingle relates a text to so many others, the next ones by id, that have it: enough to chain all copies
of a story, however many, and what stands below each article of a paper does not cost their number squared."""
AT_ONCE = 4_000_000
"""Shingles sorted at a time: some 150 MB."""
FACTOR = 0x9E3779B97F4A7C15
"""Odd, and of no pattern: 2^64 by the golden ratio."""
WORD = re.compile(r"\w+")


def families(texts: Mapping[str, Hashes]) -> dict[str, str]:
    """For each text (its shingles, by id) that is like another: the first id of all it is joined with."""
    import numpy as np

    ids = sorted(id for id, run in texts.items() if len(run))
    if len(ids) < 2:
        return {}
    runs = [texts[id] for id in ids]
    sizes = np.array([len(run) for run in runs], dtype=np.int64)
    left, right, shared = related(runs)
    equal = (shared == sizes[left]) & (shared == sizes[right])
    close = (shared >= SHARE * np.minimum(sizes[left], sizes[right])) & (shared >= LEAST)
    kept = equal | close
    joined = join(len(ids), zip(left[kept].tolist(), right[kept].tolist(), strict=True))
    several = {first for number, first in enumerate(joined) if first != number}
    return {ids[number]: ids[first] for number, first in enumerate(joined) if first in several}


def shingles(text: str) -> Hashes:
    """The runs of words of a text as numbers, each once, sorted; one for all words where they are few."""
    import numpy as np

    words = np.array([word_number(word) for word in WORD.findall(text.casefold())], dtype=np.uint64)
    length = min(RUN, len(words))
    runs = np.zeros(len(words) - length + 1 if length else 0, dtype=np.uint64)
    for place in range(length):
        runs = runs * np.uint64(FACTOR) + words[place : place + len(runs)]
    return np.unique(runs)


@lru_cache(maxsize=1 << 18)
def word_number(word: str) -> int:
    """A word as 64 bits that are the same everywhere."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def related(runs: Sequence[Hashes]) -> tuple[Numbers, Numbers, Numbers]:
    """Pairs of texts (by their places, the first one first) that share shingles, and how many they share."""
    import numpy as np

    parts = 1 + sum(map(len, runs)) // AT_ONCE
    edges = np.array([(part << 64) // parts for part in range(1, parts)], dtype=np.uint64)
    cuts = [np.split(run, np.searchsorted(run, edges)) for run in runs]
    counted = [pair for part in range(parts) for pair in pairs([cut[part] for cut in cuts], len(runs))]
    codes, places = np.unique(np.concatenate([code for code, _ in counted]), return_inverse=True)
    weights = np.concatenate([number for _, number in counted])
    shared = np.bincount(places, weights, len(codes)).astype(np.int64)
    return codes // len(runs), codes % len(runs), shared


def pairs(runs: Sequence[Hashes], number: int) -> list[tuple[Numbers, Numbers]]:
    """Codes of pairs (``left * number + right``) that share shingles, and how many: to be added up."""
    import numpy as np

    hashes = np.concatenate(runs)
    if not len(hashes):
        return []
    owners = np.repeat(np.arange(number, dtype=np.int64), [len(run) for run in runs])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    again = hashes[1:] == hashes[:-1]
    twice = np.append(again, False) | np.append(False, again)
    hashes, owners = hashes[twice], owners[twice]
    found = [np.unique(owners[:0], return_counts=True)]
    for distance in range(1, WINDOW + 1):
        same = hashes[distance:] == hashes[:-distance]
        if not same.any():
            break
        codes = owners[:-distance][same] * number + owners[distance:][same]
        found.append(np.unique(codes, return_counts=True))
    return found


def join(number: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each place the lowest one that pairs join it with."""
    first = list(range(number))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [root(place) for place in range(number)]
