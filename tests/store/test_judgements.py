"""Judgements in a text file: what is written comes back, and what is wrong is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store import Store, StoreError
from kg.store.judgements import DECISIONS, Judgements
from kg.types import Article, Judgement, Reading

cells = st.text(min_size=1, max_size=12).filter(lambda cell: cell.encode("utf-8", "ignore").decode() == cell)
judgements = st.builds(Judgement, st.sampled_from(DECISIONS), cells, cells, st.text(max_size=5).map(repr))


@settings(deadline=None, max_examples=50)
@given(st.lists(judgements, unique=True, max_size=5))
def test_what_is_written_comes_back(tmp_path_factory: pytest.TempPathFactory, made: list[Judgement]) -> None:
    path = tmp_path_factory.mktemp("kept") / "x.judgements.tsv"
    for judgement in made:
        Judgements(path).add(judgement)
    assert Judgements(path).all() == made
    assert [j.remark for j in Judgements(path).all()] == [j.remark for j in made]
    for judgement in made:
        assert Judgements(path).remove(judgement)
    assert Judgements(path).all() == []


def test_one_decision_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    kept = Judgements(path)
    kept.add(Judgement("same", "b", "a", "Ann = Anne"))
    before = path.read_text(encoding="utf-8")
    kept.add(Judgement("rename", "a", "Ann"))
    kept.add(Judgement("same", "b", "a", "said again"))
    after = path.read_text(encoding="utf-8")
    assert before == "decision\tleft\tright\tremark\nsame\tb\ta\tAnn = Anne\n"
    assert after == before + "rename\ta\tAnn\t\n"


def test_people_may_write_it(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes("\ufeff# ours\r\n\r\nsame\ta\tb\r\nsame\ta\tb\ttwice\n".encode())
    assert Judgements(path).all() == [Judgement("same", "a", "b")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("same a b", r"x\.tsv:2: expected decision, left, right, remark, separated by tabs; found 1 cells"),
        ("equal\ta\tb", r"x\.tsv:2: expected one of same, different, rename, apart, found 'equal'"),
        ("same\ta\t", r"x\.tsv:2: same needs two values"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(f"# a remark\n{line}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=told):
        Judgements(path).all()


def test_they_stand_beside_the_graph_file_or_where_it_is_told(tmp_path: Path) -> None:
    judgement = Judgement("same", "a", "b")
    with Store.open(tmp_path / "news.kg") as store:
        store.judge(judgement)
    assert (tmp_path / "news.judgements.tsv").exists()
    (tmp_path / "news.kg").unlink()
    with Store.open(tmp_path / "news.kg") as built_again:
        assert built_again.judgements() == (judgement,)
    with Store.memory(tmp_path / "news.judgements.tsv") as other:
        assert other.judgements() == (judgement,)
    with Store.open(tmp_path / "other.kg", judgements=tmp_path / "news.judgements.tsv") as other:
        assert other.judgements() == (judgement,)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.kg") as store:
        store.add(Reading(Article("a", "x")))
        assert store.judgements() == ()
    assert not (tmp_path / "news.judgements.tsv").exists()
