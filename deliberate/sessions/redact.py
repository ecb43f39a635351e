"""Takes out of a session everything that a viewer may not see, without leaving a trace."""

from collections.abc import Mapping
from dataclasses import replace

from .challenge.state import Challenge
from .copies import for_reader
from .danger.state import Alarm
from .entries.state import Entries
from .ids import EntryId, SeatId, item_of
from .rounds.forms import AGREE, FIRST_CHOICE, PROCESS_ITEMS, SUPPORT
from .rounds.state import Round
from .rounds.summary import RoundSummary
from .seating.state import Roster
from .shielding import without_shielded
from .state import Session
from .telling.plain import shows_shielded
from .telling.state import Telling
from .testing.state import Testing
from .verdict.state import Verdict
from .visibility import Made, Sees, Viewer
from .windows import FamilySummary

TAPPED = frozenset({AGREE, *PROCESS_ITEMS})
"""What everybody says by one tap about the meeting itself."""


def redact(session: Session, viewer: Viewer, sees: Sees) -> Session:
    """The session as it would be if only what this viewer may see had happened."""
    told = _safe_summary(session, without_shielded(session, viewer), viewer)
    session = for_reader(told, viewer.recipient)
    entries = _entries(session, viewer, sees)
    return replace(
        session,
        private={},
        entries=entries,
        roster=_roster(session.roster, viewer, sees),
        rounds={r.id: _told(r, viewer, sees, session) for r in _visible(session, viewer)},
        challenge=_challenge(session.challenge, viewer, sees),
        verdict=_verdict(session.verdict, entries, sees),
        testing=session.testing if Sees.TEST in sees else Testing(),
        telling=session.telling if Sees.TEST in sees else Telling(),
        alarm=session.alarm if Sees.WINDOWS in sees else _alarm(session.alarm),
    )


def _safe_summary(whole: Session, left: Session, viewer: Viewer) -> Session:
    """No reader gets a summary that repeats what was shielded since: it waits for other words."""
    if not viewer.stands_for:
        return left
    found = whole.entries.of(FamilySummary)
    telling = {entry.id for entry, summary in found if shows_shielded(whole, summary.text)}
    kept = {key: e for key, e in left.entries.by_id.items() if key not in telling}
    return replace(left, entries=replace(left.entries, by_id=kept)) if telling else left


def _entries(session: Session, viewer: Viewer, sees: Sees) -> Entries:
    """A letter taken off the list stays free, but a copy for one reader shows no gap at all."""
    if Sees.WINDOWS not in sees:
        return Entries()
    tested = session.testing.tests if Sees.TEST in sees else {}
    kept = {
        key: e for key, e in session.entries.by_id.items() if e.withdrawn is None or key in tested
    }
    core = tuple(entry for entry in session.entries.core if entry in kept)
    lettered = session.entries.lettered
    if viewer.recipient.made is not Made.FILE:
        lettered = tuple(entry for entry in lettered if entry in kept)
    return replace(session.entries, by_id=kept, core=core, lettered=lettered)


def _roster(roster: Roster, viewer: Viewer, sees: Sees) -> Roster:
    if Sees.ROSTER in sees:
        return roster
    return Roster({seat: s for seat, s in roster.seats.items() if seat == viewer.seat})


def _visible(session: Session, viewer: Viewer) -> tuple[Round, ...]:
    """Rounds for all, and this viewer's own; another's late round shows only that it ended."""
    return tuple(r for r in session.rounds.values() if _concerns(r, viewer.seat))


def _concerns(this: Round, seat: SeatId) -> bool:
    return not this.seats or seat in this.seats or not this.open


def _told(this: Round, viewer: Viewer, sees: Sees, session: Session) -> Round:
    """Who answered is known to who leads: of too few answers a count would tell whose they are."""
    shown = _round(this, viewer, sees)
    if shown.summary is None:
        return shown
    least = session.opened.parameters.min_raters
    kept = tuple(
        i for i in shown.summary.items if item_of(i.question) not in TAPPED or i.n >= least
    )
    return replace(shown, summary=replace(shown.summary, items=kept))


def _round(this: Round, viewer: Viewer, sees: Sees) -> Round:
    mine = {seat: given for seat, given in this.answered.items() if seat == viewer.seat}
    may_know = Sees.SEATS_DONE in sees
    shown = Sees.DISTRIBUTION in sees
    return replace(
        this,
        public_key="",
        answered=mine if Sees.OWN in sees else {},
        sealed=this.sealed if may_know else this.sealed & {viewer.seat},
        beforehand=this.beforehand if may_know else this.beforehand & {viewer.seat},
        abstained=_own(this.abstained, viewer.seat, may_know),
        excused=_own(this.excused, viewer.seat, may_know),
        excluded=_own(this.excluded, viewer.seat, may_know),
        columns=(),
        column_seats=(),
        texts=(),
        ideas=this.ideas if shown else (),
        summary=_summary(this.summary, sees) if shown else None,
    )


def _own(said: Mapping[SeatId, str], seat: SeatId, all_of_it: bool) -> Mapping[SeatId, str]:
    return said if all_of_it else {who: why for who, why in said.items() if who == seat}


def _summary(summary: RoundSummary | None, sees: Sees) -> RoundSummary | None:
    if summary is None or Sees.PREFERENCE in sees:
        return summary
    preferences = {FIRST_CHOICE, SUPPORT, AGREE}
    kept = tuple(i for i in summary.items if item_of(i.question) not in preferences)
    return replace(summary, items=kept)


def _alarm(alarm: Alarm) -> Alarm:
    """That there is danger is for everybody; what was noted of it is not."""
    return Alarm(on=alarm.on, sounded=alarm.sounded[-1:] if alarm.on else ())


def _challenge(challenge: Challenge, viewer: Viewer, sees: Sees) -> Challenge:
    if Sees.ADVOCATE in sees:
        return challenge
    return Challenge(advocate=viewer.seat) if challenge.advocate == viewer.seat else Challenge()


def _verdict(verdict: Verdict, entries: Entries, sees: Sees) -> Verdict:
    kept: frozenset[EntryId] = frozenset(entries.by_id)
    answers = {e: a for e, a in verdict.dissent_answers.items() if e in kept}
    if Sees.PREFERENCE not in sees:
        return Verdict()
    return replace(verdict, dissent_answers=answers)
