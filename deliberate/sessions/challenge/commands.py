"""What may be asked of the challenge."""

from dataclasses import dataclass
from enum import StrEnum

from deliberate.sessions.ids import ItemId, PointId, SeatId
from deliberate.sessions.texts import line, paragraph
from deliberate.sessions.windows import Weight


class PointKind(StrEnum):
    """What an advocate delivers."""

    EXPLANATION = "explanation"
    FACT = "fact"
    OPTION = "option"
    COUNTER_SENTENCE = "counter_sentence"
    PRE_MORTEM = "pre_mortem"


DELIVERABLES = (PointKind.EXPLANATION, PointKind.FACT, PointKind.OPTION)


class FactKind(StrEnum):
    """What the advocate's one fact is: known and odd, or unknown and able to change the picture."""

    DOES_NOT_FIT = "does_not_fit"
    MISSING = "missing"


class Reply(StrEnum):
    """What the group does with a point."""

    ADOPTED = "adopted"
    FIND_OUT = "find_out"
    REJECTED = "rejected"


class PassReason(StrEnum):
    """Why somebody lets a turn pass."""

    FAMILY_TIE = "family_tie"
    LOAD = "load"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTurn:
    """Not this time: once a quarter, with a reason; `text` says which where it is another one."""

    reason: PassReason
    text: str = line(required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideAdvocate:
    """Another advocate than the one drawn; logged and printed."""

    seat: SeatId
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallGuest:
    """Somebody from another team, by phone, when nobody at the table can be drawn."""

    name: str = line(80)
    organisation: str = line(120)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverPoint:
    """A point of the advocate; an option says when lighter will do and when heavier must.

    `fact` says of a fact whether it is known and does not fit, or missing.
    """

    kind: PointKind
    text: str = paragraph(600)
    about: ItemId | None = None
    lighter: str = line(300, required=False)
    heavier: str = line(300, required=False)
    weight: Weight = Weight.LIGHTER
    fact: FactKind = FactKind.DOES_NOT_FIT


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPoint:
    """The group's answer: a reason where rejected, who and before when where found out.

    To a missing fact the group also names the known one that does not fit: `misfit`.
    """

    point: PointId
    reply: Reply
    text: str = line(400, required=False)
    who: str = line(120, required=False)
    before: str = line(60, required=False)
    misfit: str = line(600, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayDownRole:
    pass


ChallengeCommand = (
    PassTurn | OverrideAdvocate | CallGuest | DeliverPoint | AnswerPoint | LayDownRole
)
