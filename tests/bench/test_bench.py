"""The benchmarks run and print their tables. What the figures are is nobody's business here."""

from __future__ import annotations

import statistics

import pytest

from bench import corpus
from bench.__main__ import BENCHMARKS, main
from bench.table import table
from bot.core.match import build_index, match
from bot.model import Language


def test_a_quick_run_prints_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["matching", "--quick"])
    printed = capsys.readouterr().out
    for expected in (
        "µs an entry",
        "times the floor",
        "memory held, MiB",
        "floor",
        "100 questions",
        "10 questions, re",
    ):
        assert expected in printed


def test_an_unknown_benchmark_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["matchin"])
    assert f"there are {', '.join(BENCHMARKS)}" in capsys.readouterr().err


def test_the_corpus_is_the_same_for_the_same_seed_and_as_long_as_news() -> None:
    some = corpus.entries(60, seed=1)
    assert some == corpus.entries(60, seed=1) != corpus.entries(60, seed=2)
    assert 250 < statistics.mean(len(f"{one.title} {one.summary}") for one in some) < 450
    assert {one.lang for one in some} == set(Language)


def test_the_questions_are_valid_and_find_some_of_the_entries() -> None:
    asked = corpus.questions(1_000)
    assert len({question.id for question in asked}) == len(asked) == 1_000
    assert corpus.questions(4) == asked[:4]
    assert match(build_index(asked), corpus.entries(200, seed=1), corpus.FEED)


def test_columns_are_aligned() -> None:
    assert table(("", "µs"), [("floor", "1.0"), ("all", "12.5")]) == (
        "           µs\n  -----  ----\n  floor   1.0\n  all    12.5"
    )
