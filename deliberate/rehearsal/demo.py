"""A demonstration: the first vignette, prepared and opened, so that people can come in at once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from deliberate.catalogue.load import shortlist, starter
from deliberate.catalogue.vignettes import vignette
from deliberate.runner import Done
from deliberate.sessions.commands import Command
from deliberate.sessions.dates import day_at
from deliberate.sessions.draws import Attendance
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.flow.decide import SCREEN
from deliberate.sessions.ids import CommandKey, Day, GroupId, PersonId, SeatId, SessionId
from deliberate.sessions.seating.commands import EnterByLink, Invite, RenewLink
from deliberate.store import people
from deliberate.store.database import writing
from deliberate.web.house import House

from .script import Cast, Move
from .script._move import MODERATOR
from .script.arriving import prepare

GROUP = GroupId("demo")
EARLIER = ((6, 1), (5, 0), (4, 1), (3, 0), (6, 2), (2, 0), (5, 1), (4, 0))
"""For each rater in turn: sessions attended in the last year, and turns as devil's advocate."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the three screens of the demonstration are."""

    session: SessionId
    moderator: str
    join: str
    code: str
    screen: str

    def lines(self) -> Mapping[str, str]:
        return {
            "moderator": self.moderator,
            "join": f"{self.join} {self.code}",
            "screen": self.screen,
        }

    def write(self, path: Path) -> None:
        """For whoever drives the demonstration; the links in it open seats."""
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        told = {**self.lines(), "join_url": self.join, "code": self.code, "session": self.session}
        path.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


def make(house: House) -> Addresses:
    """Open a session, let its moderator prepare it and open the meeting."""
    today = datetime.fromtimestamp(house.clock() / 1000, UTC).date()
    cast = Cast(vignette("V1"), house.settings.locale, today)
    session = SessionId(house.token()[:22])
    refusal = house.runner.open(session, _opening(house, cast))
    if refusal:
        raise AssertionError(f"the demonstration could not be opened: {refusal.code}")
    device = house.devices.hash(house.token())
    _run(house, session, EnterByLink(seat=MODERATOR, device=device, link=1), None, "demo-enter")
    for move in _prepared(cast):
        _run(house, session, move.command, move.seat, move.key)
    _run(house, session, RenewLink(seat=MODERATOR), MODERATOR, "demo-renew")
    return _addresses(house, session)


def _prepared(cast: Cast) -> Iterator[Move]:
    """The script's preparation, with the raters as members of the group."""
    for move in prepare(cast):
        command = move.command
        if isinstance(command, Invite) and SeatId(move.key) in cast.raters:
            command = replace(command, person=_person(command.name))
        yield replace(move, command=command)


def _person(name: str) -> PersonId:
    return PersonId(f"demo-{name}")


def _opening(house: House, cast: Cast) -> OpenSession:
    whole = cast.vignette
    with writing(house.engine) as conn:
        people.save_group(conn, people.Group(GROUP, "SAVE Merelstad"))
        for rater in whole.raters:
            role = cast.say(rater.role)
            known = people.Person(_person(rater.name), rater.name, role, rater.organisation)
            people.save_person(conn, known)
            people.add_member(conn, GROUP, known.id)
    return OpenSession(
        kind="consultation",
        label=f"{whole.id}-demo",
        moderator=whole.moderator.name,
        discipline=cast.say(whole.moderator.role),
        organisation=whole.moderator.organisation,
        catalogue=shortlist(starter(), whole.factor_ids),
        history=tuple(_history(house, cast)),
        group=GROUP,
    )


def _history(house: House, cast: Cast) -> Iterator[Attendance]:
    today = day_at(house.clock())
    for place, rater in enumerate(cast.vignette.raters):
        attended, turns = EARLIER[place % len(EARLIER)]
        last = Day(today - 30 * (place + 2)) if turns else None
        yield Attendance(
            person=_person(rater.name),
            sessions=attended,
            attended=attended,
            turns=turns,
            last_turn=last,
        )


def _run(house: House, session: SessionId, command: Command, seat: SeatId | None, key: str) -> None:
    outcome = house.runner.run(session, command, seat, CommandKey(key))
    if not isinstance(outcome, Done):
        raise AssertionError(f"the demonstration stopped at {key}: {outcome.code}")


def _addresses(house: House, session: SessionId) -> Addresses:
    roster, url = house.runner.state(session).roster.seats, house.public_url

    def link(seat: SeatId) -> str:
        return f"{url}{house.doors.link(session, seat, roster[seat].link)}"

    code = house.doors.code(session)
    return Addresses(session, link(MODERATOR), f"{url}/join", code, link(SCREEN))
