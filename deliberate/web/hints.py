"""Says of a text, while it is being typed, what the quality rule would say of it once it is saved.

The answer is about the words that were sent and about nothing else: no entry, no answer and no
person of the session has a part in it, and the words are neither kept nor logged anywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flask import Blueprint, Response, request
from pydantic import BaseModel, ConfigDict, ValidationError

from deliberate.sessions.concreteness import vague
from deliberate.sessions.condition_rule import Finding, Force, InTheCase, check
from deliberate.sessions.dates import dated, day_at
from deliberate.sessions.forms import Catalogue
from deliberate.sessions.ids import PREPARE, Day, EntryId, SessionId
from deliberate.sessions.proposals import proposed
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.windows import Condition

from . import clean, replies, words
from .clean import Unclean
from .house import House
from .rate import Rate
from .seats import Member, member

CHECKS = 60
"""So many a minute: a pause in typing now and then."""
MOST_TEXTS, LONGEST = 16, 2000
PREFIX = "content."


class Asked(BaseModel):
    """What is to be looked at: the texts of one form by the names of their fields."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kind: Literal["condition", "fact", "words", "day"]
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Hints:
    """Looks at half-written texts, so often a minute for each device."""

    house: House
    rate: Rate

    def blueprint(self) -> Blueprint:
        pages = Blueprint("hints", __name__, url_prefix="/sessions/<session_id>")
        pages.add_url_rule("/check", "check", self.check, methods=["POST"])
        return pages

    def check(self, session_id: str) -> Response:
        who = member(self.house, SessionId(session_id))
        if isinstance(who, Refusal):
            return replies.refused(who)
        state = self.house.runner.state(who.session)
        seat = state.roster.seats[who.seat]
        if not seat.present and state.progress.stage != PREPARE:
            return replies.refused(Refusal("not_admitted"))
        asked = self._asked(who)
        if isinstance(asked, Refusal):
            return replies.refused(asked)
        found = _found(asked, state.opened.catalogue, day_at(self.house.clock()))
        return replies.json({"findings": [*found]})

    def _asked(self, who: Member) -> Asked | Refusal:
        if not self.rate.allows(f"{who.session}/{who.seat}"):
            return Refusal("too_many_checks")
        try:
            asked = Asked.model_validate_json(request.get_data())
            texts = {clean.text(name): clean.text(said) for name, said in asked.texts.items()}
        except ValidationError:
            return Refusal("bad_request")
        except Unclean as unclean:
            return unclean.refusal
        if len(texts) > MOST_TEXTS or any(len(said) > LONGEST for said in texts.values()):
            return Refusal("text_too_long", "", {"max": LONGEST})
        return Asked(kind=asked.kind, texts=texts)


def _found(asked: Asked, catalogue: Catalogue, today: Day) -> Iterator[Mapping[str, Any]]:
    texts = asked.texts
    if asked.kind == "condition":
        yield from (_told(f, PREFIX + f.field) for f in _of_condition(texts, catalogue))
    elif asked.kind in {"fact", "words"}:
        for name, said in texts.items():
            if asked.kind == "fact":
                yield from _proposed(name, said, catalogue)
            for hit in vague((said,), catalogue.concreteness):
                hint = Finding("trigger_word", name, hit.word, hit.ask, Force.HINT)
                yield _told(hint, name)
    for name in texts if asked.kind == "day" else (f"{PREFIX}until",):
        if is_past(texts.get(name, ""), today):
            yield _line(name, "past", Force.HINT, words.finding_text("past"))


def _proposed(name: str, said: str, catalogue: Catalogue) -> Iterator[Mapping[str, Any]]:
    """Of a fact alone: what proposes something belongs to the options."""
    for found in proposed(said, catalogue.proposals)[:1]:
        yield _line(name, "proposal", Force.HINT, words.finding_text("proposal", found))


def _of_condition(texts: Mapping[str, str], catalogue: Catalogue) -> Iterator[Finding]:
    """What is said of the texts; which fact is meant is chosen and not typed."""
    fact = EntryId("chosen")

    def said(name: str) -> str:
        return texts.get(PREFIX + name, "")

    condition = Condition(
        who=said("who"),
        what=said("what"),
        until=said("until"),
        why=said("why"),
        seen_by=said("seen_by"),
        watched_by=said("watched_by"),
        otherwise=said("otherwise"),
        facts=(fact,),
    )
    yield from check(condition, catalogue, InTheCase(facts=frozenset({fact})))


def _told(finding: Finding, field: str) -> Mapping[str, Any]:
    said = words.finding_text(finding.code, finding.words, finding.ask, finding.force)
    return _line(field, finding.code, finding.force, said)


def _line(field: str, code: str, force: Force, said: str) -> Mapping[str, Any]:
    return {"field": field, "code": code, "force": force.value, "says": said}


def is_past(text: str, today: Day) -> bool:
    """Whether the day that a line names is over."""
    day = dated(text)
    return day is not None and day.ordinal < today
