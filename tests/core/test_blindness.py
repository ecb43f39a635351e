"""Two worlds in the core: what others answer blind changes no byte of anybody's view."""

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate import records
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import Advance, ExplainWarning
from deliberate.sessions.forms import Answer, Shift
from deliberate.sessions.ids import (
    AGREEMENT,
    BLIND_1,
    CLOSED,
    IDEAS,
    OPTIONS,
    PREPARE,
    ROUND_1,
    ROUND_2,
    EntryId,
    SeatId,
    SessionId,
    question,
)
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    CloseRound,
    GiveAnswers,
    OpenPrework,
    SealRound,
    VoidRound,
)
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.seating.commands import AdmitSeat, GiveRole, MarkAbsent
from deliberate.sessions.visibility import Sees
from deliberate.store import codec
from tests.core.anything import any_answer, tries
from tests.core.moments import STAGES, at, script, twin
from tests.core.play import ROOM, Table

pytestmark = pytest.mark.untraced

RATERS = tuple(at("prepare").cast.raters)
FILE = SeatId("file")
OTHERS = (MODERATOR, ROOM, RECORDER, FILE)
ROUNDS = {"blind_1": ROUND_1, "blind_2": ROUND_2}
SEEDS = st.integers(0, 2**32)


def seen(table: Table, viewer: SeatId) -> bytes:
    """Every byte that a viewer could be shown, in the order in which a template meets them."""
    view = table.file() if viewer == FILE else table.look(viewer, also=Sees.PROTECTION)
    return json.dumps(codec.plain(view), ensure_ascii=False).encode()


def answers(table: Table, round_id, random: Random):
    this = table.session.rounds[round_id]
    return {q.id: any_answer(q, random) for q in FORMS[this.spec](table.session).questions}


def give(table: Table, seat, round_id, random: Random, times=1):
    """A seat's answers, replaced a few times over; the clock does not notice."""
    clock = table.clock
    for _ in range(times):
        given = answers(table, round_id, random)
        must_be_first = {q: a for q, a in given.items() if a.direction}
        table.must(GiveAnswers(round=round_id, answers=must_be_first), seat)
        table.must(GiveAnswers(round=round_id, answers=given), seat)
    table.clock = clock


def both(worlds, command, seat, key="k"):
    """The same command in both worlds; even what is refused is refused alike."""
    first, second = (table.ask(command, seat, key) for table in worlds)
    refused = isinstance(first, Refusal), isinstance(second, Refusal)
    assert refused[0] == refused[1]
    if refused[0]:
        assert first == second


def alike(worlds, viewer):
    first, second = worlds
    assert seen(first, viewer) == seen(second, viewer)


def rate_apart(worlds, round_id, viewer, seeds):
    """All raters rate; only the viewer answers the same in both worlds."""
    for seat in RATERS:
        for number, table in enumerate(worlds):
            seed = "same" if seat == viewer else seeds[number]
            times = 1 if seat == viewer else 1 + number
            give(table, seat, round_id, Random(f"{seed}/{seat}"), times)
        stage = worlds[0].session.progress.stage
        if stage != PREPARE:
            both(worlds, Advance(expected=stage), MODERATOR)
        both(worlds, SealRound(round=round_id), seat)
        alike(worlds, viewer)
        if seat != viewer:
            give(worlds[1], seat, round_id, Random(f"{seeds[1]}/{seat}/again"))
            alike(worlds, viewer)


@pytest.mark.parametrize("stage", ["blind_1", "blind_2"])
@tries(12)
@given(viewer=st.sampled_from([*OTHERS, *RATERS]), seeds=st.tuples(SEEDS, SEEDS))
def test_what_others_answer_changes_no_byte_before_the_reveal(stage, viewer, seeds):
    """Requirement 1: values, taps, texts, replaced answers; refusals of the moderator too."""
    worlds = at(stage), at(stage)
    rate_apart(worlds, ROUNDS[stage], viewer, seeds)


def in_prework(*more):
    """A table in which everybody has come in by a personal link and round 1 is open early."""
    table = Table("V1")
    for move in script(table, "prepare")[:-1]:
        table.play(move)
    for seat in (*RATERS, RECORDER):
        table.seat(seat)
    for command in (*more, OpenPrework()):
        table.must(command, MODERATOR)
    return table


