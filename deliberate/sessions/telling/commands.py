"""What may be asked when the decision is explained to the people it is about."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from deliberate.sessions.ids import EntryId
from deliberate.sessions.texts import line, paragraph


class Said(StrEnum):
    """What somebody says to the plan."""

    AGREED = "agreed"
    AGREED_WITH_REMARK = "agreed_with_remark"
    SEEN_NOT_AGREED = "seen_not_agreed"


Grasp = Literal["", "yes", "partly", "no"]
"""Whether somebody understands what must happen; empty where it was not asked."""

Outcome = Literal["stands", "back"]
"""What a reaction does to the decision: it stands, or it goes back to the group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCopy:
    """Before anything is handed over: what happens if this copy gets into the wrong hands?

    It holds for the summary as it was read then; other words are looked at again.
    """

    looked: bool = False
    risk: str = line(400)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExplanation:
    """When, how, in which language and to whom the decision was explained."""

    when: str = line(60)
    how: str = line(300)
    to: str = line(200)
    language: str = line(60, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReaction:
    """One person's reaction in the own words; the decider's answer may follow later.

    `outcome` is what the answer does with the decision, and counts once there is an answer.
    """

    person: EntryId
    text: str = paragraph(1500)
    answer: str = line(400, required=False)
    outcome: Outcome = "stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReaction:
    """The decider's answer to a reaction, and whether the decision goes back to the group."""

    reaction: EntryId
    answer: str = line(400)
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What one person says to the plan, and whether what must happen was understood.

    `say` is how much this person could decide along, from 1 to 10, in the own experience.
    """

    person: EntryId
    said: Said
    remark: str = line(400, required=False)
    understood: Grasp = ""
    say: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameNextStep:
    """What follows now that not everybody agrees with the plan."""

    text: str = line(400)


TellingCommand = (
    CheckCopy | RecordExplanation | RecordReaction | AnswerReaction | Consent | NameNextStep
)
