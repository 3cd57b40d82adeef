"""What catalogues of a user's own cost: importing a million names, opening them, asking for those of a text.

Names are invented, with given names of our table, so that many of a text's words begin one.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.actors import import_pack
from kg.ontology.catalogue import GIVEN_NAMES, catalogue
from kg.ontology.packs import Pack, Packs
from kg.ontology.tables import rows

SYLLABLES = "ka lo mi ra te su vo na shi dor bel gar win tan fer ol ux yen pra zi".split()
ALIASES = 4
"""Names of one actor."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--names", type=int, default=1_000_000)
    given = options.parse_args()
    catalogue()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "invented.json")
        with file.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(entity) + "\n" for entity in invented(given.names // ALIASES))
        before = memory()
        wall, cpu = time.perf_counter(), time.process_time()
        done = import_pack(file, Path(folder, "packs"))
        print(f"import   {done.names:,} names: {time.perf_counter() - wall:.1f} s, of the processor "
              f"{time.process_time() - cpu:.1f} s; {memory() - before:.0f} MB more memory; "
              f"file {done.path.stat().st_size / 1e6:.0f} MB")  # fmt: skip
        wall = time.perf_counter()
        packs = Packs((Pack(done.path),))
        print(f"open     {(time.perf_counter() - wall) * 1000:.1f} ms")
        known = [entity["caption"] for entity in invented(1000)]
        wall = time.perf_counter()
        hits = sum(bool(list(packs.entries(name))) for name in known)
        each = (time.perf_counter() - wall) / len(known) * 1000
        print(f"ask      {each:.2f} ms a name ({hits} of {len(known)} found)")


def invented(number: int) -> Iterator[dict[str, object]]:
    """Persons as FollowTheMoney entities; the same ones every time."""
    dice = random.Random(1)
    first = [name for name, *_ in rows("given_names.tsv", GIVEN_NAMES)]

    def word() -> str:
        return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).capitalize()

    for i in range(number):
        names = [f"{dice.choice(first)} {word()} {word()}" for _ in range(ALIASES)]
        told = {"name": names[:1], "alias": names[1:], "nationality": ["de"], "topics": ["role.pep"]}
        yield {"id": f"x-{i}", "caption": names[0], "schema": "Person", "properties": told}


def memory() -> float:
    """Most that was used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
