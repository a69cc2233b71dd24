"""When a feed is polled next, and what its state becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.schedule import (
    LEAST_FLOOR,
    LONGEST_BACK_OFF,
    LONGEST_REQUEST,
    UNREADABLE_BACK_OFF,
    UNVALIDATED_FLOOR,
    URGENT_REQUEST,
    VALIDATORS_TRUSTED,
    Terms,
    known_of,
    reschedule,
)
from bot.model import (
    UNREADABLE,
    USELESS,
    Cause,
    FailureKind,
    FeedState,
    Fetched,
    FetchFailed,
    FetchOutcome,
    Hints,
    Trail,
    Unchanged,
    Validators,
)
from tests.builders import FEED_URL, T0, entry

FLOOR = timedelta(minutes=5)
QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
STATE = FeedState(FEED_URL, next_poll_at=T0)
VALIDATORS = Validators('W/"1-gz"', "Thu, 08 Jan 2026 12:00:00 GMT", FEED_URL)


def after(
    outcome: FetchOutcome,
    state: FeedState = STATE,
    *,
    own: timedelta = QUARTER,
    floor: timedelta = FLOOR,
    jitter: float = 0.0,
    now: datetime = T0,
    offline: bool = False,
) -> FeedState:
    return reschedule(state, outcome, Terms(own, floor, jitter, offline), now)


def fetched(not_before: timedelta | None = None, hints: Hints | None = None, trail: Trail | None = None) -> Fetched:
    found = Fetched(FEED_URL, VALIDATORS, "hash", (entry(),), (), not_before, hints or Hints())
    return replace(found, trail=trail or Trail())


def not_modified(not_before: timedelta | None = None) -> Unchanged:
    return Unchanged(FEED_URL, VALIDATORS, not_before, revalidated=True)


def failed(kind: FailureKind = FailureKind.TIMEOUT, retry_after: timedelta | None = None) -> FetchFailed:
    return FetchFailed(FEED_URL, kind, "no answer within 30 s", retry_after)


def wait(state: FeedState, now: datetime = T0) -> timedelta:
    return state.next_poll_at - now


def waits(count: int, outcome: FetchOutcome, *, jitter: float = 0.0) -> list[timedelta]:
    """Those after so many of the same outcome in a row."""
    state, found = STATE, []
    for _ in range(count):
        state = after(outcome, state, jitter=jitter)
        found.append(wait(state))
    return found


def test_a_read_feed_is_polled_again_after_its_own_interval() -> None:
    assert wait(after(fetched())) == QUARTER


def test_what_a_read_gave_is_kept_as_given() -> None:
    state = after(fetched(hints=Hints(HOUR)))
    assert (state.validators, state.body_hash, state.first_read_at) == (VALIDATORS, "hash", T0)
    assert (state.answered_at, state.document_at, state.hints) == (T0, T0, Hints(HOUR))


# ------------------------------------------------------------------ conditional requests


@pytest.mark.parametrize("document", [fetched(), Unchanged(FEED_URL, VALIDATORS)])
def test_rule_3_each_document_replaces_or_clears_what_the_next_poll_sends(document: Fetched | Unchanged) -> None:
    """Rule 3: also one with the bytes of the last, which a server may have written anew."""
    old = replace(STATE, validators=Validators('"old"', None, FEED_URL))
    assert after(document, old).validators == VALIDATORS
    assert after(replace(document, validators=Validators()), old).validators == Validators()


def test_rule_7_validators_are_left_out_after_eight_days_of_304s() -> None:
    """Rule 7: some servers answer 304 for ever; a whole document now and then finds them out."""
    state = after(fetched())
    for day in range(1, 8):
        state = after(not_modified(), state, now=T0 + timedelta(days=day))
    assert known_of(state, T0 + timedelta(days=7)) == (VALIDATORS, "hash")
    due = T0 + VALIDATORS_TRUSTED
    assert known_of(state, due) == (Validators(), "hash")
    state = after(Unchanged(FEED_URL, VALIDATORS), state, now=due)
    assert known_of(state, due + HOUR) == (VALIDATORS, "hash"), "the document was the same: trust begins anew"


def test_rule_9_unchanged_documents_without_validators_are_asked_for_less_often() -> None:
    """Rule 9: each poll costs such a server a whole document; news brings the usual interval back."""
    state = STATE
    for expected in (QUARTER, QUARTER, UNVALIDATED_FLOOR, UNVALIDATED_FLOOR):
        state = after(Unchanged(FEED_URL, Validators()), state)
        assert wait(state) == expected
    assert wait(after(fetched(), state)) == QUARTER
    assert wait(after(not_modified(), state)) == QUARTER


# ------------------------------------------------------------------ what is asked for


@pytest.mark.parametrize("outcome", [fetched(HOUR), not_modified(HOUR)])
def test_rule_10_a_server_may_ask_for_longer(outcome: FetchOutcome) -> None:
    """Rule 10: Cache-Control and Expires are times before which nobody need come."""
    state = after(outcome)
    assert (wait(state), state.asked_until) == (HOUR, T0 + HOUR)
    assert after(fetched(), state).asked_until is None


def test_rule_10_but_not_for_longer_than_a_day() -> None:
    """Rule 10: more is a mistake."""
    assert wait(after(fetched(timedelta(days=365)))) == LONGEST_REQUEST


def test_rule_10_nor_for_longer_than_four_hours_where_an_admin_is_in_a_hurry() -> None:
    """Rule 10: for a feed whose interval feeds.yaml sets; a Retry-After is obeyed all the same."""
    urgent = Terms(QUARTER, FLOOR, urgent=True)
    assert wait(reschedule(STATE, fetched(timedelta(days=1)), urgent, T0)) == URGENT_REQUEST
    throttled = failed(FailureKind.THROTTLED, timedelta(hours=20))
    assert wait(reschedule(STATE, throttled, urgent, T0)) == timedelta(hours=20)


def test_rule_11_what_a_document_asks_for_holds_until_the_next_one() -> None:
    """Rule 11: ttl and sy:updatePeriod are lower bounds under the same cap, also after a 304."""
    state = after(fetched(hints=Hints(HOUR)))
    assert wait(state) == HOUR
    assert wait(after(not_modified(), state)) == HOUR
    assert wait(after(fetched(), state)) == QUARTER
    assert wait(after(fetched(hints=Hints(timedelta(days=30))))) == LONGEST_REQUEST


@pytest.mark.parametrize(
    ("server", "document", "longest"),
    [(HOUR, 2 * HOUR, 2 * HOUR), (2 * HOUR, HOUR, 2 * HOUR), (HOUR, None, HOUR), (None, HOUR, HOUR)],
)
def test_the_longest_wait_counts(server: timedelta | None, document: timedelta | None, longest: timedelta) -> None:
    assert wait(after(fetched(server, Hints(document)))) == longest


@pytest.mark.parametrize(
    ("hints", "then"),
    [
        (Hints(skip_hours=frozenset({12})), datetime(2026, 1, 8, 13, 0, tzinfo=UTC)),
        (Hints(skip_hours=frozenset({12, 13, 14})), datetime(2026, 1, 8, 15, 0, tzinfo=UTC)),
        (Hints(skip_days=frozenset({3})), datetime(2026, 1, 9, 0, 0, tzinfo=UTC)),
        (Hints(skip_hours=frozenset({0}), skip_days=frozenset({3})), datetime(2026, 1, 9, 1, 0, tzinfo=UTC)),
        (Hints(skip_hours=frozenset({11, 14})), T0 + QUARTER),
        (Hints(skip_days=frozenset(range(6))), datetime(2026, 1, 9, 12, 0, tzinfo=UTC)),
    ],
)
def test_rule_11_skipped_hours_and_days_are_skipped(hints: Hints, then: datetime) -> None:
    """Rule 11: in GMT, and never for longer than a day. T0 is a Thursday at noon."""
    assert after(fetched(hints=hints)).next_poll_at == then


# ------------------------------------------------------------------ spread and floor


@given(st.floats(-1, 1))
def test_rule_13_an_interval_is_moved_by_up_to_a_tenth(jitter: float) -> None:
    """Rule 13: or all feeds of a round would be asked in one second for ever."""
    moved = wait(after(fetched(), jitter=jitter)) / QUARTER
    assert 0.9 <= moved <= 1.1
    assert abs(moved - 1 - jitter / 10) < 1e-6


def test_rule_14_no_feed_is_polled_below_the_floor() -> None:
    """Rule 14: nor below a minute, whatever the floor is set to; only servers of our own may be asked more often."""
    second, low = timedelta(seconds=1), timedelta(seconds=20)
    assert wait(after(fetched(), own=second)) == FLOOR
    assert wait(after(fetched(), own=second, floor=low)) == LEAST_FLOOR
    assert wait(after(not_modified(), own=second, floor=low)) == LEAST_FLOOR
    assert wait(after(failed(), own=second, floor=low)) == LEAST_FLOOR
    assert wait(after(fetched(trail=Trail(own_net=True)), own=second, floor=low)) == low


OUTCOMES = [fetched(), not_modified(), failed(), failed(FailureKind.GONE), failed(FailureKind.PARSER)]


@given(st.floats(-1, 1), st.integers(0, 10**6), st.sampled_from(OUTCOMES))
def test_rule_14_the_next_poll_is_never_below_the_floor_whatever_happens(
    jitter: float, failures: int, outcome: FetchOutcome
) -> None:
    """Rule 14: nor does any number of failures take it beyond what a time can hold."""
    kind = outcome.kind if isinstance(outcome, FetchFailed) else FailureKind.TIMEOUT
    state = replace(STATE, failures=failures, causes={kind: Cause(failures, T0)})
    assert FLOOR <= wait(after(outcome, state, jitter=jitter)) <= LONGEST_BACK_OFF


# ------------------------------------------------------------------ failures


def test_rule_16_retry_after_is_obeyed_in_full() -> None:
    """Rule 16: up to a day; and zero is a value, which leaves the feed's own interval."""
    assert wait(after(failed(FailureKind.THROTTLED, timedelta(hours=20)))) == timedelta(hours=20)
    assert wait(after(failed(FailureKind.THROTTLED, timedelta(days=365)))) == LONGEST_REQUEST
    assert wait(after(failed(FailureKind.THROTTLED, timedelta(0)))) == QUARTER


