"""The database's tables, as they came to be. Each migration runs once, in a transaction of its own.

They only go forward. A released one is never edited; the next is written below the last.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("stillopen")

_ENTRY = """
    feed TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, guid TEXT NOT NULL, url TEXT NOT NULL,
    title TEXT NOT NULL, summary TEXT NOT NULL, author TEXT NOT NULL, source TEXT NOT NULL, source_url TEXT NOT NULL,
    lang TEXT NOT NULL, dated INTEGER NOT NULL, published_at INTEGER NOT NULL, seen_at INTEGER NOT NULL"""


@migrations()
def feeds_and_entries(db: Database) -> None:
    """`active`: the feed is in feeds.yaml. `present_at`: when a document last listed the entry."""
    db.execute("""
        CREATE TABLE feeds (
            url TEXT PRIMARY KEY, active INTEGER NOT NULL, next_poll_at INTEGER NOT NULL, polled_at INTEGER,
            etag TEXT, last_modified TEXT, body_hash TEXT, first_read_at INTEGER, last_read_at INTEGER,
            last_entry_at INTEGER, failures INTEGER NOT NULL, failing_since INTEGER, failure TEXT NOT NULL
        ) STRICT""")
    db.execute(f"CREATE TABLE entries ({_ENTRY}, present_at INTEGER NOT NULL, PRIMARY KEY (feed, key)) STRICT")
    db.execute("CREATE INDEX entries_by_arrival ON entries (seen_at)")


@migrations()
def questions_and_developments(db: Database) -> None:
    """Evidence keeps its own copy of the entry, as it stood when it reported the development.

    `evidence.claim` and `question_states.supports` are JSON: nothing is ever looked for in them.
    """
    db.execute("""
        CREATE TABLE questions (
            id TEXT PRIMARY KEY, ask TEXT NOT NULL, watched_since INTEGER NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE developments (
            id TEXT PRIMARY KEY, question TEXT NOT NULL, phase TEXT NOT NULL,
            opened_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX developments_by_question ON developments (question, updated_at)")
    db.execute(f"""
        CREATE TABLE evidence (
            development TEXT NOT NULL, position INTEGER NOT NULL, outlet TEXT NOT NULL, origin TEXT NOT NULL,
            official INTEGER NOT NULL, claim TEXT, {_ENTRY}, PRIMARY KEY (development, position)
        ) STRICT""")
    db.execute("""
        CREATE TABLE transitions (
            id TEXT PRIMARY KEY, question TEXT NOT NULL, development TEXT NOT NULL, kind TEXT NOT NULL,
            at INTEGER NOT NULL, reason TEXT NOT NULL, silence TEXT, answer TEXT NOT NULL, before TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX transitions_by_question ON transitions (question, at)")
    db.execute("CREATE INDEX transitions_by_development ON transitions (development)")
    db.execute("""
        CREATE TABLE question_states (
            question TEXT PRIMARY KEY, phase TEXT NOT NULL, answer TEXT NOT NULL, since INTEGER NOT NULL,
            supports TEXT NOT NULL
        ) STRICT""")


@migrations()
def subscribers_and_outbox(db: Database) -> None:
    """`alerts.fanned_out_to` is the last chat that has its delivery; `done` says that all have.

    `alerts.edition` is when it last had more to tell (0: never), `deliveries.edition` which of these its message tells:
    where that is less, the message is to be edited. `superseded`: once more, and then no more. `written_at` is when the
    message was last sent, edited, or tried to be; `said` the fingerprint of its text.

    `queued_at` is empty while a delivery is gathered; `gathered_by` is the delivery whose message tells it, its own
    where it is the one that gathers.
    """
    db.execute("""
        CREATE TABLE subscribers (
            chat INTEGER PRIMARY KEY, lang TEXT NOT NULL, active INTEGER NOT NULL, reason TEXT NOT NULL,
            since INTEGER NOT NULL, hold_until INTEGER NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE follows (
            question TEXT NOT NULL, chat INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (question, chat)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX follows_by_chat ON follows (chat)")
    db.execute("""
        CREATE TABLE alerts (
            transition TEXT PRIMARY KEY, at INTEGER NOT NULL, cap INTEGER NOT NULL, fanned_out_to INTEGER,
            done INTEGER NOT NULL, edition INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX alerts_by_time ON alerts (at)")
    db.execute("CREATE INDEX alerts_to_fan_out ON alerts (at) WHERE done = 0")
    db.execute("""
        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY, transition TEXT NOT NULL, question TEXT NOT NULL, chat INTEGER NOT NULL,
            state TEXT NOT NULL, due_at INTEGER NOT NULL, queued_at INTEGER, gathered_by INTEGER,
            attempts INTEGER NOT NULL, doubts INTEGER NOT NULL, deaths INTEGER NOT NULL, plain INTEGER NOT NULL,
            detail TEXT NOT NULL, settled_at INTEGER, message_id INTEGER, said TEXT NOT NULL DEFAULT '',
            edition INTEGER NOT NULL DEFAULT 0, superseded INTEGER NOT NULL DEFAULT 0, written_at INTEGER,
            UNIQUE (transition, chat)
        ) STRICT""")
    db.execute(
        "CREATE INDEX deliveries_to_make ON deliveries (chat, id) WHERE state IN ('queued', 'sending', 'in doubt')"
    )
    db.execute("CREATE INDEX deliveries_by_question ON deliveries (chat, question, queued_at)")
    db.execute(
        "CREATE INDEX deliveries_gathered ON deliveries (due_at) WHERE state = 'gathered' AND gathered_by IS NULL"
    )
    db.execute("CREATE INDEX deliveries_to_edit ON deliveries (transition, edition) WHERE state = 'sent'")
    db.execute("CREATE TABLE pulse (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT")


@migrations()
def focus_of_evidence(db: Database) -> None:
    db.execute("ALTER TABLE evidence ADD COLUMN focus TEXT NOT NULL DEFAULT ''")


@migrations()
def rhythms(db: Database) -> None:
    """`hours` are 24 numbers as the machine writes doubles in little-endian order; `demand` 24 levels of a byte."""
    db.execute("""
        CREATE TABLE rhythms (
            feed TEXT PRIMARY KEY, until INTEGER NOT NULL, days REAL NOT NULL, hours BLOB NOT NULL, demand BLOB NOT NULL
        ) STRICT""")


@migrations()
def lines_and_pacing(db: Database) -> None:
    """`deliveries.first`: the first in its chat's line, whose `urgency` is the least of the line.

    `requests` says whom something was sent to of late. What waits is `pending` now, no longer `queued`; a delivery
    without `settled_at` is not over.
    """
    db.execute("ALTER TABLE deliveries ADD COLUMN urgency INTEGER NOT NULL DEFAULT 1")
    db.execute("ALTER TABLE deliveries ADD COLUMN first INTEGER NOT NULL DEFAULT 0")
    db.execute("DROP INDEX deliveries_to_make")
    db.execute("UPDATE deliveries SET state = 'pending' WHERE state = 'queued'")
    waits = "state IN ('pending', 'sending', 'in doubt') AND settled_at IS NULL"
    db.execute(f"CREATE INDEX deliveries_in_line ON deliveries (chat, id) WHERE {waits}")
    db.execute(
        "CREATE INDEX deliveries_ready ON deliveries (urgency, due_at, id)"
        " WHERE first = 1 AND state IN ('pending', 'in doubt') AND settled_at IS NULL"
    )
    db.execute("CREATE INDEX deliveries_parked ON deliveries (chat) WHERE state = 'parked'")
    db.execute("CREATE INDEX deliveries_settled ON deliveries (settled_at) WHERE settled_at IS NOT NULL")
    db.execute(
        f"UPDATE deliveries SET first = 1 WHERE id IN (SELECT min(id) FROM deliveries WHERE {waits} GROUP BY chat)"
    )
    db.execute(
        "UPDATE deliveries SET urgency = 0 WHERE transition IN"
        " (SELECT id FROM transitions WHERE kind IN ('changed', 'confirmed', 'disputed', 'reopened'))"
    )
    db.execute("CREATE TABLE requests (at INTEGER NOT NULL, chat INTEGER NOT NULL) STRICT")
    db.execute("CREATE INDEX requests_by_time ON requests (at)")


@migrations()
def updates_before_work(db: Database) -> None:
    """`chat` is whose turn an update takes; `body` its JSON, until it took effect; `reply` (JSON) until it is settled.

    `fault`: why its handler failed, so that it was set aside; `detail`: what became of its reply.
    """
    db.execute("""
        CREATE TABLE updates (
            update_id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, state TEXT NOT NULL, body TEXT NOT NULL,
            received_at INTEGER NOT NULL, handled_at INTEGER, due_at INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, deaths INTEGER NOT NULL DEFAULT 0,
            reply TEXT NOT NULL DEFAULT '', plain INTEGER NOT NULL DEFAULT 0, fault TEXT NOT NULL DEFAULT '',
            detail TEXT NOT NULL DEFAULT ''
        ) STRICT""")
    db.execute("CREATE INDEX updates_in_turn ON updates (state, chat, update_id)")
    db.execute("CREATE INDEX updates_handled ON updates (handled_at) WHERE handled_at IS NOT NULL")


@migrations()
def topics_of_forums(db: Database) -> None:
    """`topic`: the one of a forum that alerts go to (message_thread_id); NULL is its General topic."""
    db.execute("ALTER TABLE subscribers ADD COLUMN topic INTEGER")


@migrations()
def manners_of_feeds(db: Database) -> None:
    """`causes`, `move` and `hints` are JSON: nothing is ever looked for in them.

    Validators that are there already came from the feed's own address: none were kept across a redirect.
    """
    texts = ("validators_url", "told", "address")
    times = ("answered_at", "document_at", "asked_until", "empty_since")
    for column in (
        *(f"{name} TEXT NOT NULL DEFAULT ''" for name in texts),
        *(f"{name} TEXT NOT NULL DEFAULT '{{}}'" for name in ("causes", "hints")),
        *("stopped TEXT", "move TEXT"),
        *(f"{name} INTEGER" for name in times),
        *(f"{name} INTEGER NOT NULL DEFAULT 0" for name in ("undated", "repeats")),
    ):
        db.execute(f"ALTER TABLE feeds ADD COLUMN {column}")
    db.execute("UPDATE feeds SET validators_url = url, answered_at = last_read_at, document_at = last_read_at")
    db.execute("CREATE TABLE holds (domain TEXT PRIMARY KEY, until INTEGER NOT NULL, at INTEGER NOT NULL) STRICT")


@migrations()
def looking_up_feeds(db: Database) -> None:
    """What is due, and what a feed listed last, are asked at every poll."""
    db.execute("CREATE INDEX feeds_by_turn ON feeds (next_poll_at) WHERE active = 1 AND stopped IS NULL")
    db.execute("CREATE INDEX entries_by_presence ON entries (feed, present_at)")


@migrations()
def suspects(db: Database) -> None:
    """A delivery during which the process died twice is sent alone, so that no other dies with it."""
    db.execute(
        "CREATE INDEX deliveries_suspected ON deliveries (due_at, id) WHERE first = 1"
        " AND state IN ('pending', 'in doubt') AND settled_at IS NULL AND deaths >= 2"
    )


@migrations()
def catch_up_and_resending(db: Database) -> None:
    """`deliveries.resend`: 1 where the message was deleted and is to be sent anew, 2 once that was tried.

    `heard`: when a feed last gave an answer, and until when it was to be left alone. `alerts.late`: it tells what was
    missed while the feed could not be heard. `deliveries.catches_up`: its message tells where things stand, of all that
    points to it.
    """
    db.execute("ALTER TABLE deliveries ADD COLUMN resend INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE deliveries ADD COLUMN catches_up INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX deliveries_late ON deliveries (due_at) WHERE state = 'late'")
    db.execute("ALTER TABLE alerts ADD COLUMN late INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE TABLE heard (feed TEXT PRIMARY KEY, at INTEGER NOT NULL, until INTEGER NOT NULL) STRICT")
    db.execute(
        "INSERT INTO heard (feed, at, until) SELECT url, last_read_at, coalesce(failing_since, next_poll_at)"
        " FROM feeds WHERE last_read_at IS NOT NULL"
    )


@migrations()
def notices_for_admins(db: Database) -> None:
    """`notices.facts` is JSON: nothing is ever looked for in it. Their numbers are never used again.

    `admins.told_to`: the number of the last notice that the admin was told, or 0.
    """
    db.execute("""
        CREATE TABLE notices (
            id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, facts TEXT NOT NULL, at INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX notices_by_time ON notices (at)")
    db.execute("""
        CREATE TABLE admins (
            chat INTEGER PRIMARY KEY, due_at INTEGER NOT NULL, told_to INTEGER NOT NULL DEFAULT 0,
            tries INTEGER NOT NULL DEFAULT 0, unanswered_at INTEGER, plain INTEGER NOT NULL DEFAULT 0,
            unreachable INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
