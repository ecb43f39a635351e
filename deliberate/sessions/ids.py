"""Identifiers that must never be mixed up, and the two measures of time."""

from typing import NewType

SessionId = NewType("SessionId", str)
SeatId = NewType("SeatId", str)
PersonId = NewType("PersonId", str)
GroupId = NewType("GroupId", str)
CaseId = NewType("CaseId", str)
EntryId = NewType("EntryId", str)
IdeaId = NewType("IdeaId", str)
ItemId = NewType("ItemId", str)
PartyId = NewType("PartyId", str)
PointId = NewType("PointId", str)
QuestionId = NewType("QuestionId", str)
RoundId = NewType("RoundId", str)
StageId = NewType("StageId", str)
CommandKey = NewType("CommandKey", str)

Millis = NewType("Millis", int)
"""Milliseconds since 1970 in UTC; the core is given the time and never asks for it."""
Day = NewType("Day", int)
"""Ordinal day, day 1 being 1 January of the year 1."""


def question(item: str, child: EntryId | None = None) -> QuestionId:
    """The id of one question: a catalogue item, for one child or for the household."""
    return QuestionId(f"{item}@{child}" if child else item)


def item_of(question_id: QuestionId) -> str:
    return question_id.partition("@")[0]


def child_of(question_id: QuestionId) -> EntryId | None:
    return EntryId(question_id.partition("@")[2]) or None


PREPARE = StageId("prepare")
OPEN = StageId("open")
FACTS = StageId("facts")
BLIND_1 = StageId("blind_1")
REVEAL = StageId("reveal")
DISCUSS = StageId("discuss")
OPTIONS = StageId("options")
CHALLENGE = StageId("challenge")
BLIND_2 = StageId("blind_2")
DECIDE = StageId("decide")
TEST = StageId("test")
AGREE = StageId("agree")
EXPLAIN = StageId("explain")
CLOSED = StageId("closed")

ROUND_1 = RoundId("round-1")
ROUND_2 = RoundId("round-2")
LATE = RoundId("late")
IDEAS = RoundId("ideas")
"""What everybody thinks of in silence, before the possibilities are talked about."""
AGREEMENT = RoundId("agreement")
"""Whether each agrees with the decision, asked privately."""
PROCESS = RoundId("process")
"""The process check: how the meeting itself went, by tap and without names."""
