"""Known errors of the small model's parse, undone before the tree is built.

News in the present tense (*The court orders a firm to stop*) is read as a noun phrase when the verb
is also a plural noun; and a second finite verb is hung on an infinitive before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.ontology import words as lexicon
from kg.syntax import Word, is_time

FINITE = frozenset({"VBZ", "VBD", "VBP"})
SERIES = {"VBZ": "present", "VBP": "present", "VBD": "past", "VBG": "participle"}
"""Verb forms that are coordinated with their like."""
DONE = {"did": "past", "does": "present", "do": "present"}
"""Auxiliaries whose form is that of the verb they stand for."""
ENDS = frozenset({",", '"', "''", "-", "--", "–", "—"})
"""What stands before a participle that leads back to the speaker."""
SUBJECTS = ("nsubj", "nsubjpass", "expl")
ADVERBIAL = ("advmod", "aux", "neg", "auxpass")
"""What stands between a subject and its verb."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
"""Entities that are somewhere."""
NOUN_PHRASE = frozenset({"compound", "nmod", "nsubj", "poss", "dep"})
OBJECT = frozenset({"appos", "npadvmod", "nmod", "dep"})


def repair(words: Sequence[Word], heads: list[int]) -> None:
    """Change words and heads (places in ``words``) of one sentence in place."""
    for k, head in enumerate(heads):
        if head == k and words[k].tag in ("NNS", "NN") and words[k].pos == "NOUN":
            _root_verb(words, heads, k)
        if head == k and words[k].pos in ("NOUN", "PROPN"):
            _finite_after_all(words, heads, k)
            _perfect_after_all(words, heads, k)
    _plain_noun_first(words, heads)
    for k, word in enumerate(words):
        if word.lower in PREFIXES and word.pos == "VERB" and k + 2 < len(words) and words[k + 1].text == "-":
            _prefixed(words, heads, k)
        if word.dep in SUBJECTS and words[heads[k]].dep in ("aux", "auxpass"):
            heads[k] = heads[heads[k]]  # *Chad and Mali however have signed*: who signs, not who has
        if word.pos in ("NOUN", "VERB") and k > 1 and words[k - 1].text == "-" and heads[k - 2] == k:
            _hyphenated(words, k)
        if word.dep == "advmod" and k and heads[k] == k - 1 and words[k - 1].pos == "VERB":
            _particle(words, heads, k)
        if word.dep == "dobj" and is_time(word) and not _measures(words, heads, k):
            word.dep = "npadvmod"  # *called Friday for ...*
        if word.dep == "pcomp" and word.tag == "VBN" and heads[k] == k - 1:
            _described_object(words, heads, k)
        if word.dep == "dobj" and word.tag == "VBZ":
            word.pos, word.tag = "NOUN", "NNS"  # *would not meet the demands*
        if word.dep in ("nsubj", "nsubjpass", "csubj") and word.tag == "VBG":
            _described_subject(words, heads, k)
        if word.dep == "dobj" and word.pos in ("NOUN", "PROPN"):
            _second_object(words, heads, k)
            _subject_after_all(words, heads, k)
        if (
            word.dep in ("advcl", "acl")
            and word.tag == "VBG"
            and k
            and words[k - 1].text in ENDS
            and _speaks(word)
        ):
            heads[k], word.dep = _main(words, heads, heads[k]), "advcl"
        if word.tag == "NNS" and word.dep == "conj":
            _joined_verb(words, heads, k)
        if word.dep == "compound" and heads[k] == k + 1 and _verb_after(words[k + 1]):
            word.dep = "nsubj"  # *Police arrest*
        if word.tag in FINITE and word.dep in ("conj", "ccomp", "ROOT") and k:
            _own_subject(words, heads, k)
        if word.tag in FINITE and word.dep == "ROOT" and word.pos == "VERB":
            _subject_before(words, heads, k)
            _subject_behind(words, heads, k)
        if word.dep == "appos":
            _named_in_quotes(words, heads, k)
        if word.dep == "conj" and word.pos == "PROPN":
            _gapped(words, heads, k)
        if word.dep == "conj" and word.entity == "GPE" and k + 2 < len(words):
            _place_of_role(words, heads, k)
        if word.dep == "conj" and word.tag in ("VBD", "VBN") and k > 1 and words[k - 1].text == ",":
            _described_place(words, heads, k)
        if word.dep == "conj" and word.pos in ("VERB", "AUX") and (own := _series(words, heads, k)):
            heads[k] = _alike(words, heads, heads[k], word, own)


