"""``ontologies/kgo.ttl`` from the tables: run ``python -m kg.ontology.publish`` after a change."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.ontology import words
from kg.ontology.terms import BASE, STANDARD, Terms

_OTHERS = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ftm": "https://w3id.org/ftm#",
    "org": "http://www.w3.org/ns/org#",
    "owl": STANDARD["owl"],
    "rdfs": STANDARD["rdfs"],
    "schema": STANDARD["schema"],
    "skos": STANDARD["skos"],
}

_CLASSES = (
    ("Person", "person", "A human being.", "rdfs:subClassOf schema:Person, foaf:Person, ftm:Person"),
    (
        "Organization",
        "organisation",
        "A government body, army, party, company, alliance, armed group ...",
        "rdfs:subClassOf schema:Organization, org:Organization, ftm:Organization",
    ),
    (
        "Country",
        "country",
        "A country or territory, also where its name stands for its government.",
        "skos:closeMatch schema:Country, ftm:PublicBody",
    ),
    ("Group", "group", "People told as many: officials, protesters.", "skos:closeMatch foaf:Group"),
    ("Place", "place", "Where something happens.", "rdfs:subClassOf schema:Place"),
    (
        "Thing",
        "thing",
        "A law, an operation, a weapon, a work: nothing that acts.",
        "skos:closeMatch schema:Thing",
    ),
)

_TOPS = (
    ("actsOn", "acts on", "Any relation of events: what somebody does to, with or about somebody.", ""),
    (
        "claims",
        "claims",
        "Any relation of claims: its object is what is claimed, or whom the act is towards.",
        "",
    ),
    (
        "hasRole",
        "has a role",
        "Any relation of roles: the office, membership or kinship is told by the statement's lemma.",
        "skos:closeMatch org:memberOf, schema:affiliation",
    ),
)
"""Properties above those of the tables; roles assert theirs beside the narrower one."""


def relations_turtle() -> str:
    """All classes and relations of the ontology, as Turtle."""
    return "".join(_document())


def _document() -> Iterator[str]:
    yield "# By python -m kg.ontology.publish from relations.tsv, claims.tsv and families.tsv: edit them.\n\n"
    spaces = {k: v for k, v in Terms().prefixes().items() if k in ("kgm", "kgo", "plover")}
    for prefix, space in sorted({**spaces, **_OTHERS}.items()):
        yield f"@prefix {prefix}: <{space}> .\n"
    title = "dcterms:title " + _text("Relations between geopolitical actors")
    yield _node(f"<{BASE}ontology>", ["a owl:Ontology", title])
    for name, label, comment, more in _CLASSES:
        above = ["rdfs:subClassOf kgm:Actor"]
        yield _node(f"kgo:{name}", ["a owl:Class", *_described(label, comment), *above, more])
    for name, label, comment, more in _TOPS:
        yield _node(f"kgo:{name}", ["a owl:ObjectProperty", *_described(label, comment), more])
    for name, facts in sorted(_properties().items()):
        yield _node(f"kgo:{name}", facts)


def _properties() -> dict[str, list[str]]:
    """What is said of each relation, by name; a relation of events may be one of claims too."""
    found = {r.name: _relation(r) for r in words.relations().values()}
    for claim in words.claim_kinds().values():
        facts = found.setdefault(
            claim.relation, ["a owl:ObjectProperty", *_described(claim.label, claim.comment)]
        )
        _add(facts, "rdfs:subPropertyOf kgo:claims", *_coded(claim.type, ""))
    for family in words.families().values():
        facts = found.setdefault(
            family.relation, ["a owl:ObjectProperty", *_described(family.label, family.comment)]
        )
        if family.relation != "hasRole":
            _add(facts, "rdfs:subPropertyOf kgo:hasRole")
    for name, *_ in _TOPS:
        found.pop(name, None)
    return found


def _relation(relation: words.Relation) -> list[str]:
    kinds = ["a owl:ObjectProperty", *(["a owl:SymmetricProperty"] if relation.symmetric else [])]
    return [
        *kinds,
        *_described(relation.label, relation.comment),
        "rdfs:subPropertyOf kgo:actsOn",
        *_coded(relation.type, relation.mode),
    ]


def _coded(type: str, mode: str) -> list[str]:
    if not type:
        return []
    return [f"kgm:codedAs plover:{type}{f'-{mode}' if mode else ''}"]


def _described(label: str, comment: str) -> list[str]:
    return [f"rdfs:label {_text(label)}", f"rdfs:comment {_text(comment)}"]


def _add(facts: list[str], *more: str) -> None:
    facts.extend(fact for fact in more if fact not in facts)


def _node(name: str, facts: list[str]) -> str:
    told = "".join(f"    {fact} ;\n" for fact in facts if fact)
    return f"\n{name}\n{told}.\n"


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@en'


def main(arguments: list[str]) -> None:
    """Write the file into the folder given, by default the source tree's."""
    check = "--check" in arguments
    folders = [a for a in arguments if a != "--check"]
    folder = Path(folders[0] if folders else "ontologies")
    if check:
        if (folder / "kgo.ttl").read_text(encoding="utf-8") != relations_turtle():
            sys.exit("kgo.ttl is not what the tables give: run python -m kg.ontology.publish")
        return
    (folder / "kgo.ttl").write_text(relations_turtle(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
