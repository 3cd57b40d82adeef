"""How well our actors agree with the links that editors set in a corpus, by kind.

A corpus has JSON lines with ``text`` and ``links``: [start, end, title of a Wikipedia article].  Links whose
title the catalogue has are counted: right, another actor, or none.  A country given for one of its own bodies
(*Israeli airstrikes*, linked to the army) stands apart: it is no other actor, and no hit either.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ontology.catalogue import Catalogue, Entry, catalogue
from kg.types import Article, Kind, Mention, Skipped

if TYPE_CHECKING:
    from kg.document import Document


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--sample", type=int, default=0, help="this many articles only")
    options.add_argument("--errors", type=int, default=0, help="also print the most frequent errors")
    given = options.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    errors: Counter[str] = Counter()
    for words, entry, mention in pairs(given.corpus, given.sample):
        found = verdict(entry, mention)
        for kind in (entry.kind.value, "all"):
            counts[kind][found] += 1
        if found in ("other", "none", "country"):
            errors[f"{found}\t{words}\t{entry.key}\t{(mention and mention.actor) or '-'}"] += 1
    print(f"{'kind':14}{'links':>7}{'right':>7}{'other':>7}{'none':>7}{'country':>9}  precision  recall")
    for kind, count in sorted(counts.items()):
        print(line(kind, count))
    for told, times in errors.most_common(given.errors):
        print(times, told, sep="\t")


def line(kind: str, count: Counter[str]) -> str:
    right, other, none, country = (count[x] for x in ("right", "other", "none", "country"))
    p, r = right / max(right + other, 1), right / max(right + other + none, 1)
    links = right + other + none + country
    return f"{kind:14}{links:7}{right:7}{other:7}{none:7}{country:9}  {p:9.3f}  {r:6.3f}"


def pairs(path: Path, sample: int) -> Iterator[tuple[str, Entry, Mention | None]]:
    """The words of every link whose title the catalogue has, that entry, and our mention there."""
    from kg.annotate import annotate

    rows = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines()]
    if sample and sample < len(rows):
        rows = random.Random(7).sample(rows, sample)
    titles = by_title(catalogue())
    docs = annotate(Article(r["id"], r["text"], r.get("date")) for r in rows)
    for row, doc in zip(rows, docs, strict=True):
        if not isinstance(doc, Skipped):
            yield from linked(row, doc, titles)


def linked(
    row: dict[str, Any], doc: Document, titles: dict[str, Entry]
) -> Iterator[tuple[str, Entry, Mention | None]]:
    for start, end, title in row["links"]:
        entry = titles.get(title)
        if entry is not None:
            yield row["text"][start:end], entry, best(at(doc, start, end), start, end)


def by_title(known: Catalogue) -> dict[str, Entry]:
    """Labels, and aliases that only one entry has (a title may be a redirect)."""
    found = {e.label: e for e in known.entries.values()}
    for e in known.entries.values():
        for name in e.aliases:
            if len(known.find(name)) == 1:
                found.setdefault(name, e)
    return found


def at(doc: Document, start: int, end: int) -> list[Mention]:
    """The mentions whose head, or whose name, lies within."""
    heads = {doc.names.get(w.i, w.i) for w in doc.words if start <= w.start < end}
    return [doc.mentions[i] for i in sorted(heads) if i in doc.mentions]


def best(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The one whose extent is the nearest."""
    return min(mentions, key=lambda m: abs(m.start - start) + abs(m.end - end), default=None)


def verdict(entry: Entry, mention: Mention | None) -> str:
    if mention is None or mention.actor is None:
        return "none"
    if mention.actor == entry.key:
        return "right"
    ours = catalogue().entries.get(mention.actor)
    if ours is None:  # a pack of the user's
        return "other"
    same = ours.country == entry.country and bool(ours.country)
    return "country" if same and Kind.COUNTRY in (ours.kind, entry.kind) else "other"


if __name__ == "__main__":
    main()
