"""What no correction undoes: what a gate has looked at, and what has been judged on."""

from collections.abc import Iterator

from deliberate.sessions.ids import OPTIONS, PREPARE, ROUND_1, PointId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.state import Session
from deliberate.sessions.testing.commands import PASSED
from deliberate.sessions.texts import plain_words
from deliberate.sessions.windows import Condition, Content, Option, Person, Relation

from .state import Entry

SAID = ("pro", "con", "harm", "waiting", "bridging")
"""What gate G3 asks of an option."""


def on_closed_list(session: Session, entry: Entry) -> bool:
    """Gate G3 looked at the list, and G4 asks for the advocate's own option: these stay."""
    if session.progress.stage == OPTIONS or not isinstance(entry.content, Option):
        return False
    return entry.stage == OPTIONS or PointId(entry.id) in session.challenge.points


def stays(session: Session, entry: Entry) -> bool:
    """Whether it may be filled in, and not be made into something else."""
    person = isinstance(entry.content, Person) and _asked_about(session)
    return person or on_closed_list(session, entry)


def undone(session: Session, entry: Entry, content: Content) -> Refusal | None:
    """Why these words would undo what stands, if they would."""
    return _bent(session, entry, content) or _child(session, entry.content, content)


def _bent(session: Session, entry: Entry, content: Content) -> Refusal | None:
    """An option on the closed list is filled in and added to; it does not become another one."""
    before = entry.content
    if not (isinstance(before, Option) and isinstance(content, Option)):
        return None
    changed = _changed(before, content) if on_closed_list(session, entry) else ""
    return Refusal("options_closed", f"content.{changed}") if changed else None


def _changed(before: Option, now: Option) -> str:
    """The first field that no longer says what stood there when the list was closed."""
    if plain_words(now.title) != plain_words(before.title):
        return "title"
    if now.weight != before.weight:
        return "weight"
    if now.by_family != before.by_family:
        return "by_family"
    if before.touches - now.touches:
        return "touches"
    if now.no_wait and not before.no_wait and before.waiting.strip():
        return "no_wait"
    emptied = [name for name in SAID if _says(before, name) and not _says(now, name)]
    return next((name for name in (*emptied, *now.lacks) if name not in before.lacks), "")


def _says(option: Option, name: str) -> bool:
    return bool(getattr(option, name).strip())


def unchanged(before: Content, now: Content) -> Refusal | None:
    """Saving what stands there makes no other wording of it."""
    return Refusal("same_words") if now == before else None


def sent_back(session: Session, content: Content) -> Refusal | None:
    """A condition that a tester did not agree to comes back in other words, or not at all; a
    capital or a dot makes no other words."""
    if not isinstance(content, Condition):
        return None
    refused = any(content.says_as(said) for said in _not_agreed(session))
    return Refusal("sent_back_before", "content.what") if refused else None


def _not_agreed(session: Session) -> Iterator[Condition]:
    """Every wording of a condition, taken off or not, that some tester last said no to."""
    for entry, tests in session.testing.tests.items():
        wordings = session.entries.by_id[entry].versions
        for version in {test.version for test in tests}:
            said, told = wordings[version - 1], session.testing.of(entry, version)
            if isinstance(said, Condition) and any(test.verdict not in PASSED for test in told):
                yield said


def _child(session: Session, before: Content, now: Content) -> Refusal | None:
    """Once the case has been described, or judged on, nobody becomes a child or stops being one.

    What is asked about each child hangs on it; who was put down wrongly is withdrawn and added.
    """
    if not (isinstance(before, Person) and isinstance(now, Person) and _asked_about(session)):
        return None
    if (before.relation == Relation.CHILD) == (now.relation == Relation.CHILD):
        return None
    return Refusal("child_stays", "content.relation")


def _asked_about(session: Session) -> bool:
    return session.progress.stage != PREPARE or ROUND_1 in session.rounds