def _measures(words: Sequence[Word], heads: Sequence[int], k: int) -> bool:
    """*two hours of talks*."""
    return any(words[i].lower == "of" for i in _places(words, heads, k, "prep"))


def _places(words: Sequence[Word], heads: Sequence[int], k: int, *deps: str) -> list[int]:
    """The places of what hangs from a word under these labels."""
    return [i for i, h in enumerate(heads) if h == k and words[i].dep in deps]


def _verb_after(word: Word) -> bool:
    """*Police arrest*, *state media reports that*; the US *strikes* of a list are none."""
    return word.tag in ("VBP", "VBD") or (word.tag == "VBZ" and word.dep in ("ROOT", "ccomp"))


def _root_verb(words: Sequence[Word], heads: list[int], k: int) -> None:
    """A sentence's root noun that is a verb: *orders*, with a noun before it and something after."""
    lemma = _verb_lemma(words[k])
    if not lemma:
        return
    left = [i for i, h in enumerate(heads) if h == k and i < k]
    right = [i for i, h in enumerate(heads) if h == k and i > k and words[i].dep != "punct"]
    nouns = [i for i in left if words[i].dep in NOUN_PHRASE and words[i].pos in ("NOUN", "PROPN")]
    if not nouns or not right or words[k].i == words[0].i:
        return
    told = _that_clause(words, heads, k)
    if (
        words[k].tag == "NN"
        and told is None
        and not any(words[i].tag in ("NNS", "NNPS") or _joined(words, heads, i) for i in nouns)
    ):
        return
    if told is not None:
        words[told].dep = "ccomp"  # *The rebels claim that ...*
    subject = nouns[-1]
    words[k].pos, words[k].tag, words[k].lemma = "VERB", "VBZ" if words[k].tag == "NNS" else "VBP", lemma
    words[subject].dep = "nsubj"
    for i in left:
        if i < subject and words[i].dep in ("det", "amod", "compound", "nmod", "nummod", "poss"):
            heads[i] = subject
    for i in right:
        if words[i].dep in OBJECT and words[i].pos in ("NOUN", "PROPN", "PRON"):
            words[i].dep = "dobj"
        elif words[i].dep in ("relcl", "acl") and words[i].tag == "VB":
            words[i].dep = "xcomp"


def _joined(words: Sequence[Word], heads: Sequence[int], i: int) -> bool:
    return any(h == i and words[j].dep == "conj" for j, h in enumerate(heads))


def _verb_lemma(word: Word) -> str:
    """The verb that a plural noun's form is the third person of, if the lexicon has it."""
    form = word.lower
    if word.tag == "NN":
        candidates = [form]
    else:
        candidates = [form[:-1], form[:-2], form[:-3] + "y"] if form.endswith("es") else [form[:-1]]
    return next((c for c in candidates if lexicon.is_verb(c)), "")


def _speaks(word: Word) -> bool:
    """*citing*, *adding that*: words of saying."""
    return any(c.pos == "VERB" and c.kind.type == "SAY" for c in lexicon.cues().get(word.lemma, ()))


EMBEDDED = frozenset({"ccomp", "xcomp", "conj", "advcl", "acl", "relcl", "pcomp"})
"""How a clause hangs in another."""
IN_PHRASES = frozenset({"prep", "pobj", "dobj"})


def _main(words: Sequence[Word], heads: Sequence[int], at: int) -> int:
    """*announced that X will close, citing Y*: who announced cites."""
    for _ in range(8):
        above = _above(words, heads, at, EMBEDDED | IN_PHRASES)
        if above is None:
            break
        at = above
    return at


def _above(words: Sequence[Word], heads: Sequence[int], at: int, through: frozenset[str]) -> int | None:
    """What a word hangs from, if it does so by one of these labels and has no subject of its own there."""
    if heads[at] == at or words[at].dep not in through or _own_clause(words, heads, at):
        return None
    return heads[at]


def _own_clause(words: Sequence[Word], heads: Sequence[int], at: int) -> bool:
    """*X left while Y refused, citing Z*: who refused cites."""
    return words[at].dep == "advcl" and bool(_places(words, heads, at, "nsubj"))


