"""What the second round asks of whoever decides: whose consequences, and where a reason is due."""

from deliberate.sessions.forms import CANNOT
from deliberate.sessions.ids import ROUND_2, EntryId, question
from deliberate.sessions.rounds.forms import FIRST_CHOICE, SUPPORT
from deliberate.sessions.rounds.summary import RoundSummary
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Consequences

LEADING = 2


def leading(session: Session) -> tuple[EntryId, ...]:
    """The two options with most first choices: equal ones by fewest "cannot", then as listed."""
    listed = [entry.id for entry, _ in session.entries.options()]
    summary = _second(session)
    if summary is None:
        return ()
    first = summary.item(question(FIRST_CHOICE))
    chosen = first.counts if first else {}
    refused = {o: _refused(summary, o) for o in listed}
    ordered = sorted(listed, key=lambda option: (-chosen.get(option, 0), refused[option]))
    return tuple(ordered[:LEADING])


def _refused(summary: RoundSummary, option: EntryId) -> int:
    said = summary.item(question(SUPPORT, option))
    return said.counts.get(CANNOT, 0) if said else 0


def _second(session: Session) -> RoundSummary | None:
    this = session.rounds.get(ROUND_2)
    return this.summary if this else None


def without_consequences(session: Session) -> tuple[EntryId, ...]:
    """Which of the two still lack their full consequences."""
    written = {content.option for _, content in session.entries.of(Consequences)}
    return tuple(option for option in leading(session) if option not in written)


def reason_due(session: Session, child: EntryId, safe_enough: bool) -> bool:
    """Whether a rating says otherwise: "yes" while one is below the level that is good enough,
    "no" while all are at it or above."""
    judged = next((j for j in session.opened.catalogue.judgements if j.acute_level), None)
    summary = _second(session)
    if judged is None or judged.good_enough_from is None or summary is None:
        return False
    item = summary.item(question(judged.id, child))
    if item is None or not item.n:
        return False
    below = any(n and int(level) < judged.good_enough_from for level, n in item.counts.items())
    return below if safe_enough else not below
