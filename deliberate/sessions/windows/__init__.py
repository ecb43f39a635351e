"""What the group writes down, by the four questions: the contents of entries."""

from .agreements import Arrangement, DecidesRow, PlanB, Review
from .conditions import Condition
from .facts import CaseFactor, Expertise, Fact, MissingFact
from .options import Option, Touch, Weight
from .people import Goal, Person, Relation
from .statements import Dissent, LearningPoint, Statement

Content = (
    Person
    | Goal
    | Fact
    | MissingFact
    | Expertise
    | CaseFactor
    | Option
    | Condition
    | Arrangement
    | DecidesRow
    | PlanB
    | Review
    | Dissent
    | Statement
    | LearningPoint
)

__all__ = [
    "Arrangement",
    "CaseFactor",
    "Condition",
    "Content",
    "DecidesRow",
    "Dissent",
    "Expertise",
    "Fact",
    "Goal",
    "LearningPoint",
    "MissingFact",
    "Option",
    "Person",
    "PlanB",
    "Relation",
    "Review",
    "Statement",
    "Touch",
    "Weight",
]