def _joined_verb(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*kills three people and wounds twelve others*: a plural noun with an object of its own is a verb."""
    lemma = _verb_lemma(words[k])
    after = words[k + 1] if k + 1 < len(words) else None
    told = after is not None and after.lower == "that" and _that_clause(words, heads, k) is not None
    if not lemma or after is None or not (told or after.tag in ("DT", "CD", "PRP$", "NNP", "PRP")):
        return
    held = next(
        (i for i, h in enumerate(heads) if h == k and i > k and words[i].pos in ("NOUN", "PROPN", "PRON")),
        None,
    )
    above = heads[k]
    while heads[above] != above and (
        words[above].pos not in ("VERB", "AUX") or (told and words[above].tag not in ("VBZ", "VBP"))
    ):
        above = heads[above]
    if (held is None and not told) or words[above].tag not in ("VBZ", "VBP"):
        return
    words[k].pos, words[k].tag, words[k].lemma = "VERB", "VBZ", lemma
    heads[k] = above
    if held is not None and not told:
        words[held].dep = "dobj"


def _that_clause(words: Sequence[Word], heads: Sequence[int], k: int) -> int | None:
    """The place of a clause with *that* under a word."""
    under = (i for i in _places(words, heads, k, "ccomp", "acl") if i > k)
    return next(
        (i for i in under if any(words[m].lower == "that" for m in _places(words, heads, i, "mark"))), None
    )


def _own_subject(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*X attacked A and B struck C*: what is joined right before a verb is its subject."""
    before = k - 1
    if words[before].dep != "conj" or words[before].pos not in ("NOUN", "PROPN") or heads[before] >= before:
        return
    if _places(words, heads, k, "nsubj", "nsubjpass", "aux", "auxpass"):
        return
    joined = heads[before]
    if words[joined].dep not in ("dobj", "pobj", "attr") or not any(
        w.lower == "and" for w in words[joined:before]
    ):
        return
    words[before].dep = "nsubj"
    heads[before] = k


TWO_OBJECTS = frozenset(
    "give award offer grant pay send show teach tell promise deny hand lend owe allow ask call name".split()
)
"""Verbs whose passive participle may have an object: *a man given a medal*."""


def _finite_after_all(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*Police arrested on Sunday a captain*: a root noun's participle is the sentence's verb."""
    own = next((i for i in _places(words, heads, k, "acl") if i > k and words[i].tag == "VBN"), None)
    if own is None or words[own].lemma in TWO_OBJECTS or not _places(words, heads, own, "dobj"):
        return
    if _places(words, heads, own, "aux", "auxpass", "agent", "nsubj", "nsubjpass"):
        return
    words[own].dep, words[own].tag, heads[own] = "ROOT", "VBD", own
    words[k].dep, heads[k] = "nsubj", own
    for i in _places(words, heads, k, "punct"):
        if i > own:
            heads[i] = own


def _perfect_after_all(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*The junta has relaxed restrictions*: a participle with *has* describes no noun, it is the verb."""
    verb = next((i for i in _places(words, heads, k, "amod") if i < k and words[i].tag == "VBN"), None)
    has = (
        next((i for i in _places(words, heads, verb, "aux") if words[i].lemma == "have"), None)
        if verb
        else None
    )
    if verb is None or has is None:
        return
    words[verb].pos, words[verb].dep, heads[verb] = "VERB", "ROOT", verb
    words[k].dep, heads[k] = "dobj", verb
    for i in _places(words, heads, has, *SUBJECTS):
        heads[i] = verb
    for i in _places(words, heads, k, *SUBJECTS, "punct"):
        if i < verb or i > k:
            heads[i] = verb


def _plain_noun_first(words: Sequence[Word], heads: Sequence[int]) -> None:
    """*Pensioners picketed*: a capital at the start makes no name of a plural."""
    first = words[0]
    if first.tag != "NNPS" or first.dep == "compound" or (heads[0] == 1 and words[1].pos == "PROPN"):
        return
    lemma = first.lower[:-1]
    if lemma in lexicon.groups() or lemma in lexicon.roles():
        first.pos, first.tag, first.lemma, first.entity = "NOUN", "NNS", lemma, ""


def _hyphenated(words: Sequence[Word], k: int) -> None:
    """*sit-in*, *walk-out*: one word that the parse takes apart."""
    joined = f"{words[k - 2].lower}-{words[k].lemma}"
    verb = words[k].pos == "VERB" and lexicon.is_verb(joined)  # *test-fired*
    if verb or lexicon.relation_of_noun(joined) is not None or lexicon.noun_class(joined):
        words[k].lemma = joined


def _gapped(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*bombed A on Monday and B on Tuesday*: joined to A; *Lee visited A and Roe, B*: Roe is not visited."""
    before = heads[k]
    verb = heads[heads[before]] if words[before].dep == "pobj" else heads[before]
    held = next((i for i in _places(words, heads, verb, "dobj") if i < k), None)
    if held is None or words[verb].pos != "VERB":
        return
    if is_time(words[before]) and not is_time(words[k]):
        for i in (k, *_places(words, heads, before, "cc")):
            heads[i] = held
        for i in _places(words, heads, verb, "prep"):
            noun = next(iter(_places(words, heads, i, "pobj")), None)
            if i == k + 1 and noun is not None and is_time(words[noun]):
                heads[i] = k
    named = next((i for i in _places(words, heads, k, "appos") if words[i].entity in PLACES), None)
    if before == held and words[held].entity in PLACES and words[k].entity == "PERSON" and named is not None:
        words[k].dep, heads[k] = "dep", verb


def _place_of_role(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*Carney and Alberta premier Smith*: the place belongs to the role, two persons are joined."""
    person = heads[k + 1]
    role = words[k + 1].dep == "compound" and words[k + 1].lemma in lexicon.roles()
    if role and person > k + 1 and words[person].dep == "conj" and heads[person] == heads[k]:
        words[k].dep, heads[k] = "compound", person


PREFIXES = frozenset({"re", "co", "de", "pre"})


def _prefixed(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*was re-elected*: the verb is *elected*, to which all belongs that the parse hangs on the prefix."""
    verb = k + 2
    if words[verb].pos != "VERB":
        return
    words[verb].dep, heads[verb] = words[k].dep, verb if heads[k] == k else heads[k]
    for i, head in enumerate(heads):
        if head in (k, k + 1) and i != verb:
            heads[i] = verb
    for i in (k, k + 1):
        words[i].pos, words[i].dep, heads[i] = "X", "punct", verb


def _particle(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*back* of *pulled back from a town*: part of the verb, whose preposition is the verb's."""
    under = _places(words, heads, k, "prep")
    preps = [words[i].lower for i in under if i == k + 1]
    known = (lexicon.relation_of_verb(words[k - 1].lemma, words[k].lower, p) for p in preps)
    if any(m is not None and words[k].lower in m.frame.words for m in known):
        words[k].dep = "prt"
        for i in under:
            heads[i] = k - 1


def _described_object(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*in occupied Jenin*: a participle between a preposition and a name only describes it."""
    name = next((i for i in _places(words, heads, k, "dobj") if words[i].pos == "PROPN"), None)
    if name is None or len(_places(words, heads, k, *SUBJECTS, "aux", "auxpass", "prep")) > 0:
        return
    words[name].dep, heads[name] = "pobj", heads[k]
    words[k].dep, words[k].pos, heads[k] = "amod", "ADJ", name


def _described_subject(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*The Red Cross operating in Chad said*: the noun is the subject, not the participle."""
    noun = next((i for i in _places(words, heads, k, "nsubj") if i < k), None)
    if noun is None or _places(words, heads, k, "aux") or words[noun].pos not in ("NOUN", "PROPN"):
        return
    words[noun].dep, heads[noun] = "nsubj" if words[k].dep == "csubj" else words[k].dep, heads[k]
    words[k].dep, heads[k] = "acl", noun


def _subject_before(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*In Oslo, Brenda Lee said*, *Jolly said*: what stands right before a verb without a subject is it."""
    if _places(words, heads, k, *SUBJECTS, "csubj"):
        return
    acronym = next((i for i in _places(words, heads, k, "advmod") if i < k and _acronym(words[i])), None)
    if acronym is not None:
        words[acronym].dep, words[acronym].pos, words[acronym].tag = "nsubj", "PROPN", "NNP"
        return
    between = _places(words, heads, k, *ADVERBIAL)
    before = next((i for i in range(k - 1, -1, -1) if i not in between or not i), None)
    if before is None:
        return
    if (
        before == 0
        and words[0].dep == "advmod"
        and words[0].tag == "RB"
        and heads[0] == k
        and _told(words, heads, k)
    ):
        words[0].dep, words[0].pos, words[0].tag = "nsubj", "PROPN", "NNP"
        return
    before = _before_when(words, heads, k, before)
    if words[before].dep not in ("pobj", "appos", "conj") or words[before].pos not in ("NOUN", "PROPN"):
        return
    first = _first(heads, before)
    while words[before].dep == "conj" and first and words[first - 1].text != ",":
        before = heads[before]  # *Lee and another aide asked*
        first = _first(heads, before)
    if first and words[first - 1].text == ",":
        words[before].dep = "nsubj"
        heads[before] = k


def _acronym(word: Word) -> bool:
    """*USAID*, which the model has not seen."""
    return len(word.text) > 2 and word.text.isupper()


def _before_when(words: Sequence[Word], heads: Sequence[int], k: int, before: int) -> int:
    """*the Taliban on April 12 released*: what stands before a time that stands before the verb."""
    for i in _places(words, heads, k, "prep", "npadvmod"):
        noun = next(iter(_places(words, heads, i, "pobj")), i)
        if 0 < i <= before and is_time(words[noun]) and _under(heads, before, i):
            return i - 1
    return before


def _first(heads: Sequence[int], top: int) -> int:
    """The first word of what hangs from a word, without a gap."""
    first = top
    while first and _under(heads, first - 1, top):
        first -= 1
    return first


def _subject_behind(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*"X," added Murphy*: behind a quotation, a verb's object without a subject is its subject."""
    held = [i for i in _places(words, heads, k, "dobj") if i > k]
    if not held or k == 0 or words[k - 1].text not in ('"', "''"):
        return
    if _places(words, heads, k, *SUBJECTS) or not _speaks(words[k]):
        return
    words[held[-1]].dep = "nsubj"
    for i in held[:-1]:
        words[i].dep, heads[i] = "compound", held[-1]


def _under(heads: Sequence[int], i: int, top: int) -> bool:
    """A word hangs from another, over however many."""
    for _ in range(8):
        if i == top:
            return True
        i = heads[i]
    return False


def _told(words: Sequence[Word], heads: Sequence[int], k: int) -> bool:
    """The verb has something that a subject does: an object or a clause."""
    return any(i > k for i in _places(words, heads, k, "dobj", "ccomp"))


def _described_place(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*in Nablus, occupied Palestine*: between two places, a participle tells what the second is."""
    held = next((i for i in _places(words, heads, k, "dobj") if 0 < i - k < 4), None)
    if held is None or words[k - 2].entity not in PLACES or words[held].entity not in PLACES:
        return
    words[k].dep, words[k].pos, heads[k] = "amod", "ADJ", held
    words[held].dep, heads[held] = "appos", k - 2


def _named_in_quotes(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*called the senator "a new Washington"*: no apposition, but what he is called."""
    held = heads[k]
    verb = heads[held]
    quoted = any(words[i].text in ('"', "''", "“", "``") for i in range(held + 1, k))
    if words[held].dep != "dobj" or not quoted:
        return
    if any(c.pos == "VERB" and c.takes("obj-obj") for c in lexicon.cues().get(words[verb].lemma, ())):
        words[k].dep = "oprd"
        heads[k] = verb


def _subject_after_all(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*announce the agency will advise*: the object of the first verb is the subject of the second."""
    clause = next(
        (
            i
            for i, w in enumerate(words)
            if i > k and heads[i] == heads[k] and w.dep == "ccomp" and w.pos == "VERB"
        ),
        None,
    )
    if clause is None:
        return
    own = [words[i] for i, h in enumerate(heads) if h == clause]
    modal = any(w.tag == "MD" for w in own)
    if modal and not any(w.dep in ("nsubj", "nsubjpass", "mark") for w in own):
        words[k].dep = "nsubj"
        heads[k] = clause


def _second_object(words: Sequence[Word], heads: list[int], k: int) -> None:
    """*convicted A and B, two leaders of X*: a second object after a comma explains the first."""
    first = next((i for i in range(k) if heads[i] == heads[k] and words[i].dep == "dobj"), None)
    if first is not None and any(words[i].text == "," for i in range(first, k)):
        words[k].dep = "appos"
        heads[k] = first


def _series(words: Sequence[Word], heads: Sequence[int], k: int) -> str:
    """The form that a verb shares with what it is coordinated with; *did not go* is past."""
    word = words[k]
    aux = [words[i].lower for i in _places(words, heads, k, "aux", "auxpass")]
    if word.tag == "VB":
        return next((DONE[a] for a in aux if a in DONE), "")
    if word.tag == "VBN" and not aux and words[heads[k]].tag == "VB":
        return "past"  # *vowed to stay and welcomed the vote*
    return SERIES.get(word.tag, "")


def _alike(words: Sequence[Word], heads: Sequence[int], head: int, word: Word, own: str) -> int:
    """*declares that it cannot pay and urges*: the verb above that has its form."""
    if _series(words, heads, head) == own or words[head].pos not in ("VERB", "AUX"):
        return head
    if own == "past" and words[head].tag == "VBN":
        return head  # *was seized and burned*: which form it is only the lexicon of forms could tell
    at = head
    for _ in range(6):
        above = _above(words, heads, at, EMBEDDED)
        if above is None:
            break
        at = above
        if _series(words, heads, at) == own:
            return at
    return head
