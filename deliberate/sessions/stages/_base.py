"""What every stage says of itself: who may do what, who may see what, what it still needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from deliberate.sessions.commands import Command
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm, NoteAlarm, SoundAlarm
from deliberate.sessions.entries.commands import (
    AddEntry,
    ContestEntry,
    CorrectEntry,
    ShieldEntry,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import (
    Adjourn,
    Advance,
    Bypass,
    ExplainWarning,
    Pause,
    Resume,
)
from deliberate.sessions.ids import StageId
from deliberate.sessions.refusals import Need
from deliberate.sessions.roles import PEOPLE, Role
from deliberate.sessions.rounds.commands import (
    Abstain,
    CloseRound,
    ExcludeFromCount,
    ExcuseSeat,
    GiveAnswers,
    OpenRound,
    RevealRound,
    SealRound,
    VoidRound,
)
from deliberate.sessions.seating.commands import (
    AdmitSeat,
    EndSeat,
    EnterByLink,
    GiveRole,
    Invite,
    MarkAbsent,
    MoveSeat,
    RenewLink,
)
from deliberate.sessions.state import Session
from deliberate.sessions.views.look import Look
from deliberate.sessions.visibility import Sees
from deliberate.sessions.windows import (
    ChildsWords,
    Content,
    FeltThreat,
    Goal,
    Instrument,
    OwnStrength,
    Person,
    Strength,
    TimelineEvent,
)

Commands = frozenset[type[Command]]
Contents = frozenset[type[Content]]
Gate = Callable[[Session], tuple[Need, ...]]

ANYBODY: Commands = frozenset({SoundAlarm, NoteAlarm})
LEADS: Commands = frozenset(
    {
        Advance,
        Bypass,
        ExplainWarning,
        Pause,
        Resume,
        Adjourn,
        Invite,
        AdmitSeat,
        RenewLink,
        GiveRole,
        MarkAbsent,
        MoveSeat,
        EndSeat,
        EndAlarm,
        AnswerAcute,
    }
)
WRITES: Commands = frozenset({AddEntry, CorrectEntry, WithdrawEntry, ContestEntry})
EDITS: Commands = WRITES | {ShieldEntry}
RATES: Commands = frozenset({GiveAnswers, SealRound, Abstain})
"""A rater may always answer a round that is open: prework, a late round, the round itself."""
KEEPS: Commands = frozenset({ExcuseSeat, ExcludeFromCount, VoidRound})
CALLS: Commands = KEEPS | {OpenRound, CloseRound}
BACKGROUND: Contents = frozenset(
    {
        Person,
        Goal,
        ChildsWords,
        FeltThreat,
        OwnStrength,
        Strength,
        TimelineEvent,
        Instrument,
    }
)
"""Windows 1 and 2 but for the facts themselves: the people, and what is known around the facts."""
NO_COMMANDS: Commands = frozenset()
NO_CONTENTS: Contents = frozenset()

LOOKS = Sees.PROGRESS | Sees.WINDOWS | Sees.ROSTER


def grant(
    *,
    everyone: Commands = NO_COMMANDS,
    moderator: Commands = NO_COMMANDS,
    **others: Commands,
) -> Mapping[Role, Commands]:
    """Rights by role: the alarm for everybody, leading for the moderator, the rest as named."""
    granted = {role: ANYBODY | everyone for role in PEOPLE}
    granted[Role.MODERATOR] |= LEADS | moderator
    granted[Role.RATER] |= RATES
    for name, commands in others.items():
        granted[Role[name.upper()]] |= commands
    granted[Role.OBSERVER] = ANYBODY
    return granted | {
        Role.SYSTEM: frozenset({EnterByLink, RevealRound, AdmitSeat}),
        Role.SCREEN: frozenset({SoundAlarm}),
    }


def sight(
    everyone: Sees = LOOKS,
    *,
    moderator: Sees = Sees.NOTHING,
    screen: Sees | None = None,
    **others: Sees,
) -> Mapping[Role, Sees]:
    """Sight by role; the screen sees what everybody sees unless said otherwise."""
    shown = {role: everyone for role in PEOPLE}
    shown[Role.MODERATOR] |= moderator | Sees.SEATS_DONE | Sees.PROTECTION
    shown[Role.RATER] |= Sees.OWN
    for name, more in others.items():
        shown[Role[name.upper()]] |= more
    return shown | {
        Role.SCREEN: everyone & ~Sees.OWN if screen is None else screen,
        Role.FILE: everyone & ~Sees.OWN,
    }


def writes(everyone: Contents, **others: Contents) -> Mapping[Role, Contents]:
    """Which kinds of entry each role may write in a stage."""
    allowed = {role: everyone for role in PEOPLE - {Role.OBSERVER}}
    for name, contents in others.items():
        allowed[Role[name.upper()]] |= contents
    return allowed


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a kind of session."""

    id: StageId
    window: str
    accepts: Mapping[Role, Commands]
    shows: Mapping[Role, Sees]
    build: Callable[[Session, Look], object]
    gates: tuple[Gate, ...] = ()
    writes: Mapping[Role, Contents] = field(default_factory=dict)
    before_admission: bool = False
    """Whether somebody with a personal link may act before being admitted."""
