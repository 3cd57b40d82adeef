"""``kg actors`` as people use it: what it prints, what it keeps, and that it is undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.commands.actors import actors
from kg.ontology import packs
from kg.store import Store
from kg.types import Article, Evidence, Kind, Mention, Occurrence, Predicate, Reading, StatementKind

SENTENCES = {
    "a": ("Yuri Volkov", "met", "Ida Bo"),
    "b": ("Yury Volkov", "met", "Ida Bo"),
    "c": ("Yuri Volkov", "met", "Max Im"),
    "d": ("Minister Eva Roe", "met", "Max Im"),
    "e": ("Eva Roe", "met", "Max Im"),
}


def reading(article: str) -> Reading:
    """An article that is one sentence: somebody met somebody."""
    who, met, whom = SENTENCES[article]
    text = f"{who} {met} {whom}."
    a, b = (
        Mention(name, text.index(name), text.index(name) + len(name), Kind.PERSON, name)
        for name in (who, whom)
    )
    predicate = Predicate(met, a.end + 1, a.end + 4, "meet", "met")
    evidence = Evidence(article, 0, 0, len(text), text, "events", 0.8)
    return Reading(Article(article, text), (Occurrence(0, StatementKind.EVENT, a, predicate, b, evidence),))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_PACKS", str(tmp_path / "packs"))
    packs.packs.cache_clear()
    with Store.open("x.kg") as store:
        for article in SENTENCES:
            store.add(reading(article))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["actors", *arguments])


def exported() -> str:
    done = CliRunner().invoke(main, ["export", "x.kg", "-", "--format", "ttl"])
    assert done.exit_code == 0, done.output
    return done.stdout


def ids(name: str) -> list[str]:
    lines = exported().splitlines()
    return [a[4:] for a, *rest in zip(lines, *(lines[n:] for n in range(1, 8)), strict=False)
            if a.startswith("kga:") and any(f'rdfs:label "{name}"' in row for row in rest[:4])]  # fmt: skip


def test_review_lists_pairs_with_sentences_of_both() -> None:
    done = run("review", "x.kg")
    assert done.exit_code == 0
    assert "1.  0.95  Yuri Volkov  =?  Yury Volkov" in done.stdout
    assert "for      both have to do with Ida Bo" in done.stdout
    assert "“Yuri Volkov met Ida Bo.” a:0–23" in done.stdout
    assert "“Yury Volkov met Ida Bo.” b:0–23" in done.stdout
    assert "1 of 1 pairs" in done.stderr
    (pair,) = json.loads(run("review", "x.kg", "--json").stdout)
    assert (pair["left"]["articles"], pair["right"]["articles"]) == (2, 1)


def test_review_of_what_was_merged_by_rule() -> None:
    assert "Eva Roe  =?  Minister Eva Roe" in run("review", "x.kg", "--merged").stdout


def test_merge_review_split() -> None:
    before = exported()
    assert run("merge", "x.kg", "Yuri Volkov", "Yury Volkov").exit_code == 0
    assert 'skos:altLabel "Yury Volkov"' in exported()
    assert json.loads(run("review", "x.kg", "--json").stdout) == []
    assert "one already" in run("merge", "x.kg", "Yuri Volkov", "Yury Volkov").stderr
    assert run("split", "x.kg", "Yury Volkov").exit_code == 0
    assert exported() == before
    assert len(json.loads(run("review", "x.kg", "--json").stdout)) == 1


def test_never_one_is_not_shown_again() -> None:
    assert run("split", "x.kg", "Yuri Volkov", "Yury Volkov").exit_code == 0
    assert json.loads(run("review", "x.kg", "--json").stdout) == []
    assert run("undo", "x.kg", "1").exit_code == 0
    assert len(json.loads(run("review", "x.kg", "--json").stdout)) == 1


def test_a_rebuild_replays_and_git_can_compare(folder: Path) -> None:
    run("merge", "x.kg", "Yuri Volkov", "Yury Volkov")
    run("rename", "x.kg", "Ida Bo", "Ida Bo (envoy)")
    merged = exported()
    (folder / "x.kg").unlink()
    with Store.open("x.kg") as store:
        for article in reversed(SENTENCES):
            store.add(reading(article))
    assert exported() == merged
    assert [row.split("\t")[0] for row in (folder / "x.judgements.tsv").read_text().splitlines()] == [
        "decision",
        "same",
        "rename",
    ]


def test_another_article_another_person() -> None:
    before = exported()
    assert run("split", "x.kg", "Yuri Volkov", "--article", "c").exit_code == 0
    assert len(ids("Yuri Volkov")) == 2
    done = run("merge", "x.kg", "Yuri Volkov", "Ida Bo")
    assert done.exit_code == 1
    assert "2 actors are called 'Yuri Volkov'; give an id: " in done.stderr
    assert run("merge", "x.kg", *ids("Yuri Volkov")).exit_code == 0
    assert exported() == before


def test_judgements_and_undo() -> None:
    before = exported()
    run("merge", "x.kg", "Yuri Volkov", "Yury Volkov")
    run("rename", "x.kg", "Ida Bo", "Bo")
    listed = run("judgements", "x.kg").stdout
    assert listed.splitlines()[0].startswith("  1  same ")
    assert "Ida Bo -> Bo" in listed
    assert json.loads(run("judgements", "x.kg", "--json").stdout)[1]["right"] == "Bo"
    assert run("undo", "x.kg", "1", "2").exit_code == 0
    assert exported() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["merge", "x.kg", "Nobody", "Ida Bo"], "x.kg: no actor has the name or id 'Nobody'"),
        (["split", "x.kg", "Ida Bo"], "nothing was merged into Ida Bo"),
        (["split", "x.kg", "Ida Bo", "--article", "zz"], "no such article: zz"),
        (["split", "x.kg", "Ida Bo", "--article", "e"], "e does not mention Ida Bo"),
        (["split", "x.kg", "Ida Bo", "Ida Bo"], "are both"),
        (["rename", "x.kg", "Ida Bo"], "was not renamed"),
        (["undo", "x.kg", "7"], "no judgement 7: there are 0"),
        (["show", "Xyzzy"], "nobody is known as 'Xyzzy'"),
        (["forget", "xyzzy"], "no pack 'xyzzy'"),
        (["import", "x.kg"], "the format is not recognised"),
    ],
)
def test_errors_are_one_line(arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not Path("x.judgements.tsv").exists()


def test_import_show_packs_forget(folder: Path) -> None:
    (folder / "mine.csv").write_text("name,kind,country\nIda Bo,person,NOR\n,person,\n", encoding="utf-8")
    done = run("import", "mine.csv")
    assert done.exit_code == 3
    assert done.stderr.splitlines() == [
        "mine: 1 actors, 1 names, read as csv",
        "left out 1:",
        "  mine.csv:3: no name",
    ]
    packs.packs.cache_clear()
    assert "from      pack mine" in run("show", "Ida Bo").stdout
    assert [row["name"] for row in json.loads(run("packs", "--json").stdout)] == ["mine"]
    assert run("forget", "mine").exit_code == 0
    packs.packs.cache_clear()
    assert run("show", "Ida Bo").exit_code == 1


def test_show_of_the_catalogue() -> None:
    shown = run("show", "Vladimir Putin").stdout
    assert "wikidata  Q7747" in shown
    assert "president of Russia since 2012-05-07" in shown
    assert [e["key"] for e in json.loads(run("show", "Georgia", "--json").stdout)] == [
        "georgia",
        "georgia_us_state",
    ]


def test_why(folder: Path) -> None:
    (folder / "y.txt").write_text("Russian President Vladimir Putin met Ida Bo. He left.", encoding="utf-8")
    shown = run("why", "he", "y.txt").stdout
    assert "→ “Vladimir Putin” 18–32: the most salient one near it that agrees" in shown
    assert "= Vladimir Putin (Politician, RUS, Q7747), vladimir_putin: a name in the catalogue" in shown
    assert run("why", "nobody", "y.txt").exit_code == 1
    assert "by rule: Eva Roe and Minister Eva Roe, the same full name" in run("why", "Eva Roe", "x.kg").stdout


def test_every_command_has_examples() -> None:
    for name, command in actors.commands.items():
        assert f"kg actors {name}" in (command.epilog or ""), name
        assert run(name, "--help").exit_code == 0
