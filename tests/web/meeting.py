"""Two cases of one meeting: a first that has been played, and a second with its people."""

from dataclasses import dataclass

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.rehearsal.script.arriving import prepare
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import PREPARE, SessionId
from deliberate.sessions.seating.commands import Invite, MarkAbsent
from deliberate.store import agendas
from deliberate.store.database import reading
from deliberate.web.agenda import cases
from deliberate.web.carried import organisations
from tests.web.room import JSON, Browser, Room, token_in

GROUND = "toestemming van de ouders"


@dataclass
class Meeting:
    """The host's browser leads both cases."""

    first: Room
    host: Browser
    path: str = ""

    @property
    def found(self):
        return cases(self.first.house, self.first.session)

    @property
    def order(self):
        return [case.state.opened.label for case in self.found]

    def change(self, **fields):
        token = token_in(self.host.client.get("/desk").text)
        return self.host.client.post(self.path, data={"csrf_token": token, **fields})

    def new_case(self, label="W 2", who=None, **more):
        """Open a case with the people of the first; `who` are the seats that come along."""
        of = organisations(self.first.state)
        grounds = {"ground": GROUND, "sharing": "by_name"}
        everybody = [seat.id for o in of for seat in o.people]
        chosen = {"who": everybody if who is None else who}
        typed = {"do": "open", "label": label, "short": "false"}
        return self.change(**{**typed, **grounds, **chosen, **more})

    def case(self, label="W 2") -> Room:
        """The room of a case of this meeting."""
        first = self.first
        session = next(c.session for c in self.found if c.state.opened.label == label)
        devices = {MODERATOR: first.devices[MODERATOR]}
        return Room(first.app, first.house, first.clock, session, first.cast, devices)

    def prepared(self, label="W 2", who=None) -> Room:
        """A new case with everything but its meeting."""
        assert self.new_case(label, who).status_code == 303
        room = self.case(label)
        laid = {seat.name for seat in room.state.roster.seats.values()}
        for move in prepare(room.cast):
            known = isinstance(move.command, Invite) and move.command.name in laid
            left = who is not None and isinstance(move.command, Invite | MarkAbsent)
            if not known and not left and not isinstance(move.command, Advance):
                room.play(move)
        return room

    def begin(self, room: Room) -> None:
        room.run(Advance(expected=PREPARE), MODERATOR)


def host_of(room: Room) -> Browser:
    """The moderator's browser, after the button behind the host link was pressed there."""
    browser = room.browser(MODERATOR)
    path = room.house.doors.host(room.house.started)
    token = token_in(browser.client.get(path).text)
    assert browser.client.post(path, data={"csrf_token": token}).location == "/desk"
    return browser


def meeting_of(room: Room) -> Meeting:
    """An agenda that begins with this room's case."""
    meeting = Meeting(room, host_of(room))
    token = token_in(meeting.host.client.get("/desk").text)
    data = {"csrf_token": token, "session": room.session}
    meeting.path = meeting.host.client.post("/agendas", data=data).location
    with reading(room.house.engine) as conn:
        assert agendas.around(conn, SessionId(room.session))
    return meeting


def on(browser: Browser, json=False):
    """Press the button behind "the next case"."""
    path = f"{browser.room.path}/next"
    headers = JSON if json else {}
    token = token_in(browser.client.get("/join").text)
    return browser.client.post(path, data={"csrf_token": token}, headers=headers)