@tries(8)
@given(viewer=st.sampled_from([*OTHERS, *RATERS]), seeds=st.tuples(SEEDS, SEEDS))
def test_prework_shows_nothing_until_the_reveal(viewer, seeds):
    """Requirement 1, from the first personal link to the moment that seals are lifted."""
    before = in_prework()
    worlds = before, twin(before)
    rate_apart(worlds, ROUND_1, viewer, seeds)
    both(worlds, Advance(expected=before.session.progress.stage), MODERATOR)
    alike(worlds, viewer)
    for stage in ("open", "facts"):
        for move in script(before, stage):
            both(worlds, move.command, move.seat, move.key)
            alike(worlds, viewer)
    assert before.session.progress.stage == BLIND_1


@tries(6)
@given(seeds=st.tuples(SEEDS, SEEDS))
def test_a_moderator_who_rates_learns_no_more_from_it(seeds):
    """Knowing one answer more than the others must not give away theirs."""
    rates = GiveRole(seat=MODERATOR, roles=frozenset({Role.MODERATOR, Role.RATER}))
    before = in_prework(rates)
    give(before, MODERATOR, ROUND_1, Random("same"))
    before.must(SealRound(round=ROUND_1), MODERATOR)
    worlds = before, twin(before)
    rate_apart(worlds, ROUND_1, MODERATOR, seeds)


@tries(6)
@given(viewer=st.sampled_from([*OTHERS, *RATERS]), seeds=st.tuples(SEEDS, SEEDS))
def test_a_round_thrown_away_stays_shut_for_ever(viewer, seeds):
    worlds = at("blind_1"), at("blind_1")
    rate_apart(worlds, ROUND_1, viewer, seeds)
    both(worlds, VoidRound(round=ROUND_1, reason="verkeerde vraag"), MODERATOR)
    for table in worlds:
        table.answers.clear()
    alike(worlds, viewer)
    for stage in STAGES[STAGES.index("blind_1") :]:
        for move in script(worlds[0], stage):
            for table in worlds:
                table.play(move)
        alike(worlds, viewer)


LATE = RATERS[-1]
ALIKE = "nobody_who_often_differs"


def with_late_rater():
    """A table at the discussion, which somebody joins who has not rated yet."""
    table = at("open")
    for stage in ("open", "facts", "blind_1", "reveal"):
        for move in script(table, stage):
            if move.command == AdmitSeat(seat=LATE):
                table.must(MarkAbsent(seat=LATE, reason="file"), MODERATOR)
                table.must(ExplainWarning(warning=ALIKE, reason="komt later"), MODERATOR)
            elif move.seat != LATE:
                table.play(move)
    table.must(AdmitSeat(seat=LATE, device="late"), MODERATOR)
    return table


@tries(4)
@given(viewer=st.sampled_from([*OTHERS, *RATERS[:3]]), seeds=st.tuples(SEEDS, SEEDS))
def test_a_late_rating_is_never_shown(viewer, seeds):
    """Not in a picture, not in the record: it counts as one late rating and no more."""
    worlds = with_late_rater(), with_late_rater()
    for table, seed in zip(worlds, seeds, strict=True):
        give(table, LATE, late_round(LATE), Random(seed))
    alike(worlds, viewer)
    both(worlds, SealRound(round=late_round(LATE)), LATE)
    alike(worlds, viewer)
    for stage in STAGES[STAGES.index("discuss") :]:
        for move in script(worlds[0], stage):
            for table in worlds:
                table.play(move)
        alike(worlds, viewer)
    assert worlds[0].session.progress.stage == CLOSED


WRITERS = (*RATERS, RECORDER)


def in_silence():
    """Two tables at which everybody has just begun to write."""
    table = at("options")
    for move in script(table, "options")[:2]:
        table.play(move)
    return table, twin(table)


def thought(random: Random):
    """One to three ideas, of any length, some of them taken back."""
    texts = [("x" * random.randint(1, 300), "y" * random.randint(0, 50)) for _ in range(3)]
    said = [Answer(reason=text, con=con) for text, con in texts]
    said[random.randint(0, 2)] = Answer()
    return {question("idea", EntryId(str(n))): answer for n, answer in enumerate(said, start=1)}


@tries(8)
@given(viewer=st.sampled_from([*OTHERS, *WRITERS]), seeds=st.tuples(SEEDS, SEEDS))
def test_what_others_write_in_silence_changes_no_byte_until_the_round_is_closed(viewer, seeds):
    """Whatever it is, however long and however often: all that shows is that a seat is done."""
    worlds = in_silence()
    alike(worlds, viewer)
    for seat in WRITERS:
        for number, (table, seed) in enumerate(zip(worlds, seeds, strict=True)):
            random = Random("same" if seat == viewer else f"{seed}/{seat}")
            clock, again = table.clock, number if seat != viewer else 0
            for _ in range(1 + again):
                table.must(GiveAnswers(round=IDEAS, answers=thought(random)), seat)
            table.clock = clock
        alike(worlds, viewer)
        both(worlds, Advance(expected=OPTIONS), MODERATOR)
    shown = [json.loads(seen(table, MODERATOR))["done"]["sealed"] for table in worlds]
    assert shown == [len(WRITERS)] * 2


