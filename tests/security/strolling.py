"""Random sessions through the whole app: HTTP, real store and keys, beside the same small model."""

import json
from contextlib import closing
from copy import deepcopy
from random import Random

from deliberate.rehearsal.names import Names
from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import settled, shown_ideas
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.seating.commands import EnterByLink
from deliberate.sessions.seating.state import Standing
from deliberate.store.verify import verify_database
from deliberate.web import forms
from tests.core.books import SYSTEM
from tests.core.model import Model
from tests.core.walk import STAGES, Walk, same
from tests.security.room import JSON, SCREEN, Room, copied

STARTS = STAGES[1:]
"""The room is laid by the script: who is invited keeps the short name that the script uses."""
STEPS, VIGNETTES = 14, ("V1", "V2", "V3")
TAIL = "through-the-app"
UNSEEN = {401, 403, 404}
"""What somebody hears whose seat has ended, or who has not been let in."""


class Posting:
    """A room as a walk needs it: every command goes in as a post of somebody's browser."""

    def __init__(self, room, model):
        self.room, self.model, self.cast = room, model, room.cast
        self.browsers = {}
        made = Names.of((move for _, phase in STAGED for move in phase(room.cast)), TAIL).made
        known = {*room.state.roster.seats, *room.state.entries.by_id, *room.state.challenge.points}
        self.names = Names(made - known, TAIL)

    @property
    def session(self):
        return self.room.state

    def ask(self, command, seat, key="k"):
        """Posted as a program does; what was refused is a refusal here as well."""
        self.room.chance.at += 1000
        if isinstance(command, EnterByLink):
            return self._enter(command.seat)
        command = settled(command, shown_ideas(self.session))
        body = {**self.names.body(command), "key": self.names.key(key)}
        read = forms.from_body(json.dumps(body).encode())
        why = "" if isinstance(read, Refusal) else self.model.forbids(seat, read.command)
        answer = self._post(seat, body)
        if answer.status_code != 200:
            return Refusal(answer.json["error"]["code"])
        assert not why, f"{why}: and yet {command} of {seat} was granted"
        self.model.follow(seat, body["key"], read.command, ())
        self.model.advocate = self.session.challenge.advocate or ""
        same(self.model, self.session)
        return ()

    def _post(self, seat, body):
        if seat not in self.browsers:
            self.browsers[seat] = self.room.browser(seat)
        browser = self.browsers[seat]
        headers = {**JSON, "X-CSRFToken": browser.token()}
        look = "/screen" if seat == SCREEN else ""
        path = f"{self.room.path}{look}/commands"
        answer = browser.client.post(path, json=body, headers=headers)
        assert answer.status_code < 500, (body, answer.text)
        return answer

    def _enter(self, seat):
        """By the personal link, on the device of that seat."""
        place = self.session.roster.seats.get(seat)
        if place is None:
            return Refusal("no_seat")  # nobody was ever given a link to it
        if not place.link_taken and place.standing is not Standing.ENDED:
            device = self.room.house.devices.hash(self.room.token(seat))
            enter = EnterByLink(seat=seat, device=device, link=place.link)
            self.room.ask(enter, None, f"sit-{seat}-{place.link}")
        return ()


class AppWalk(Walk):
    """A walk whose end is looked at in the store and on everybody's page."""

    def over(self):
        room, shown = self.table.room, {}
        assert verify_database(room.house.engine, room.runner.keys).ok
        for seat, place in room.state.roster.seats.items():
            shown[seat] = room.browser(seat).get()
            assert shown[seat].status_code in ({200} if place.present else {200, *UNSEEN})
        told = shown["moderator"].json["notices"]
        reasons = [dict(n["params"])["reason"] for n in told if n["code"] == "bypassed"]
        assert reasons == [reason for _, _, _, reason, _ in self.model.bypassed]


class Folders:
    """Sessions at the beginning of each stage with the books of the model: played once, copied."""

    def __init__(self, parent):
        self.parent, self.made = parent, {}

    def at(self, stage, about):
        named = (stage, *sorted(about.items()))
        if named not in self.made:
            before = STAGES[STAGES.index(stage) - 1]
            folder = self.parent / "-".join(map(str, named))
            model = self._before(before, about, folder)
            with closing(Room(folder, **about)) as room:
                for move in room.script(before):
                    room.play(move)
                    model.follow(room.who(move), move.key, move.command, ())
                model.advocate = room.state.challenge.advocate or ""
            self.made[named] = folder, model
        return self.made[named]

    def _before(self, stage, about, folder):
        if stage != STAGES[0]:
            begun, model = self.at(stage, about)
            copied(begun, folder)
            return deepcopy(model)
        model = Model()
        opened = OpenSession(kind="consultation", catalogue=None)
        model.follow(SYSTEM, "open", opened, ())
        model.standing = dict.fromkeys(model.standing, "admitted")
        return model


def stroll(seed, folders, parent, steps=STEPS, vignettes=VIGNETTES):
    """A session that a seed alone decides, from a stage that is drawn to as far as it gets."""
    random = Random(seed)
    about = {"raters": 3, "vignette": random.choice(vignettes)}
    begun, model = folders.at(random.choice(STARTS), about)
    folder = copied(begun, parent / f"session-{seed}")
    with closing(Room(folder, **about)) as room:
        walk = AppWalk(Posting(room, deepcopy(model)), (), random)
        for name in STAGES[STAGES.index(room.state.progress.stage) :]:
            walk.ahead.extend(walk.moves(name))
        walk.wander(random, steps)
        walk.over()
        return walk.model
