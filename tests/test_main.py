"""The command line: what each command prints, its exit codes, and that nobody sees a traceback for a mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from tests.doubles.origin import Origin, rss

ROOT = Path(__file__).parent.parent
FEEDS = """\
polling: {{every: 1m, floor: 1s, spacing: 0s}}
feeds:
  - {{url: "{url}", outlet: The Example, lang: en}}
questions:
  visit-date:
    ask: {{en: When does Petro visit?, es: ¿Cuándo visita Petro?}}
    match: Petro AND "White House"
"""


class Shell:
    """A folder with a feeds.yaml, and the command run in it as a person would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, text: str) -> None:
        (self.folder / "feeds.yaml").write_text(text, encoding="utf-8")

    def __call__(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
        env = {"PYTHONPATH": str(ROOT), "BOT_ALLOW_NETS": "127.0.0.0/8", "PATH": "/usr/bin:/bin", **measured, **environ}
        run = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert "Traceback" not in run.stderr
        return run


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_it_tells_its_version_and_its_commands(shell: Shell) -> None:
    assert shell("--version").stdout == f"stillopen {__version__}\n"
    helped = shell("--help").stdout
    assert all(command in helped for command in ("run", "once", "demo", "check", "status", "health"))
    shown = f"{helped}\n{shell('feeds', '--help').stdout}"
    assert [line for line in shown.splitlines() if line.endswith("...") and "Usage" not in line] == []


def test_a_valid_file_is_told_to_be_one(shell: Shell) -> None:
    shell.write(FEEDS.format(url="https://a.example/feed"))
    run = shell("check")
    assert (run.returncode, run.stdout) == (0, "feeds.yaml is valid: 1 feed, 1 question\n")
    assert json.loads(shell("check", "--json").stdout) == {"valid": True, "feeds": 1, "questions": 1}


def test_a_broken_file_is_told_with_its_places_and_exit_code_2(shell: Shell) -> None:
    shell.write(FEEDS.format(url="htp://a") + "question: {}\n")
    run = shell("check")
    assert run.returncode == 2
    assert "feeds.yaml:3:11" in run.stderr
    assert "feeds.yaml:8:1" in run.stderr
    assert run.stdout == ""


def test_a_missing_file_is_told_by_name(shell: Shell) -> None:
    run = shell("check", BOT_CONFIG="nowhere.yaml")
    assert run.returncode == 2
    assert "nowhere.yaml" in run.stderr


def test_checking_live_polls_each_feed_once(shell: Shell) -> None:
    with Origin() as origin:
        url = origin.serve("/feed", rss(("Petro at the White House", "https://a.example/1")))
        shell.write(FEEDS.format(url=url))
        good = shell("check", "--live", "--json")
        assert (good.returncode, json.loads(good.stdout)["answers"]) == (0, True)
        assert len(origin.requests) == 1
        shell.write(FEEDS.format(url=url.replace("/feed", "/missing")))
        bad = shell("check", "--live")
        assert bad.returncode == 1
        assert "404" in bad.stdout
        origin.serve("/missing", "<html><link rel=alternate type=application/rss+xml href=/f></html>")
        assert "not a feed: web page; it offers" in " ".join(shell("check", "--live", COLUMNS="300").stdout.split())


def test_status_and_health_before_and_after_a_first_round(shell: Shell) -> None:
    with Origin() as origin:
        shell.write(FEEDS.format(url=origin.serve("/feed", rss(("Petro at the White House", "https://a.example/1")))))
        before = shell("status")
        assert (before.returncode, shell("health").returncode) == (1, 1)
        assert "no bot has run" in before.stderr
        once = shell("once")
        assert once.returncode == 0
        assert "Petro at the White House" in once.stdout
        assert "1 of 1 answering" in shell("status").stdout
        told = [json.loads(line) for line in shell("status", "--json").stdout.splitlines()]
        assert [line["answers"] for line in told if "feed" in line] == [True]
        assert [60 <= line["polled_every_s"] <= 62 for line in told if "feed" in line] == [True], "alone in the budget"
        assert [line["phase"] for line in told if "question" in line] == ["reported"]
        assert shell("health").stdout == "polling\n"


def test_it_speaks_spanish_to_a_spanish_terminal(shell: Shell) -> None:
    with Origin() as origin:
        shell.write(FEEDS.format(url=origin.serve("/feed", rss())))
        assert "Responden 1 de 1" in shell("once", LANG="es_CO.UTF-8", PYTHONUTF8="1").stdout


def test_a_wrong_environment_is_told_without_the_token(shell: Shell) -> None:
    shell.write(FEEDS.format(url="https://a.example/feed"))
    run = shell("run", TELEGRAM_TOKEN="123:sosecret", BOT_ADMINS="me")
    assert run.returncode == 2
    assert "BOT_ADMINS" in run.stderr
    assert "sosecret" not in run.stderr


def test_an_unknown_command_is_told(shell: Shell) -> None:
    run = shell("rum")
    assert run.returncode == 2
    assert "rum" in run.stderr


def test_a_feed_behind_a_page_is_found_added_and_removed(shell: Shell) -> None:
    with Origin() as origin:
        feed = origin.serve(
            "/feed", rss(("One", "https://a.example/1"), title="The Page", extra="<language>en</language>")
        )
        page = origin.serve("/", "<link rel=alternate type=application/rss+xml href=/feed><html>")
        shell.write(FEEDS.format(url="https://a.example/feed"))
        assert json.loads(shell("feeds", "discover", page, "--json").stdout)["url"] == feed
        assert "outlet: The Page" in shell("feeds", "add", page).stdout
        again = shell("feeds", "add", page)
        assert (again.returncode, "already, on line 4" in again.stderr) == (1, True)
        assert shell("check").stdout == "feeds.yaml is valid: 2 feeds, 1 question\n"
        assert shell("feeds", "export").stdout.count("<outline") == 2
        assert shell("feeds", "remove", feed).returncode == 0
        assert (shell.folder / "feeds.yaml").read_text(encoding="utf-8") == FEEDS.format(url="https://a.example/feed")
        assert shell("feeds", "import", "none.opml").returncode == 2


def test_rule_15_refresh_polls_again_and_not_twice_in_half_an_hour(shell: Shell) -> None:
    """Rule 15: it says of each feed what becomes of it; what feeds.yaml does not list is refused by name."""
    with Origin() as origin:
        url = origin.serve("/feed", rss(("Petro flies to Washington", "https://news.example/1")))
        shell.write(FEEDS.format(url=url))
        assert shell("refresh", url).returncode == 1
        shell("once")
        soon = shell("refresh", url, "https://other.example/")
        assert soon.returncode == 1
        assert "less than half an hour ago" in soon.stdout
        assert "https://other.example/ is not in feeds.yaml" in soon.stdout
        spanish = shell("refresh", url, LANG="es_CO.UTF-8").stdout
        assert "hace menos de media hora" in spanish
        assert "no est? en feeds.yaml" in shell("refresh", "x", LANG="es_CO", PYTHONIOENCODING="ascii").stdout
        facts = [json.loads(line) for line in shell("refresh", "--json", url, "x").stdout.splitlines()]
        assert [fact["refresh"] for fact in facts] == ["too soon", "not in feeds.yaml"]


def test_the_list_of_feeds_tells_how_they_do_before_and_after_a_first_round(shell: Shell) -> None:
    with Origin() as origin:
        url = origin.serve("/feed", rss(("One", "https://a.example/1", "Thu, 08 Jan 2026 12:00:00 GMT")))
        shell.write(FEEDS.format(url=url))
        before = shell("feeds", "list")
        assert (before.returncode, url in before.stdout, "not polled yet" in before.stdout) == (0, True, True)
        shell("once")
        (told,) = map(json.loads, shell("feeds", "list", "--json").stdout.splitlines())
        assert (told["feed"], told["answers"], told["kind"], told["lang"]) == (url, True, "press", "en")
        assert told["next_poll_at"] > told["last_read_at"]
        assert 0 <= told["entries_per_day"] < 1
        assert "answering" in shell("feeds", "list").stdout
