"""What the group writes down, by the four questions: the contents of entries."""

from .agreements import (
    Arrangement,
    Coordinator,
    DecidesRow,
    Informing,
    PlanB,
    PlanMakers,
    Review,
)
from .conditions import Condition
from .consequences import Consequences
from .facts import (
    CaseFactor,
    Expertise,
    Fact,
    Instrument,
    MissingFact,
    Strength,
    TimelineEvent,
)
from .options import Option, Touch, Weight
from .people import Goal, Person, Relation
from .statements import Dissent, FamilySummary, LearningPoint, Statement
from .terms import Term
from .voices import ChildsWords, FeltThreat, OwnStrength

Content = (
    Person
    | Goal
    | ChildsWords
    | FeltThreat
    | OwnStrength
    | Fact
    | MissingFact
    | Strength
    | TimelineEvent
    | Instrument
    | Expertise
    | CaseFactor
    | Term
    | Option
    | Consequences
    | Condition
    | Arrangement
    | DecidesRow
    | PlanB
    | Review
    | Coordinator
    | PlanMakers
    | Informing
    | Dissent
    | Statement
    | LearningPoint
    | FamilySummary
)

ABOUT_ONESELF = (FeltThreat,)
"""What somebody fills in about themselves, `whose` being the person: for no other of the family."""

__all__ = [
    "ABOUT_ONESELF",
    "Arrangement",
    "CaseFactor",
    "ChildsWords",
    "Condition",
    "Consequences",
    "Content",
    "Coordinator",
    "DecidesRow",
    "Dissent",
    "Expertise",
    "Fact",
    "FamilySummary",
    "FeltThreat",
    "Goal",
    "Informing",
    "Instrument",
    "LearningPoint",
    "MissingFact",
    "Option",
    "OwnStrength",
    "Person",
    "PlanB",
    "PlanMakers",
    "Relation",
    "Review",
    "Statement",
    "Strength",
    "Term",
    "TimelineEvent",
    "Touch",
    "Weight",
]
