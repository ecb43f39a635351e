"""What stands in the open in a database or a backup, without any key, of who judges blind."""

from sqlalchemy import select

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.forms import TAPS, Answer
from deliberate.sessions.ids import IDEAS, PROCESS, ROUND_1, EntryId, SeatId, question
from deliberate.sessions.rounds.commands import Abstain, GiveAnswers, SealRound
from deliberate.sessions.rounds.forms import PROCESS_ITEMS
from deliberate.sessions.seating.commands import AdmitSeat, Invite
from deliberate.store.database import reading
from deliberate.store.tables import events
from tests.security.worlds import looking_back, silent

MINUTE = 60_000


def rows(room, after=0):
    """What anybody reads of each event: its type, who, and when."""
    wanted = select(events.c.type, events.c.actor_seat, events.c.at)
    with reading(room.house.engine) as conn:
        found = conn.execute(wanted.where(events.c.seq > after).order_by(events.c.seq))
        return [tuple(row) for row in found.all()]


def happened(room, *wanted):
    after = len(rows(room))
    for command, seat, key in wanted:
        room.chance.at += 1234
        room.must(command, seat, key)
    return rows(room, after)


def unnamed(found):
    return all(who == "" and at % MINUTE == 0 for _, who, at in found)


def test_no_header_says_whose_answers_stand_before_it_or_who_abstained(room_at):
    """Else the number of answers per seat could be read, which tells how many had a level."""
    room = room_at("blind_1")
    first, second, *_ = room.cast.raters
    given = [
        (move.command, move.seat, move.key)
        for move in room.script("blind_1")
        if move.seat == first and isinstance(move.command, GiveAnswers | SealRound)
    ]
    left = (Abstain(round=ROUND_1, reason="ken het gezin"), second, "abstains")
    found = happened(room, *given, left)
    assert [name for name, *_ in found][-2:] == ["rounds.SeatSealed", "rounds.SeatAbstained"]
    assert unnamed(found)


def test_no_header_says_who_rated_late(room_at):
    room = room_at("discuss")
    room.must(
        Invite(
            name="Nora",
            discipline="jeugdarts",
            organisation="GGD",
            roles=frozenset({"rater"}),
            sharing="by_name",
            ground="toestemming",
        ),
        MODERATOR,
        "late",
    )
    room.must(AdmitSeat(seat=SeatId("late"), device="nora"), MODERATOR, "in")
    left = (Abstain(round="late-late", reason="geen tijd"), SeatId("late"), "abstains")
    found = happened(room, left)
    assert [name for name, *_ in found] == ["rounds.SeatAbstained", "rounds.RoundClosed"]
    assert unnamed(found)


def test_how_much_somebody_wrote_in_silence_or_tapped_is_no_number_of_rows(room_at):
    """One idea or three, one tap or four, first or changed: as many envelopes each time."""
    idea = question("idea", EntryId("1"))
    ideas = {question("idea", EntryId(n)): Answer(reason=f"idee {n}") for n in "123"}
    one, all_ = (GiveAnswers(round=IDEAS, answers=a) for a in ({idea: ideas[idea]}, ideas))
    room = silent(room_at("options"))
    first, second, *_ = room.cast.raters
    sealed = ["rounds.AnswerSealed"] * 3
    assert types(room, (one, first, "one")) == [*sealed, "rounds.SeatSealed"]
    assert types(room, (all_, second, "three")) == [*sealed, "rounds.SeatSealed"]
    assert types(room, (one, second, "again")) == sealed
    room = looking_back(room_at("decide"))
    taps = {question(item): Answer(pick=TAPS[0]) for item in PROCESS_ITEMS}
    few = dict([*taps.items()][:1])
    for number, said in enumerate((few, taps)):
        asked = GiveAnswers(round=PROCESS, answers=said)
        found = types(room, (asked, room.cast.raters[number], f"taps-{number}"))
        assert found == [*["rounds.AnswerSealed"] * 4, "rounds.SeatSealed"]


def types(room, *wanted):
    return [name for name, *_ in happened(room, *wanted)]
