"""What may be asked of the course of a session."""

from dataclasses import dataclass

from deliberate.sessions.draws import Attendance
from deliberate.sessions.forms import Catalogue
from deliberate.sessions.framework import Framework
from deliberate.sessions.ids import CaseId, GroupId, StageId
from deliberate.sessions.texts import line


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """Begin a session; the catalogue and the group's history are frozen into it.

    `short` is for half an hour: decisions that can be undone, within the present frame.
    """

    kind: str
    label: str = line(80)
    moderator: str = line(80)
    discipline: str = line(80, required=False)
    organisation: str = line(80, required=False)
    catalogue: Catalogue
    history: tuple[Attendance, ...] = ()
    group: GroupId | None = None
    case: CaseId | None = None
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeCase:
    """The decision question, who may decide, and within which framework, with a note on it."""

    decision_question: str = line(300)
    decision_authority: str = line(300)
    framework: Framework = ""
    framework_note: str = line(120, required=False)
    weighty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """Go to the next stage; `expected` is the stage that the moderator is leaving."""

    expected: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Bypass:
    """Pass one need of a gate, with a reason that everybody sees and the record prints."""

    need: str
    about: str = ""
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainWarning:
    """One line on a warning; the group goes on."""

    warning: str
    reason: str = line()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjourn:
    """Stop for now with a provisional decision that ends on a date.

    What happens at once may go with it as a direct arrangement; then all three lines are needed.
    """

    provisional: str = line(600)
    until: str = line(60)
    who: str = line(120, required=False)
    what: str = line(400, required=False)
    when: str = line(120, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseMeeting:
    expected: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenDecision:
    """The family's reaction may change the decision: it goes back to the group, with why."""

    reason: str = line(400)


FlowCommand = (
    OpenSession
    | DescribeCase
    | Advance
    | Bypass
    | ExplainWarning
    | Pause
    | Resume
    | Adjourn
    | CloseMeeting
    | ReopenDecision
)
