"""Articles -> readings -> graph, then SPARQL, rdflib and networkx: the Python interface on one page.

python examples/build_graph.py                    the articles of this folder
python examples/build_graph.py news.jsonl today/  yours: files, folders, patterns
"""

from __future__ import annotations

import sys
from pathlib import Path

import networkx

from kg import pipeline
from kg.export.networkx_graph import to_networkx
from kg.export.rdflib_graph import to_rdflib
from kg.query import query, question
from kg.read import read
from kg.types import Article, Graph, Reading, Skipped

ARTICLES = Path(__file__).parent / "articles"
DENIED = """
SELECT ?who ?what
{ ?claim rdf:predicate kgo:deniedThat ; rdf:subject/rdfs:label ?who ; kgm:objectText ?what }
ORDER BY ?who ?what
"""


def main(inputs: list[str]) -> None:
    graph = pipeline.graph(readings(inputs or [str(ARTICLES)]))
    count(graph)
    ask(graph)
    walk(graph)


def readings(inputs: list[str]) -> list[Reading]:
    """What each article tells; what gives no reading is named on stderr, and the rest goes on."""
    found = list(read(inputs))
    results = list(pipeline.readings(item for item in found if isinstance(item, Article)))
    for item in (*found, *results):
        if isinstance(item, Skipped):
            print(f"skipped {item.where}: {item.reason}", file=sys.stderr)
    return [item for item in results if isinstance(item, Reading)]


def count(graph: Graph) -> None:
    """The graph is made of frozen values."""
    facts = [statement for statement in graph.statements if statement.asserted]
    print(f"{len(graph.articles)} articles, {len(graph.actors)} actors, {len(graph.statements)} statements")
    print(f"{len(facts)} statements are told as facts by an article in its own voice")


def ask(graph: Graph) -> None:
    """A named question through Oxigraph, and SPARQL of one's own through rdflib."""
    print("\nmet in January:")
    answer = query(graph, question("who-met", since="2026-01-01", until="2026-01-31"))
    for day, _, left, _, right, place in dict.fromkeys(row[:6] for row in answer.rows):
        print(f"  {day}  {left} and {right}, {place or 'place unknown'}")
    print("\ndenied:")
    rdf = to_rdflib(graph)
    for who, what in rdf.query(DENIED):
        print(f"  {who}: {what}")
    print(f"  ({len(rdf)} triples in rdflib)")


def walk(graph: Graph) -> None:
    """networkx has what the articles assert, and who said what."""
    network = to_networkx(graph)
    print("\nmost neighbours:")
    neighbours = {node: len(set(networkx.all_neighbors(network, node))) for node in network}
    actors = [node for node, data in network.nodes(data=True) if data["named"]]
    for node in sorted(actors, key=lambda n: (-neighbours[n], n))[:5]:
        print(f"  {neighbours[node]}  {network.nodes[node]['label']}")


if __name__ == "__main__":
    main(sys.argv[1:])
