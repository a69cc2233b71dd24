"""The benchmarks run and print their tables. What the figures are is nobody's business here."""

from __future__ import annotations

import gzip
import random
import statistics
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bench import corpus, peers, polling
from bench.__main__ import BENCHMARKS, main
from bench.origin import Documents
from bench.processes import Failed, measure
from bench.table import table
from bot.core.match import build_index, match
from bot.core.rhythm import rates
from bot.fetch.document import Document
from bot.fetch.parser import Parsed, parse
from bot.model import FeedUrl, Language

if TYPE_CHECKING:
    from pathlib import Path


def test_a_quick_run_of_matching_prints_every_table(capsys: pytest.CaptureFixture[str]) -> None:
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


def test_a_quick_run_of_polling_tells_both_ways_to_poll(capsys: pytest.CaptureFixture[str]) -> None:
    main(["polling", "--quick"])
    printed = capsys.readouterr().out
    assert all(head in printed for head in ("polls / budget", "learned / fixed", "goal", "rates known / fixed"))
    assert all(world.name in printed for world in polling.WORLDS)


def test_a_quick_run_of_hostile_tells_what_documents_and_servers_cost(capsys: pytest.CaptureFixture[str]) -> None:
    main(["hostile", "--quick"])
    printed = capsys.readouterr().out
    for expected in (
        "entity bomb",
        "s (≤ 10)",
        "memory, MB (≤ 100)",
        "loop held, ms (≤ 100)",
        "loop held, ms of CPU (≤ 100)",
        "twenty stories",
        "gzip bomb",
        "too large",
    ):
        assert expected in printed


def test_a_quick_run_of_delivery_puts_each_figure_beside_its_goal(capsys: pytest.CaptureFixture[str]) -> None:
    main(["delivery", "--quick"])
    printed = capsys.readouterr().out
    for figure in ("enqueue it, s", "more memory for it, MiB", "longest stall", "% of 30 messages a second", "429"):
        assert figure in printed
    assert all(name in printed for name in ("goal", "a bare loop", "the bot, from its outbox"))


def test_the_made_up_feeds_publish_what_they_are_said_to() -> None:
    """So many entries a day on average, most of them in the hours of their own day."""
    world = polling.World("", mean=24.0, sigma=0.5)
    feeds = polling._publishers(random.Random(1), world, polling.Scale(feeds=40, days=10))
    assert statistics.mean(len(feed.moments) / 40 for feed in feeds) == pytest.approx(24, rel=0.1)
    feed = max(feeds, key=lambda one: len(one.moments))
    by_hour = Counter(at.hour for at in feed.moments)
    noon = round(feed.noon * 24) % 24
    assert by_hour[noon] > 3 * by_hour[(noon + 12) % 24]
    truth = rates(feed.truth())
    assert sum(truth) / 24 == pytest.approx(feed.rate, rel=0.01)


def test_a_fixed_interval_keeps_an_entry_waiting_half_of_it_on_average() -> None:
    moments = [polling.START + polling.DAY * number / 1000 for number in range(2000)]
    course = polling._fixed(polling.EVERY, [polling.Publisher(1000.0, 0.5, moments)], 2, random.Random(1))
    assert statistics.mean(course.waits) == pytest.approx(7.5, abs=0.2)
    assert max(course.waits) <= 15


def test_a_quick_run_of_fetching_costs_something_and_asks_every_feed_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The peers are left out: they come over the network."""
    main(["fetching", "--quick"])
    printed = capsys.readouterr().out
    assert all(head in printed for head in ("cold: CPU, s", "warm, 304: CPU, s", "warm, same 200: CPU, s", "goal"))
    assert "the answers were" not in printed
    assert "stillopen takes" in printed
    (row,) = (line.split() for line in printed.splitlines() if line.startswith("  stillopen  "))
    assert all(float(figure) > 0 for figure in row[1:])


def test_a_quick_run_of_the_service_hears_every_alert(capsys: pytest.CaptureFixture[str]) -> None:
    main(["delay", "--quick"])
    assert "2 of 2" in capsys.readouterr().out


def test_a_quick_run_of_the_steady_state_tells_its_memory(capsys: pytest.CaptureFixture[str]) -> None:
    main(["steady", "--quick"])
    printed = capsys.readouterr().out
    assert all(head in printed for head in ("memory held, MiB", "CPU, %", "polls a second"))


def test_every_document_of_the_server_is_a_feed_of_its_own() -> None:
    """As large as feeds are, in three forms, with what was published on top."""
    documents = Documents(entries=30)
    read = {
        number: Document(gzip.decompress(documents.packed(number)), "http://a.example/", None) for number in range(6)
    }
    keys = set()
    for number, document in read.items():
        parsed = parse(FeedUrl(f"http://a.example/{number}"), Language.EN, document)
        assert isinstance(parsed, Parsed)
        assert len(parsed.entries) == 30
        assert 60_000 < len(document.body) < 150_000
        keys |= {entry.url for entry in parsed.entries}
    assert len(keys) == 6 * 30
    documents.publish(1, "Fresh & new")
    again = parse(
        FeedUrl("http://a.example/1"), Language.EN, replace(read[1], body=gzip.decompress(documents.packed(1)))
    )
    assert isinstance(again, Parsed)
    assert again.entries[0].title == "Fresh & new"


def test_peers_that_cannot_be_installed_are_left_out_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where there is no network. Nothing is left that a later run would take for an installation."""
    monkeypatch.setattr(peers, "HOME", tmp_path / "peers")
    monkeypatch.setattr(peers, "LOCK", tmp_path / "peers.txt")
    (tmp_path / "peers.txt").write_text("no-such-package-at-all==1 --hash=sha256:00\n")
    with pytest.raises(peers.Unavailable, match="no-such-package-at-all"):
        peers.install()
    assert not list((tmp_path / "peers").glob("made-*"))


def test_what_a_program_costs_is_measured_with_its_children(tmp_path: Path) -> None:
    child = "import sys; held = bytearray(60_000_000); sum(range(3_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    cost = measure([sys.executable, "-c", parent], tmp_path)
    assert 0 < cost.memory < 50 < cost.children < 200
    assert cost.cpu > 0.05


def test_a_program_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="broken"):
        measure([sys.executable, "-c", "raise SystemExit('broken')"], tmp_path)


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