def explained(move):
    """The same answers, each with a reason in case the swap makes it a shift."""
    if not isinstance(move.command, GiveAnswers) or move.command.round != ROUND_2:
        return move
    given = move.command.answers.items()
    said = {q: replace(a, shift=Shift.NEW_FACT) if a.direction or a.level else a for q, a in given}
    return replace(move, command=replace(move.command, answers=said))


SHIFTS = {"why_shifted", "reasons", "shifts", "shift_reasons", "moved", "went_along"}
"""What depends on who answered what in both rounds, and so on a swap in one of them alone."""


def without_shifts(value):
    if isinstance(value, dict):
        return {k: without_shifts(part) for k, part in value.items() if k not in SHIFTS}
    return [without_shifts(part) for part in value] if isinstance(value, list) else value


def same(value):
    return value


PAIRS = st.lists(st.sampled_from(RATERS), min_size=2, max_size=2, unique=True)
SWAPS = [("blind_1",), ("blind_2",), ("options",), ("blind_1", "options", "blind_2")]


@tries(8)
@given(pair=PAIRS, stages=st.sampled_from(SWAPS))
def test_two_raters_who_swap_answers_change_nothing_for_everybody_else(pair, stages):
    """Also after the reveal, and in the record: it matters what was answered, not by whom."""
    worlds = at("blind_1"), at("blind_1")
    others = [seat for seat in (*OTHERS, *RATERS) if seat not in pair]
    told = without_shifts if ("blind_1" in stages) != ("blind_2" in stages) else same
    for stage in STAGES[STAGES.index("blind_1") :]:
        for number, table in enumerate(worlds):
            other = dict(zip(pair, reversed(pair), strict=True)) if number else {}
            for move in map(explained, script(table, stage)):
                rates = stage in stages and isinstance(move.command, GiveAnswers | SealRound)
                seat = other.get(move.seat, move.seat) if rates else move.seat
                table.play(replace(move, seat=seat))
        for viewer in others:
            first, second = (told(json.loads(seen(table, viewer))) for table in worlds)
            assert first == second
    made = (records.build(t.file(), SessionId("s"), "head", "nl") for t in worlds)
    first, second = (told(json.loads(records.canonical(record))) for record in made)
    assert first == second


@tries(4)
@given(pair=PAIRS)
def test_two_who_swap_whether_they_agree_change_nothing_for_everybody_else(pair):
    """Not while the question is open, and not when it has been counted."""
    worlds = at("decide"), at("decide")
    other = dict(zip(pair, reversed(pair), strict=True))
    others = [seat for seat in (*OTHERS, *RATERS) if seat not in pair]
    for move in script(worlds[0], "decide"):
        for number, table in enumerate(worlds):
            asked = isinstance(move.command, GiveAnswers) and number
            seat = other.get(move.seat, move.seat) if asked else move.seat
            table.play(replace(move, seat=seat))
        if isinstance(move.command, CloseRound):
            for viewer in others:
                alike(worlds, viewer)


@tries(6)
@given(viewer=st.sampled_from([*OTHERS, *RATERS]), seeds=st.tuples(SEEDS, SEEDS))
def test_who_agrees_reaches_nobody(viewer, seeds):
    """The private question of the decision: one tap, counted when it is closed and never shown."""
    worlds = at("decide"), at("decide")
    for move in script(worlds[0], "decide"):
        for table, seed in zip(worlds, seeds, strict=True):
            if isinstance(move.command, GiveAnswers) and move.seat != viewer:
                said = answers(table, AGREEMENT, Random(f"{seed}/{move.seat}"))
                table.must(GiveAnswers(round=AGREEMENT, answers=said), move.seat)
            else:
                table.play(move)
        if isinstance(move.command, CloseRound):
            break
        alike(worlds, viewer)


def test_nobody_but_the_system_reveals():
    for stage in KINDS["consultation"].stages:
        for role, commands in stage.accepts.items():
            assert role is Role.SYSTEM or "RevealRound" not in {c.__name__ for c in commands}