def test_rule_19_failures_in_a_row_double_the_back_off_up_to_a_day() -> None:
    """Rule 19: with the draw in the middle, half of the interval times 2 to the power of the failures."""
    found = waits(12, failed())
    assert found[:4] == [QUARTER, QUARTER * 2, QUARTER * 4, QUARTER * 8]
    assert found[-1] == LONGEST_BACK_OFF / 2


@given(st.integers(1, 30), st.floats(-1, 1))
def test_rule_19_the_back_off_is_fully_jittered(count: int, jitter: float) -> None:
    """Rule 19: anywhere from the usual interval to the whole back-off, so that feeds which fell together part."""
    usual = QUARTER * (1 + jitter / 10)
    most = min(QUARTER * 2**count, LONGEST_BACK_OFF)
    assert waits(count, failed(), jitter=jitter)[-1] == max(usual, most * ((1 + jitter) / 2))


@pytest.mark.parametrize("outcome", [fetched(), Unchanged(FEED_URL, VALIDATORS), not_modified()])
def test_rule_19_any_200_or_304_ends_the_failing(outcome: FetchOutcome) -> None:
    """Rule 19."""
    state = after(outcome, after(failed(), after(failed())))
    assert (state.failures, state.failing_since, state.failure, state.causes) == (0, None, "", {})
    assert wait(state) == QUARTER


