"""Everything that may be asked of a session."""

from .challenge.commands import ChallengeCommand
from .danger.commands import DangerCommand
from .discussion.commands import DiscussionCommand
from .entries.commands import EntryCommand
from .flow.commands import FlowCommand
from .rounds.commands import RoundCommand
from .seating.commands import SeatingCommand
from .telling.commands import TellingCommand
from .testing.commands import TestingCommand
from .verdict.commands import VerdictCommand

Command = (
    FlowCommand
    | SeatingCommand
    | EntryCommand
    | RoundCommand
    | DiscussionCommand
    | ChallengeCommand
    | VerdictCommand
    | TestingCommand
    | TellingCommand
    | DangerCommand
)
