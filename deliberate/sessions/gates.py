"""What each stage still needs before the next one: every need, not only the first."""

from .danger.asked import answer_needed
from .ids import OPEN, PREPARE, ROUND_1
from .refusals import Need
from .roles import Role
from .rounds.count import counted
from .rounds.forms import children
from .seating.state import Standing
from .state import Session
from .verdict.weighing import without_consequences
from .windows import (
    Arrangement,
    Condition,
    Dissent,
    Fact,
    Option,
    Person,
    Relation,
)


def case_described(session: Session) -> tuple[Need, ...]:
    """G0: one question in one sentence, and who may decide it."""
    progress = session.progress
    asked = progress.decision_question.strip()
    found = []
    if not asked:
        found.append(Need("decision_question_missing", bypassable=True, gate="G0"))
    elif not asked.endswith("?") or any(mark in asked[:-1] for mark in ("?", ". ", "! ")):
        found.append(Need("decision_question_not_one_sentence", bypassable=True, gate="G0"))
    if not progress.decision_authority.strip():
        found.append(Need("decision_authority_missing", gate="G0"))
    return tuple(found)


def people_heard(session: Session) -> tuple[Need, ...]:
    """G0: the child, each parent and the network, and how each was heard or why not."""
    people = session.entries.of(Person)
    found = [*child_there(session)]
    for relation in (Relation.PARENT, Relation.NETWORK):
        if not any(p.relation is relation for _, p in people):
            found.append(Need(f"{relation.value}_missing", bypassable=True, gate="G0"))
    unheard = (
        Need("not_heard", {"name": p.name}, entry.id, bypassable=True, gate="G0")
        for entry, p in people
        if p.relation is not Relation.PROFESSIONAL and not p.heard.strip()
    )
    return (*found, *unheard)


def child_there(session: Session) -> tuple[Need, ...]:
    """G0, and again as long as somebody can be taken off the list: a child to be judged about."""
    return () if children(session) else (Need("child_missing", gate="G0"),)


def enough_facts(session: Session) -> tuple[Need, ...]:
    """G0: five facts with a source."""
    have, want = len(session.entries.of(Fact)), session.opened.parameters.min_facts
    if have >= want:
        return ()
    return (Need("facts_too_few", {"have": have, "want": want}, bypassable=True, gate="G0"),)


def prework_opened(session: Session) -> tuple[Need, ...]:
    """G0 in half an hour: everybody judges beforehand."""
    if not session.opened.parameters.short or ROUND_1 in session.rounds:
        return ()
    return (Need("prework_not_open", gate="G0"),)


def prework_in(session: Session) -> tuple[Need, ...]:
    """In half an hour: as many as count have judged before the meeting goes on."""
    if not session.opened.parameters.short:
        return ()
    this, want = session.rounds.get(ROUND_1), session.opened.parameters.min_raters
    here = {seat.id for seat in session.roster.present(Role.RATER)}
    have = sum(seat in here for seat in counted(session, this)) if this else 0
    return () if have >= want else (Need("prework_too_few", {"have": have, "want": want}),)


def acute_in_prepare(session: Session) -> tuple[Need, ...]:
    return answer_needed(session.alarm, PREPARE)


def acute_in_open(session: Session) -> tuple[Need, ...]:
    return answer_needed(session.alarm, OPEN)


def everyone_placed(session: Session) -> tuple[Need, ...]:
    """Each invited person has been admitted or marked absent, and has a role."""
    seats = [s for s in session.roster.seats.values() if s.roles != {Role.SCREEN}]
    waiting = (
        Need("seat_not_in", {"name": s.name}, s.id) for s in seats if s.standing is Standing.INVITED
    )
    idle = (Need("seat_without_role", {"name": s.name}, s.id) for s in seats if not s.roles)
    return (*waiting, *idle)


def agenda_set(session: Session) -> tuple[Need, ...]:
    return () if session.talk.items else (Need("agenda_missing"),)


def items_closed(session: Session) -> tuple[Need, ...]:
    return tuple(
        Need("item_without_outcome", {"number": item.id}, item.id)
        for item in session.talk.items.values()
        if item.outcome is None
    )


def safe_enough_answered(session: Session) -> tuple[Need, ...]:
    """G6: safe enough now, for each child; a no asks for something that is done today."""
    answers, again = session.verdict.safe_enough, session.verdict.again
    found = [
        Need("safe_enough_open", {"child": child.name}, entry.id, gate="G6")
        for entry, child in session.entries.of(Person)
        if entry.id in children(session) and (entry.id not in answers or entry.id in again)
    ]
    return (*found, *done_at_once(session))


def done_at_once(session: Session) -> tuple[Need, ...]:
    """G6, and as long as arrangements are written: where a child is not safe enough, something
    is done at once and stays arranged."""
    unsafe = any(not answer.safe_enough for answer in session.verdict.safe_enough.values())
    direct = any(a.direct for _, a in session.entries.of(Arrangement))
    return (Need("direct_action_missing", gate="G6"),) if unsafe and not direct else ()


def decision_recorded(session: Session) -> tuple[Need, ...]:
    """G8: the consequences of the likeliest options, then decision, decider and reason."""
    titles = {entry.id: option.title for entry, option in session.entries.of(Option)}
    found = [
        Need("consequences_missing", {"title": titles[option]}, option, gate="G8")
        for option in without_consequences(session)
    ]
    if session.verdict.decision is None:
        found.append(Need("decision_missing", gate="G8"))
    elif len(session.verdict.decisions) <= session.progress.undone:
        found.append(Need("decision_again", gate="G8"))
    return tuple(found)


def decision_complete(session: Session) -> tuple[Need, ...]:
    """The column "within one working day": what was left for after the meeting."""
    said = session.verdict.completed
    asked = {
        "good_enough": Need("good_enough_open"),
        "if_nothing_changes": Need("future_concern_open"),
        "why_not_heavier": Need("why_not_heavier_open"),
        "not_chosen": Need("not_chosen_open"),
    }
    found = (
        need for name, need in asked.items() if said is None or not getattr(said, name).strip()
    )
    half = (
        Need("condition_incomplete", {"number": number}, entry.id)
        for number, (entry, c) in enumerate(session.entries.of(Condition), start=1)
        if not (c.seen_by.strip() and c.watched_by.strip() and c.otherwise.strip())
    )
    return (*found, *half)


def dissent_answered(session: Session) -> tuple[Need, ...]:
    return tuple(
        Need("dissent_unanswered", about=entry.id)
        for entry, _ in session.entries.of(Dissent)
        if entry.id not in session.verdict.dissent_answers
    )
