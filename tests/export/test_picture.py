from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.export import FORMATS, Options, export
from kg.export.captions import _box, captions
from kg.export.network import Edge, Network, Node
from kg.export.picture import TONES, WIDTH, best, components, largest, tone
from kg.types import Graph

SVG = "{http://www.w3.org/2000/svg}"


def drawn(graph: Graph, options: Options = Options()) -> etree._Element:  # noqa: B008 -- frozen
    out = StringIO()
    export(graph, out, "svg", options)
    return etree.fromstring(out.getvalue().encode())


def chain(*names: str) -> Network:
    """Each joined to the next; a blank cuts."""
    nodes = {name: Node(name, name, "Person", mentions=len(name)) for name in names if name.strip()}
    pairs = [(a, b) for a, b in pairwise(names) if a.strip() and b.strip()]
    edges = (Edge(a + b, a, b, "met", "met", "met", "asserted") for a, b in pairs)
    return Network(tuple(nodes[name] for name in sorted(nodes)), tuple(edges))


def test_it_is_a_format() -> None:
    assert "svg" in FORMATS


def test_discs_names_arrows_title_legend(graph: Graph) -> None:
    tree = drawn(graph)
    told = ["".join(t.itertext()) for t in tree.iter(SVG + "text")]
    assert told[0] == "4 actors, 3 relations"
    assert told[1].endswith("of 4 linked actors in 3 articles, 3 December 2025 – 4 December 2025")
    assert {"Donald Trump", "Steve Witkoff", "Vladimir Putin"} <= set(told)
    assert {"Person", "Organization", "cooperation", "conflict"} <= set(told)
    titles = ["".join(t.itertext()) for t in tree.iter(SVG + "title")]
    assert "Steve Witkoff → Vladimir Putin: met" in titles
    assert any(re.fullmatch(r"Donald Trump: \d sentences", title) for title in titles)


def test_claims_are_left_out_and_all_goes_in(graph: Graph) -> None:
    assert "end the war" not in etree.tostring(drawn(graph), encoding="unicode")
    assert "planned: met" in etree.tostring(drawn(graph, Options(all=True)), encoding="unicode")


def test_everything_stands_on_the_paper(graph: Graph) -> None:
    tree = drawn(graph, Options(all=True))
    wide, high = (float(tree.get(side)) for side in ("width", "height"))
    for disc in tree.iter(SVG + "circle"):
        x, y, r = (float(disc.get(name)) for name in ("cx", "cy", "r"))
        assert r <= x <= wide - r and r <= y <= high - r
    assert not re.search(r"nan|inf\b", etree.tostring(tree, encoding="unicode").split("<title>")[0])


def test_nothing_is_run_or_fetched(graph: Graph) -> None:
    tree = drawn(graph, Options(all=True))
    assert {e.tag.removeprefix(SVG) for e in tree.iter()} <= {
        "svg",
        "rect",
        "text",
        "g",
        "path",
        "circle",
        "title",
    }
    assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on") or "href" in name]


def test_components_largest_first() -> None:
    assert components(chain("a", "b", "", "c", "d", "e")) == [{"c", "d", "e"}, {"a", "b"}]
    assert components(Network()) == []


def test_as_many_components_as_there_is_room_for() -> None:
    whole = chain("a", "b", "", "c", "d", "e")
    assert {node.id for node in largest(whole, 4).nodes} == {"c", "d", "e"}
    assert largest(whole, 5) == whole
    assert {node.id for node in largest(chain("aaa", "bb", "c"), 2).nodes} == {"aaa", "bb"}
    assert {node.id for node in best(chain("aaa", "b", "cc"), 2).nodes} == {"aaa", "cc"}


def test_tones() -> None:
    edge = Edge("e", "a", "b", "met", "met", "met", "asserted", "CONSULT")
    assert tone(edge) == "cooperation"
    assert tone(replace(edge, type="ASSAULT")) == "conflict"
    assert {tone(replace(edge, type=type)) for type in ("ROLE", "SAY", None)} == {"other"}
    assert tone(replace(edge, status="planned")) == "other"
    assert set(TONES) == {"cooperation", "conflict", "other"}


def test_an_empty_graph_is_a_picture() -> None:
    told = ["".join(t.itertext()) for t in drawn(Graph()).iter(SVG + "text")]
    assert told[0] == "0 actors, 0 relations"


PLACES = st.tuples(st.text(min_size=1), st.floats(0, 1200), st.floats(0, 800), st.floats(2, 40))


@settings(deadline=None)
@given(st.lists(PLACES, max_size=25))
def test_no_name_covers_another(named: list[tuple[str, float, float, float]]) -> None:
    found = [_box(caption) for caption in captions(named, [], WIDTH)]
    assert not any(a.meets(b) for a, b in combinations(found, 2))
    assert all(box.left >= 0 and box.right <= WIDTH for box in found)
