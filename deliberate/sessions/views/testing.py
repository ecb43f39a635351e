"""The test as this viewer may see it: every wording with what was said of it, and who signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from deliberate.sessions.entries.state import Entry
from deliberate.sessions.ids import EntryId, PartyId, SeatId
from deliberate.sessions.state import Session
from deliberate.sessions.testing.events import (
    ConditionTested,
    SignatureCancelled,
    TestSigned,
)
from deliberate.sessions.testing.owed import (
    Standing,
    others,
    returned_before,
    second_wanted,
    standing,
    testers_wanted,
)
from deliberate.sessions.testing.process import Finding
from deliberate.sessions.windows import Condition, Person

from .challenge import name_of
from .look import Look


@dataclass(frozen=True, slots=True)
class TestView:
    """One tester's word on one wording, with the name that goes with it."""

    __test__ = False

    said: ConditionTested
    name: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a condition, by whom it was written down, and its tests."""

    version: int
    content: Condition
    wrote: str
    tests: tuple[TestView, ...]


@dataclass(frozen=True, slots=True)
class TestRow:
    """A condition with its wordings, the present one last; earlier ones only if they were tested.

    `changed` says that an earlier wording was sent back; `mine` is the viewer's own test of the
    present wording. `withdrawn` is why it was taken off the list, and empty where it was not.
    """

    __test__ = False

    entry: EntryId
    number: int
    standing: Standing
    changed: bool
    mine: ConditionTested | None
    wordings: tuple[Wording, ...]
    withdrawn: str = ""
    shielded_for: tuple[str, ...] = ()
    shield_reason: str = ""

    @property
    def current(self) -> bool:
        """Whether nothing is asked of it any more."""
        return self.standing is Standing.PASSED

    @property
    def tests(self) -> tuple[ConditionTested, ...]:
        return tuple(test.said for wording in self.wordings for test in wording.tests)


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A name under the test."""

    said: TestSigned
    name: str
    mine: bool


@dataclass(frozen=True, slots=True)
class LapsedView:
    """Signatures that no longer hold, why, and who changed what lay under them."""

    names: tuple[str, ...]
    ended: SignatureCancelled
    by: str


@dataclass(frozen=True, slots=True)
class TestingView:
    """Every condition with its tests, those taken off the list, the process, and who signed.

    `others` are the testers beside the viewer; `wanted` is how many have to test and sign.
    """

    __test__ = False

    rows: tuple[TestRow, ...]
    taken_off: tuple[TestRow, ...]
    findings: tuple[Finding, ...]
    signatures: tuple[SignatureView, ...]
    lapsed: tuple[LapsedView, ...]
    wanted: int
    second_wanted: bool
    others: tuple[str, ...]

    @property
    def signed(self) -> TestSigned | None:
        """The last signature, once there are as many as are wanted."""
        enough = len(self.signatures) >= self.wanted
        return self.signatures[-1].said if enough else None


def testing_view(session: Session, look: Look) -> TestingView:
    testing, me = session.testing, look.viewer.seat
    live = (entry for entry, _ in session.entries.of(Condition))
    gone = (e for e in session.entries.by_id.values() if e.withdrawn is not None)
    return TestingView(
        rows=tuple(_row(session, entry, n, me) for n, entry in enumerate(live, start=1)),
        taken_off=tuple(_row(session, entry, 0, me) for entry in gone if entry.id in testing.tests),
        findings=look.findings,
        signatures=tuple(
            SignatureView(s, name_of(session, s.by), s.by == me) for s in testing.signatures
        ),
        lapsed=tuple(
            LapsedView(
                tuple(name_of(session, s.by) for s in lapsed.signatures),
                lapsed.ended,
                name_of(session, lapsed.ended.by),
            )
            for lapsed in testing.lapsed
        ),
        wanted=testers_wanted(session),
        second_wanted=second_wanted(session),
        others=others(session, me),
    )


def _party(session: Session, party: PartyId) -> str:
    known = session.entries.by_id.get(EntryId(party))
    return known.content.name if known and isinstance(known.content, Person) else ""


def _row(session: Session, entry: Entry, number: int, me: SeatId) -> TestRow:
    said = session.testing.of(entry.id, len(entry.versions))
    return TestRow(
        entry.id,
        number,
        standing(session, entry),
        returned_before(session, entry),
        next((test for test in said if test.by == me), None),
        tuple(_wordings(session, entry, me)),
        entry.withdrawn or "",
        tuple(_party(session, party) for party in sorted(entry.shielded_from)),
        entry.shield_reason if entry.shielded_from else "",
    )


def _wordings(session: Session, entry: Entry, me: SeatId) -> Iterator[Wording]:
    """What nobody tested was a draft; what was tested stays, and so does what stands now."""
    tests = session.testing.tests.get(entry.id, ())
    for version, content in enumerate(entry.versions, start=1):
        of = tuple(
            TestView(t, name_of(session, t.by), t.by == me) for t in tests if t.version == version
        )
        if isinstance(content, Condition) and (of or version == len(entry.versions)):
            wrote = entry.wrote[version - 1] if version <= len(entry.wrote) else entry.by
            yield Wording(version, content, name_of(session, wrote), of)
