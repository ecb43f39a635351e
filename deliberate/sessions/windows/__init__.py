"""What the group writes down, by the four questions: the contents of entries."""

from .agreements import Arrangement, DecidesRow, PlanB, Review
from .conditions import Condition
from .consequences import Consequences
from .facts import CaseFactor, Expertise, Fact, MissingFact
from .options import Option, Touch, Weight
from .people import Goal, Person, Relation
from .statements import Dissent, LearningPoint, Statement
from .terms import Term

Content = (
    Person
    | Goal
    | Fact
    | MissingFact
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
    | Dissent
    | Statement
    | LearningPoint
)

__all__ = [
    "Arrangement",
    "CaseFactor",
    "Condition",
    "Consequences",
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
    "Term",
    "Touch",
    "Weight",
]
