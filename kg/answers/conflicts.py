"""What contradicts: one affirms what another denies, at times that can be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.answers.told import DENIAL, Index, Source, Told, index
from kg.export.who import who
from kg.types import Graph, Polarity, Statement, StatementKind, Time

NEAR = 3
"""Days between two articles that tell of one event without saying when."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A statement with those who tell it and those who deny it.

    What an article tells in its own voice is on the side of the article.
    """

    told: Told
    affirmed: tuple[Source, ...]
    denied: tuple[Source, ...]

    @property
    def articles(self) -> int:
        """In how many articles it is told or denied."""
        return len({source.article for source in (*self.affirmed, *self.denied)})

    @property
    def last(self) -> str:
        """Date of the latest of them."""
        return max((s.date or "" for s in (*self.affirmed, *self.denied)), default="")


def conflicts(
    graph: Graph, actor: str | None = None, since: str | None = None, until: str | None = None
) -> tuple[Conflict, ...]:
    """All conflicts, of one actor if given; those with most articles first, then the most recent.

    Either the same thing is told with and without a negation, or it is told and somebody denies it.
    Where neither says when, and no speaker is quoted, the articles are a few days apart at most.  With a
    period, one side at least was seen in it.

    Raises ``ValueError`` for an actor that is nobody's or several ones' name, and for what is no day.
    """
    from kg.answers.told import require_day

    require_day("since", since)
    require_day("until", until)
    known = index(graph)
    wanted = who(actor, graph) if actor is not None else None
    first, last = since or "", until or "9999-99-99"
    found = [
        conflict
        for conflict in _merged([*_opposed(known), *_denied(known)])
        if (wanted is None or wanted in _involved(conflict))
        and any(first <= (s.date or "") <= last for s in (*conflict.affirmed, *conflict.denied))
    ]
    found.sort(key=lambda conflict: conflict.told.id)
    found.sort(key=lambda conflict: (conflict.articles, conflict.last), reverse=True)
    return tuple(found)


def compatible(left: Time | None, right: Time | None) -> bool:
    """Two times can be the same: one is open, or one lies within the other."""
    if left is None or right is None:
        return True
    return (left.start >= right.start and left.end <= right.end) or (
        right.start >= left.start and right.end <= left.end
    )


def same_act(statement: Statement) -> tuple[str, ...]:
    """Equal for statements that differ in polarity, modality, time and place at most."""
    obj = statement.object
    target = (obj.target.value, obj.id or obj.text.casefold()) if obj else ("", "")
    predicate = statement.relation or f"lemma {statement.lemma}"
    return (statement.subject or "", predicate, *target, statement.recipient or "")


def _opposed(known: Index) -> Iterator[Conflict]:
    """The same told with and without a negation, both as actual, or both as planned ..."""
    acts: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in known.graph.statements:
        if statement.kind is not StatementKind.ROLE:
            acts[(*same_act(statement), statement.modality.value)].append(statement)
    for some in acts.values():
        for yes in (one for one in some if one.polarity is Polarity.POSITIVE):
            no = [o for o in some if o.polarity is Polarity.NEGATIVE and compatible(yes.time, o.time)]
            if no:
                told = known.tell(yes)
                for other in map(known.tell, no):
                    pairs = [(a, b) for a in told.sources for b in other.sources if _meet(told, a, other, b)]
                    if pairs:
                        yield _conflict(told, (a for a, _ in pairs), (b for _, b in pairs))


def _meet(yes: Told, affirmed: Source, no: Told, denied: Source) -> bool:
    """Whether two places speak of the same: articles that do not say when, of about the same day."""
    if (yes.time and no.time) or affirmed.voices or denied.voices:
        return True
    days = [date.fromisoformat(s.date) for s in (affirmed, denied) if s.date]
    return len(days) == 2 and abs((days[0] - days[1]).days) <= NEAR


def _denied(known: Index) -> Iterator[Conflict]:
    """What somebody tells and somebody denies."""
    for denial in known.graph.statements:
        if denial.relation != DENIAL or denial.polarity is Polarity.NEGATIVE or denial.object is None:
            continue
        content = known.by_id.get(denial.object.id)
        if content is not None and content.polarity is Polarity.POSITIVE:
            told = known.tell(content)
            yield _conflict(told, told.sources, ())


def _conflict(told: Told, affirmed: Iterable[Source], denied: Iterable[Source]) -> Conflict:
    """A source that stands within a denial is on the other side."""
    yes: list[Source] = []
    no = list(dict.fromkeys(denied))
    for source in dict.fromkeys(affirmed):
        (no if any(voice.denies for voice in source.voices[:1]) else yes).append(source)
    return Conflict(told, tuple(yes), tuple(no))


def _merged(conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
    """One for each statement that two sides are told of."""
    by_id: dict[str, Conflict] = {}
    for one in conflicts:
        known = by_id.get(one.told.id, one)
        yes = dict.fromkeys((*known.affirmed, *one.affirmed))
        no = dict.fromkeys((*known.denied, *one.denied))
        by_id[one.told.id] = replace(known, affirmed=tuple(yes), denied=tuple(no))
    return (one for one in by_id.values() if one.affirmed and one.denied)


def _involved(conflict: Conflict) -> set[str]:
    """Ids of those who are in the statement, and of the speakers on both sides."""
    speakers = (v.who for s in (*conflict.affirmed, *conflict.denied) for v in s.voices)
    return {*conflict.told.parties(), *(who.id for who in speakers if who)}
