"""Files of actors of all formats become packs; bad rows are named with their lines, and left out."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from kg.actors import NotReadableError, forget, import_pack
from kg.ontology.catalogue import Entry, catalogue
from kg.ontology.packs import Pack, Packs, files
from kg.types import Kind


def imported(folder: Path, name: str, text: str | bytes, format: str | None = None) -> tuple[Pack, list[str]]:
    """The pack of a file, and what was left out."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = import_pack(path, folder / "packs", format=format)
    return Pack(done.path), [f"{s.where}: {s.reason}" for s in done.skipped]


def only(pack: Pack, name: str) -> Entry:
    (entry,) = pack.entries(name)
    return entry


FTM = [
    {
        "id": "Q1",
        "caption": "Ida Bo",
        "schema": "Person",
        "properties": {
            "name": ["Ida Bo", "Ida Bó"],
            "alias": ["I. Bo"],
            "nationality": ["no"],
            "topics": ["role.pep"],
            "gender": ["female"],
        },
    },
    {"id": "NK-2", "schema": "Company", "properties": {"name": ["Bo Shipping"], "jurisdiction": ["de"]}},
    {"id": "NK-3", "schema": "Address", "properties": {"full": ["Some street"]}},
    {"id": "NK-4", "schema": "Person", "properties": {}},
    {"schema": "Person", "properties": {"name": ["No Id"]}},
    {
        "id": "Q7747",
        "caption": "PUTIN, Vladimir",
        "schema": "Person",
        "properties": {"name": ["PUTIN, Vladimir"], "alias": ["V. V. Putin"], "wikidataId": ["Q7747"]},
    },
]


def test_ftm(tmp_path: Path) -> None:
    lines = [json.dumps(x) for x in FTM]
    pack, bad = imported(tmp_path, "x.json", "\n".join([*lines, "{broken"]) + "\n")
    ida = only(pack, "ida bo")
    assert (ida.label, ida.kind, ida.country, ida.sector, ida.gender) == (
        "Ida Bo",
        Kind.PERSON,
        "NOR",
        "GOV",
        "f",
    )
    assert ida.aliases == ("Ida Bó", "I. Bo")
    assert only(pack, ida.key) == ida
    assert only(pack, "Bo Shipping").sector == "BUS"
    assert [line.split(": ")[0] for line in bad] == ["x.json:4", "x.json:5", "x.json:7"]
    assert pack.meta["actors"] == "3"


def test_whom_we_know_keeps_our_id_and_label(tmp_path: Path) -> None:
    pack, _ = imported(tmp_path, "x.json", json.dumps(FTM[-1]))
    putin = only(pack, "V. V. Putin")
    assert (putin.key, putin.label) == ("vladimir_putin", catalogue().entries["vladimir_putin"].label)
    assert "PUTIN, Vladimir" in putin.aliases


ROWS = [
    ("Q900001", "Ida Bo", "person", "NOR", "f", "I. Bo|Ida B."),
    ("Q900002", "Q900002", "person", "", "", ""),
]
COLUMNS = ("actor", "actorLabel", "kind", "country", "gender", "aliases")
IRI = "http://www.wikidata.org/entity/"


def bindings(plain: bool) -> str:
    rows = [dict(zip(COLUMNS, (IRI + q, *rest), strict=True)) for q, *rest in [*ROWS, ("P31", *ROWS[0][1:])]]
    if plain:
        return json.dumps(rows)
    typed = [{k: {"type": "literal", "value": v} for k, v in row.items()} for row in rows]
    return json.dumps({"head": {"vars": COLUMNS}, "results": {"bindings": typed}}, indent=1)


def wikidata_csv() -> str:
    rows = [",".join((IRI + q, *rest)) for q, *rest in [*ROWS, ("P31", *ROWS[0][1:])]]
    return "\r\n".join([",".join(COLUMNS), *rows]) + "\r\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.csv", wikidata_csv()), ("x.json", bindings(plain=True)), ("y.json", bindings(plain=False))],
)
def test_wikidata(tmp_path: Path, name: str, text: str) -> None:
    pack, bad = imported(tmp_path, name, text)
    ida = only(pack, "Ida Bo")
    assert (ida.key, ida.wikidata, ida.country, ida.gender) == ("ida_bo_q900001", "Q900001", "NOR", "f")
    assert ida.aliases == ("I. Bo", "Ida B.")
    assert len(bad) == 2
    assert "Q900002 has no English label" in bad[0]
    assert "expected an item of Wikidata" in bad[1]


