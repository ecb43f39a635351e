"""Gate G9: what stands between the test and the talk with the family."""

from collections.abc import Iterable, Iterator

from deliberate.sessions.entries.state import Entry
from deliberate.sessions.refusals import Need, Params
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.state import Seat
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Condition

from .commands import PASSED
from .owed import Standing, second_wanted, signed, standing


def conditions_tested(session: Session) -> tuple[Need, ...]:
    """G9: every condition agreed to in its present wording, by two testers where that takes
    two, and the whole signed."""
    return tuple(_needs(session))


def _needs(session: Session) -> Iterator[Need]:
    testers = session.roster.expected(Role.REVIEWER)
    if second_wanted(session) and len(testers) < 2:
        yield Need("second_tester_missing", gate="G9")
    for number, (entry, _) in enumerate(session.entries.of(Condition), start=1):
        found = standing(session, entry)
        if found in {Standing.UNTESTED, Standing.RETURNED}:
            untested = found is Standing.UNTESTED
            told: tuple[Params, str] = {"number": number}, entry.id
            yield Need("condition_untested" if untested else "condition_returned", *told, gate="G9")
        elif found is Standing.SECOND_TEST and (names := _untold(session, entry, testers)):
            asked: Params = {"number": number, "name": names}
            yield Need("condition_second_test", asked, entry.id, gate="G9")
    if not session.testing.signatures:
        yield Need("test_unsigned", gate="G9")
    elif not signed(session):
        unsigned = {s.by for s in session.testing.signatures}
        names = _names(s for s in testers if s.id not in unsigned)
        yield Need("second_signature_missing", {"name": names}, gate="G9")


def _untold(session: Session, entry: Entry, testers: tuple[Seat, ...]) -> str:
    """Who has not yet said anything of this wording; else who has not agreed to it."""
    told = session.testing.of(entry.id, len(entry.versions))
    said, agreed = {t.by for t in told}, {t.by for t in told if t.verdict in PASSED}
    unsaid = _names(seat for seat in testers if seat.id not in said)
    return unsaid or _names(seat for seat in testers if seat.id not in agreed)


def _names(seats: Iterable[Seat]) -> str:
    return ", ".join(seat.name for seat in seats)
