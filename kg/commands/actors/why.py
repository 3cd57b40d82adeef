"""``kg actors why``: how words were taken for somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.commands.flags import common, takes_inputs
from kg.commands.shared import STORE, quiet, read_inputs

if TYPE_CHECKING:
    from kg.annotate.explain import Explanation
    from kg.types import Article


@click.command(
    short_help="Tell why words were taken for somebody.",
    epilog="""\b
Examples:
  kg actors why "the Kremlin leader" seeds/2025-12-04-*.txt
  kg actors why he article.txt
  kg actors why Khan news.kg
""",
)
@click.argument("words", metavar="WORDS")
@takes_inputs
@common
@click.pass_context
def why(ctx: click.Context, /, words: str, inputs: tuple[str, ...], **given: Any) -> None:
    """Tell for each place of the WORDS in articles whom they mean, and by which rules.

    Of a graph file, its articles are looked at, and it is also told who was merged with whom.
    """
    from kg import console

    found = False
    with console.notes(quiet(ctx)):
        for article in articles(words, inputs, given):
            for line in told(words, article, given["model"]):
                found = True
                click.echo(line)
    if not found:
        raise LookupError(f"nobody is mentioned by {words!r} in {', '.join(inputs)}")
    for graph in (name for name in inputs if name.endswith(STORE)):
        for line in merged(words, graph):
            click.echo(line)


def articles(words: str, inputs: Iterable[str], given: dict[str, Any]) -> Iterator[Article]:
    """The articles that have the words."""
    from kg.commands.shared import stored
    from kg.types import Article

    kept = (reading.article for reading in stored(name for name in inputs if name.endswith(STORE)))
    files = read_inputs([name for name in inputs if not name.endswith(STORE)], given)
    for item in (*kept, *files):
        if isinstance(item, Article) and words.casefold() in item.text.casefold():
            yield item


def told(words: str, article: Article, model: str | None) -> Iterator[str]:
    """The chains of the mentions at the places of the words."""
    from kg.annotate import explanations

    places = list(places_of(words, article.text))
    for explanation in explanations(article, model):
        step = explanation.steps[0]
        if any(start <= step.start and step.end <= end and step.end >= end - 2 for start, end in places):
            yield f"{article.id}:{step.start}–{step.end}  “{step.text}”"
            yield from chain(explanation)


def places_of(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where whole words are in a text, whatever their case."""
    import re

    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE):
        yield match.span()


def chain(explanation: Explanation) -> Iterator[str]:
    """A line for each step, and one for whom the last words mean."""
    from kg.ontology.words import who_rules

    rules = who_rules()
    for step in explanation.steps[1:]:
        reason = rules.get(step.rule, step.rule) + (f" ({step.detail})" if step.detail else "")
        yield f"  → “{step.text}” {step.start}–{step.end}: {reason}"
    entry = explanation.entry
    if entry is not None:
        detail = f" ({explanation.detail})" if explanation.detail else ""
        kind = ", ".join(filter(None, (entry.type or entry.kind.value, entry.country, entry.wikidata)))
        yield f"  = {entry.label} ({kind}), {entry.key}: {rules[explanation.rule]}{detail}"
        yield f"    known from: {entry.source or 'the catalogue of kg'}"
    elif explanation.open:
        yield "  = nobody: no candidate stands out"
    else:
        yield "  = a node of its own: no catalogue has the name" + (
            "" if len(explanation.steps) > 1 else ", and nothing here tells who it is"
        )


def merged(words: str, graph: str) -> Iterator[str]:
    """Which actors of a graph file that have the words for a name were merged, and why."""
    from kg.names import normalise
    from kg.resolve import resolve
    from kg.store import Store

    with Store.open(graph, readonly=True) as store:
        kept = store.judgements()
        who = resolve(store.readings(), kept)
    for actor in who.actors.values():
        parts = who.parts(actor.id)
        if len(parts) == 1 or normalise(words) not in map(normalise, (actor.label, *actor.aliases)):
            continue
        yield f"{actor.label} ({actor.id}) is one of {', '.join(parts)}:"
        yield from (
            f"  judged the same: {j.left}, {j.right}"
            for j in kept
            if j.decision == "same" and j.left in parts
        )
        yield from (
            f"  by rule: {' and '.join(x.names)}, "
            + ("the same full name" if x.full else f"alike ({x.score}), both {x.ties[0][0]}")
            for x in who.ruled
            if x.left in parts
        )