def test_a_failure_keeps_what_the_last_read_gave_and_since_when_it_fails() -> None:
    read = after(fetched())
    twice = after(failed(), after(failed(), read), now=T0 + QUARTER)
    assert (twice.validators, twice.first_read_at, twice.answered_at) == (read.validators, T0, T0)
    assert (twice.failures, twice.failing_since) == (2, T0)
    assert twice.failure == "timeout: no answer within 30 s"


def test_rule_23_a_document_that_cannot_be_read_is_no_reason_to_stay_away() -> None:
    """Rule 23: the server is well; what it sends may be mended any minute."""
    found = waits(5, failed(FailureKind.NOT_A_FEED))
    assert found == [QUARTER, QUARTER * 2, UNREADABLE_BACK_OFF, UNREADABLE_BACK_OFF, UNREADABLE_BACK_OFF]


@pytest.mark.parametrize("kind", sorted(UNREADABLE))
def test_rule_23_it_counts_apart_and_ends_a_back_off(kind: FailureKind) -> None:
    """Rule 23: a server that answers at all is no longer one that is down."""
    state = STATE
    for _ in range(9):
        state = after(failed(), state)
    state = after(failed(kind), state)
    assert {cause: count.count for cause, count in state.causes.items()} == {kind: 1}
    assert wait(state) == QUARTER
    state = after(failed(), state)
    assert state.causes.keys() == {kind, FailureKind.TIMEOUT}
    assert (wait(state), state.failures) == (QUARTER, 11)