def test_a_long_json_line_is_read_in_pieces(tmp_path: Path) -> None:
    rows = [{"item": f"Q{n}", "itemLabel": f"Ann {'x' * (n % 7)} Lee{n}"} for n in range(10_000, 14_000)]
    pack, bad = imported(tmp_path, "x.json", json.dumps(rows, ensure_ascii=False) + "\n")
    assert (pack.meta["actors"], bad) == ("4000", [])
    whole = tmp_path / "x.json"
    pack, bad = imported(tmp_path, "cut.json", whole.read_bytes()[:-40])
    assert (pack.meta["actors"], bad) == ("3999", ["cut.json:1: the file ends within an object"])


PETRARCH = """\
<!-- several lines of
a comment [ABC] -->
# a remark [USAGOV]
NORWAY_ [NOR]
+OSLO_
IDA_BO_ ; a remark
+PRIME_MINISTER_IDA_BO_
	[NORELI 700101-101231]
	[NORGOV >110101]
LIBERATION_FRONT_OF_THE_NORTH_ [NORREB]
+LFN_
+BROKEN_ [NO]
BO_SHIPPING_ [MNCNOR] # and this
NOBODY_ [---]
"""


def test_petrarch(tmp_path: Path) -> None:
    pack, bad = imported(tmp_path, "x.txt", PETRARCH)
    ida, front = only(pack, "Ida Bo"), only(pack, "LFN")
    assert (ida.kind, ida.country, ida.sector) == (Kind.PERSON, "NOR", "GOV")
    assert (front.label, front.kind, front.sector) == (
        "Liberation Front of the North",
        Kind.ORGANIZATION,
        "REB",
    )
    assert only(pack, "Bo Shipping").type == "Company"
    assert pack.entries("Oslo") == []
    assert bad == ["x.txt:12: expected a code like [USAGOV] or [USAGOV >090120], found '[NO]'"]


TABLE = """\
name;kind;country;aliases;wikidata
Ida Bo;person;Norway;I. Bo|Ida B.;
Bo Shipping;company;DEU;;Q900003
;person;;;
Ann Lee;animal;;;
Ann Lee;person;Atlantis;;
Ann Lee;person;;;17
Ann Lee;person;;;;;
"""


def test_plain_table(tmp_path: Path) -> None:
    pack, bad = imported(tmp_path, "x.csv", TABLE)
    assert only(pack, "I. Bo").country == "NOR"
    assert only(pack, "bo shipping").country == "DEU"
    assert bad == [
        "x.csv:4: no name",
        "x.csv:5: expected a kind like person, organization or place, found 'animal'",
        "x.csv:6: expected a country or its ISO code, found 'Atlantis'",
        "x.csv:7: expected a Wikidata identifier like Q159, found '17'",
        "x.csv:8: expected 5 cells, found 7",
    ]


def test_gzip_and_one_key_in_several_rows(tmp_path: Path) -> None:
    table = "id,name,aliases\nida,Ida Bo,\nida,Ida Bo,The Bo\n"
    pack, _ = imported(tmp_path, "x.csv.gz", gzip.compress(table.encode()))
    assert only(pack, "ida").aliases == ("The Bo",)
    assert pack.name == "x"


@pytest.mark.parametrize("data", [b"", b"hello\nworld\n", bytes(range(256)), b"name\n\n", b'[{"actor": '])
def test_what_is_no_catalogue_makes_no_pack(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NotReadableError):
        imported(tmp_path, "x.csv", data)
    assert os.listdir(tmp_path) == ["x.csv"] or os.listdir(tmp_path / "packs") == []


def test_the_same_name_replaces_and_comes_last(tmp_path: Path) -> None:
    for name, label in (("one", "Ida"), ("two", "Ida Bo"), ("one", "Ida Bo Roe")):
        imported(tmp_path, f"{name}.csv", f"key,name,aliases\nida,{label},The One\n")
    folder = tmp_path / "packs"
    asked = Packs(tuple(Pack(path) for path in reversed(files(folder))))
    assert [p.name for p in asked.packs] == ["one", "two"]
    assert [e.label for _, e in asked.entries("the one")] == ["Ida Bo Roe", "Ida Bo"]
    before = asked.fingerprint
    imported(tmp_path, "two.csv", "key,name,aliases\nida,Ida Bo,The One\n")
    again = Packs(tuple(Pack(path) for path in reversed(files(folder))))
    assert again.fingerprint != before  # the order counts
    assert forget("two", folder)
    assert not forget("two", folder)
    assert [path.name for path in files(folder)] == ["0003-one.kgpack"]


def test_the_query_that_ships_is_sparql() -> None:
    from rdflib.plugins.sparql import prepareQuery

    from kg.ontology.tables import ontologies

    query = prepareQuery(ontologies().joinpath("wikidata_actors.rq").read_text(encoding="utf-8"))
    assert {str(v) for v in query.algebra.PV} == set(COLUMNS)
