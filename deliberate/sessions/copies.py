"""Copies of the record: for whom they can be made, and what each kind of reader never gets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .challenge.state import Challenge
from .danger.state import Alarm
from .entries.state import Entries, Entry
from .ids import ROUND_1, ROUND_2, PartyId, RoundId
from .roles import Role
from .rounds.in_words import in_words
from .rounds.state import Round
from .rounds.summary import ItemSummary, RoundSummary
from .seating.state import Seat
from .state import Session
from .visibility import FOR_THE_FILE, Made, Recipient, Viewer
from .windows import Condition, Person, Relation

OWN_COPY_FROM = 12
"""From this age a young person reads for themselves."""
IN_WORDS = frozenset({ROUND_1, ROUND_2})
"""The rounds of which a family hears the outcome."""


def recipients(session: Session) -> tuple[Recipient, ...]:
    """The file first, then the family and its network, professionals, and organisations."""
    return (FOR_THE_FILE, *_people(session), *_organisations(session))


def recipient(session: Session, key: str) -> Recipient | None:
    """The one of this key, or nothing where no copy can be made for it."""
    return next((one for one in recipients(session) if one.key == key), None)


def reader(one: Recipient, viewer: Viewer) -> Viewer:
    """The file's look, for one reader."""
    return replace(viewer, recipient=one, stands_for=one.stands_for)


def _people(session: Session) -> Iterator[Recipient]:
    for entry, person in session.entries.of(Person):
        if person.relation is Relation.CHILD and not _reads(person.age):
            continue
        professional = person.relation is Relation.PROFESSIONAL
        made = Made.ORGANISATION if professional else Made.FAMILY
        yield Recipient(entry.id, made, person.name, frozenset({PartyId(entry.id)}))


def _reads(age: str) -> bool:
    """A child of unknown age might; one in months does not."""
    years = re.match(r"\s*(\d+)\s*(?!\s*(?:maand|month|week|dag|day))", age)
    if years is None:
        return not re.search(r"\d", age)
    return int(years[1]) >= OWN_COPY_FROM


def _organisations(session: Session) -> Iterator[Recipient]:
    """Those that took part by name; who took part without names is not sent any. One stands for
    all professionals, as nobody can tell for whom of them it is; and it never is a person of whom
    somebody told something private."""
    people = session.entries.of(Person)
    theirs = {PartyId(e.id) for e, p in people if p.relation is Relation.PROFESSIONAL}
    known: set[str] = set()
    for seat in session.roster.seats.values():
        if not _by_name(seat) or seat.organisation in known:
            continue
        known.add(seat.organisation)
        parties = frozenset({*theirs, PartyId(seat.id)})
        yield Recipient(seat.id, Made.ORGANISATION, seat.organisation, parties)


def _by_name(seat: Seat) -> bool:
    invited = bool(seat.organisation) and Role.SCREEN not in seat.roles
    return invited and bool(seat.ground) and seat.sharing == "by_name"


def for_reader(session: Session, one: Recipient) -> Session:
    """The session as a copy for this reader may tell it; marks of shielding are for the file."""
    if one.made is Made.FILE:
        return session
    telling = replace(session.telling, checked=None)
    session = replace(
        session,
        entries=_unmarked(session.entries),
        telling=telling,
        alarm=_without_words(session.alarm),
    )
    return _for_family(session) if one.made is Made.FAMILY else session


def _without_words(alarm: Alarm) -> Alarm:
    """That there was danger, and when. What was noted in haste, such as where the children were
    taken, could be shielded from nobody, and so stays in the file."""
    return replace(
        alarm,
        notes=(),
        ended=tuple(replace(ended, note="") for ended in alarm.ended),
        answers=tuple(replace(answer, note="") for answer in alarm.answers),
    )


def _unmarked(entries: Entries) -> Entries:
    plain = {
        key: replace(entry, shielded_from=frozenset(), shield_reason="")
        for key, entry in entries.by_id.items()
    }
    return replace(entries, by_id=plain)


def _for_family(session: Session) -> Session:
    """No counts, and nobody's part in the method."""
    return replace(
        session,
        entries=_last_words(session.entries),
        rounds=_rounds(session.rounds),
        challenge=Challenge(points=session.challenge.points),
    )


def _last_words(entries: Entries) -> Entries:
    """How something was worded before stays in the file; a condition shows what it was before."""
    last = {
        key: entry if isinstance(entry.content, Condition) else _as_it_stands(entry)
        for key, entry in entries.by_id.items()
    }
    return replace(entries, by_id=last)


def _as_it_stands(entry: Entry) -> Entry:
    return replace(entry, versions=entry.versions[-1:], wrote=entry.wrote[-1:])


def _rounds(rounds: Mapping[RoundId, Round]) -> Mapping[RoundId, Round]:
    """Judgements and preferences in words; what people said of the meeting is not for a family."""
    told = (this for this in rounds.values() if this.id in IN_WORDS)
    return {this.id: _round(this) for this in told}


def _round(this: Round) -> Round:
    if this.summary is None:
        return this
    words = {item.question: in_words(item) for item in this.summary.items}
    summary = RoundSummary(raters=0, items=tuple(_item(item) for item in this.summary.items))
    return replace(this, summary=summary, words=words)


def _item(item: ItemSummary) -> ItemSummary:
    return ItemSummary(item.question, {}, unknown=0, n=0, conflict=item.conflict)