@pytest.mark.parametrize("kind", sorted(USELESS))
def test_rule_8_a_document_of_no_use_is_not_read_again_while_it_stays_the_same(kind: FailureKind) -> None:
    """Rule 8: it is still of none, which a 304 and the same bytes only repeat; a timeout between changes nothing."""
    useless = replace(failed(kind), validators=VALIDATORS, body_hash="bad")
    state = after(useless)
    assert known_of(state, T0) == (VALIDATORS, "bad")
    for outcome in (not_modified(), failed(), Unchanged(FEED_URL, VALIDATORS)):
        state = after(outcome, state)
    assert (state.causes[kind].count, state.failures, state.answered_at) == (3, 4, None)
    assert known_of(state, T0) == (VALIDATORS, "bad")
    assert after(fetched(), state).failures == 0


def test_rule_8_but_each_eighth_try_reads_it_again() -> None:
    """Rule 8: the fault may have been our parser's, which a new version mends."""
    state = after(replace(failed(FailureKind.PARSER), body_hash="bad"))
    for _ in range(6):
        assert known_of(state, T0)[1] == "bad"
        state = after(Unchanged(FEED_URL, Validators()), state)
    assert known_of(state, T0) == (Validators(), None)


@pytest.mark.parametrize("kind", [FailureKind.UNREACHABLE, FailureKind.TIMEOUT, FailureKind.TLS])
def test_while_our_own_network_is_down_no_feed_is_blamed(kind: FailureKind) -> None:
    """Only the next poll moves, by the usual interval: no back-off grows."""
    state = after(failed(kind), STATE, offline=True)
    assert state == replace(STATE, next_poll_at=T0 + QUARTER)


def test_what_did_answer_counts_all_the_same() -> None:
    assert after(failed(FailureKind.HTTP_STATUS), offline=True).failures == 1


# ------------------------------------------------------------------ health


def test_a_document_without_entries_is_noted_since_when() -> None:
    empty = Fetched(FEED_URL, VALIDATORS, "hash", (), ())
    state = after(empty, after(empty), now=T0 + HOUR)
    assert state.empty_since == T0
    assert after(not_modified(), state).empty_since == T0
    assert after(fetched(), state).empty_since is None


def test_a_document_whose_entries_all_lack_a_date_is_noted() -> None:
    undated = replace(fetched(), undated=1)
    assert after(undated).undated
    assert not after(replace(undated, entries=(entry("a"), entry("b")))).undated
    assert not after(Fetched(FEED_URL, VALIDATORS, "hash", (), ())).undated
