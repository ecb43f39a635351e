"""Takes shielded entries out of a session together with everything that refers to them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from .challenge.commands import PointKind
from .challenge.state import Challenge, Point
from .discussion.state import Item, Talk
from .entries.state import Entries, Entry
from .flow.state import Progress
from .ids import EntryId, IdeaId, ItemId, PartyId, QuestionId, RoundId, SeatId, child_of, item_of
from .roles import Role
from .rounds.state import Round
from .rounds.summary import ItemSummary, RoundSummary
from .state import Session
from .telling.events import Consented, Explained
from .telling.plan import ASKED_FROM, plan_state, years
from .telling.state import Telling
from .testing.state import Testing
from .verdict.events import DecisionRecorded
from .verdict.state import Verdict
from .visibility import Viewer
from .windows import (
    ABOUT_ONESELF,
    Arrangement,
    CaseFactor,
    ChildsWords,
    Condition,
    Consequences,
    Content,
    Dissent,
    Fact,
    FeltThreat,
    Person,
    Relation,
)

Gone = frozenset[EntryId]
UNDERSTANDING_OPEN, NEXT_STEP_MISSING = "understanding_open", "next_step_missing"
TOO_MANY = "too_many_conditions"
"""The warning that the number of conditions gives."""


IN_THE_ROOM = frozenset({Role.SCREEN, Role.OBSERVER})


def stands_for(session: Session, roles: frozenset[Role]) -> frozenset[PartyId]:
    """Whom a seat reads for: what everybody in the room sees is seen by every party in it."""
    if not roles & IN_THE_ROOM:
        return frozenset()
    people = frozenset(PartyId(entry.id) for entry, _ in session.entries.of(Person))
    return people.union(*(e.shielded_from for e in session.entries.by_id.values()))


def without_shielded(session: Session, viewer: Viewer) -> Session:
    """The session as if what is shielded from the viewer's parties had never been written."""
    by_id = session.entries.by_id
    gone = frozenset(key for key, entry in by_id.items() if _hidden_from(entry, viewer.stands_for))
    session = _without_their_words(session, gone, viewer.stands_for)
    if not gone:
        return session
    gone |= {key for key, entry in by_id.items() if _speaks_of(entry.content, gone)}
    left = replace(
        session,
        progress=_progress(session, gone),
        entries=_entries(session.entries, gone),
        rounds=_rounds(session.rounds, gone),
        talk=_talk(session.talk, gone),
        challenge=_challenge(session.challenge, gone, _renumbered(session.talk, gone)),
        verdict=_verdict(session, gone),
        testing=_testing(session.testing, gone),
    )
    return _without_groundless(left)


def for_the_family(session: Session) -> Session:
    """What everybody in the family may read: nothing that is shielded from any of them."""
    everybody = stands_for(session, IN_THE_ROOM)
    nobody = SeatId("")
    return without_shielded(session, Viewer(nobody, frozenset(), stands_for=everybody))


def _hidden_from(entry: Entry, parties: frozenset[PartyId]) -> bool:
    """What is shielded from one of them, and what somebody else filled in about themselves."""
    content = entry.content
    private = isinstance(content, ABOUT_ONESELF) and not parties <= {PartyId(content.whose)}
    return private or not entry.shielded_from.isdisjoint(parties)


def _speaks_of(content: Content, gone: Gone) -> bool:
    """Whether an entry is about another one, and so goes with it."""
    if isinstance(content, ChildsWords | FeltThreat):
        return content.whose in gone
    return isinstance(content, Consequences) and content.option in gone


def _without_their_words(session: Session, gone: Gone, parties: frozenset[PartyId]) -> Session:
    """What others said when it was explained goes, and so does what was passed over of it."""
    explained = _explained(session, parties)
    told = replace(_told(session.telling, gone, parties), explained=explained)
    unsaid = session.telling.reactions.keys() - told.reactions.keys()
    kept = tuple(
        b
        for b in session.progress.bypassed
        if b.about not in unsaid
        and (b.need != UNDERSTANDING_OPEN or parties <= {PartyId(EntryId(b.about))})
    )
    return replace(session, telling=told, progress=replace(session.progress, bypassed=kept))


def _without_groundless(left: Session) -> Session:
    """What was asked only because of something that is gone was never asked."""
    progress, plan = left.progress, plan_state(left)
    written = (entry.content for entry in left.entries.by_id.values())
    conditions = sum(isinstance(content, Condition) for content in written)
    if conditions <= left.opened.parameters.max_conditions:
        kept = tuple(warned for warned in progress.warned if warned.warning != TOO_MANY)
        progress = replace(progress, warned=kept)
    if plan.state != "without_agreement":
        passed = tuple(b for b in progress.bypassed if b.need != NEXT_STEP_MISSING)
        progress = replace(progress, bypassed=passed)
    return replace(left, progress=progress)


def _progress(session: Session, gone: Gone) -> Progress:
    """What was passed over goes with the entry, the idea or the point that it was about."""
    ideas = (_hidden(this, gone) for this in session.rounds.values())
    points = {key for key, point in session.challenge.points.items() if _gone(point, gone)}
    traces = frozenset[str]().union(gone, points, *ideas)
    kept = tuple(b for b in session.progress.bypassed if b.about not in traces)
    return replace(session.progress, bypassed=kept)


def _entries(entries: Entries, gone: Gone) -> Entries:
    """Whoever told what only they knew has had their turn, whoever may not read what it was."""
    told = frozenset(entries.by_id[key].by for key in gone if _unique(entries.by_id[key].content))
    kept = {key: _entry(entry, gone) for key, entry in entries.by_id.items() if key not in gone}
    core, lettered = ((e for e in ids if e not in gone) for ids in (entries.core, entries.lettered))
    return replace(
        entries,
        by_id=kept,
        core=tuple(core),
        lettered=tuple(lettered),
        nothing_to_add=entries.nothing_to_add | told,
    )


def _unique(content: Content) -> bool:
    return isinstance(content, Fact) and content.unique


def _entry(entry: Entry, gone: Gone) -> Entry:
    """Earlier wordings are shown to who tests, and so rest on nothing that is gone either."""
    return replace(entry, versions=tuple(_without(content, gone) for content in entry.versions))


def _without(content: Content, gone: Gone) -> Content:
    """The same words without what they rest on that is gone."""
    if isinstance(content, CaseFactor | Condition) and not gone.isdisjoint(content.facts):
        return replace(content, facts=tuple(fact for fact in content.facts if fact not in gone))
    if isinstance(content, Arrangement) and not gone.isdisjoint(content.people):
        return replace(content, people=tuple(who for who in content.people if who not in gone))
    if isinstance(content, Dissent) and content.deciding_fact in gone:
        return replace(content, deciding_fact=None)
    return content


def _rounds(rounds: Mapping[RoundId, Round], gone: Gone) -> Mapping[RoundId, Round]:
    return {key: _round(this, gone) if this.summary else this for key, this in rounds.items()}


def _round(this: Round, gone: Gone) -> Round:
    """An idea goes with the option that was made of it."""
    hidden = _hidden(this, gone)
    return replace(
        this,
        summary=_summary(this.summary, gone) if this.summary else None,
        ideas=tuple(idea for idea in this.ideas if idea.id not in hidden),
        placed={idea: into for idea, into in this.placed.items() if idea not in hidden},
    )


def _hidden(this: Round, gone: Gone) -> frozenset[IdeaId]:
    return frozenset(idea for idea, into in this.placed.items() if into in gone)


def _summary(summary: RoundSummary, gone: Gone) -> RoundSummary:
    """Answers that picked something shielded are not counted, nor questions about it."""
    own = sum(_case_factor(item.question) in gone for item in summary.items)
    items = tuple(_item(i, gone) for i in summary.items if not _about(i.question, gone))
    return replace(summary, items=items, case_factors=summary.case_factors - own)


def _item(item: ItemSummary, gone: Gone) -> ItemSummary:
    counts = {pick: n for pick, n in item.counts.items() if pick not in gone}
    left_out = sum(item.counts.values()) - sum(counts.values())
    return replace(item, counts=counts, n=item.n - left_out)


def _about(question: QuestionId, gone: Gone) -> bool:
    return child_of(question) in gone or _case_factor(question) in gone


def _case_factor(question: QuestionId) -> str:
    """The entry of a factor that is of this case alone."""
    return item_of(question).removeprefix("case:")


def _talk(talk: Talk, gone: Gone) -> Talk:
    numbers = _renumbered(talk, gone)
    kept = (_discussed(talk.items[old], new, gone) for old, new in numbers.items())
    return Talk({item.id: item for item in kept}, numbers.get(talk.open) if talk.open else None)


def _renumbered(talk: Talk, gone: Gone) -> Mapping[ItemId, ItemId]:
    """The items that are left, counted again: an item's id is its place on the list."""
    left = [i.id for i in talk.items.values() if not all(_about(q, gone) for q in i.questions)]
    return {old: ItemId(str(place)) for place, old in enumerate(left, start=1)}


def _discussed(item: Item, place: ItemId, gone: Gone) -> Item:
    questions = tuple(q for q in item.questions if not _about(q, gone))
    fact = None if item.fact in gone else item.fact
    return replace(item, id=place, questions=questions, fact=fact)


def _about_item(point: Point, numbers: Mapping[ItemId, ItemId]) -> Point | None:
    """A counter-sentence goes with the item that it was about."""
    if point.about is None:
        return point
    return replace(point, about=numbers[point.about]) if point.about in numbers else None


def _challenge(challenge: Challenge, gone: Gone, numbers: Mapping[ItemId, ItemId]) -> Challenge:
    """An advocate's option is a point and an entry under one id; what a point asks to find out
    is an entry with the words of the point."""
    kept = {
        key: _about_item(point, numbers)
        for key, point in challenge.points.items()
        if not _gone(point, gone)
    }
    points = {key: point for key, point in kept.items() if point is not None}
    return replace(challenge, points=points)


def _gone(point: Point, gone: Gone) -> bool:
    return EntryId(point.id) in gone or point.missing in gone


def _verdict(session: Session, gone: Gone) -> Verdict:
    verdict = session.verdict
    unfit = any(_gone(point, gone) for point in session.challenge.delivered(PointKind.FACT))
    return replace(
        verdict,
        safe_enough={child: a for child, a in verdict.safe_enough.items() if child not in gone},
        decisions=tuple(_decision(decision, gone, unfit) for decision in verdict.decisions),
        dissent_answers={e: a for e, a in verdict.dissent_answers.items() if e not in gone},
    )


def _told(telling: Telling, gone: Gone, parties: frozenset[PartyId]) -> Telling:
    """What people say is for themselves: of others only that they agree or do not. What could go
    wrong with a copy stands in none."""
    consents = {
        who: said if parties <= {PartyId(who)} else _only_whether(said)
        for who, said in telling.consents.items()
        if who not in gone
    }
    reactions = {
        key: reaction
        for key, reaction in telling.reactions.items()
        if reaction.person not in gone and parties <= {PartyId(reaction.person)}
    }
    checked = None if parties else telling.checked
    return replace(telling, consents=consents, reactions=reactions, checked=checked)


def _explained(session: Session, parties: frozenset[PartyId]) -> tuple[Explained, ...]:
    """Where and with whom somebody was told it is theirs to know; what names nobody is for all."""
    names = {
        PartyId(entry.id): re.compile(rf"\b{re.escape(person.name)}\b", re.IGNORECASE)
        for entry, person in session.entries.of(Person)
        if person.relation is not Relation.CHILD or years(person.age) >= ASKED_FROM
    }

    def meant(told: Explained) -> bool:
        named = {party for party, name in names.items() if name.search(told.to)}
        return not named or parties <= named

    return tuple(told for told in session.telling.explained if meant(told))


def _only_whether(said: Consented) -> Consented:
    return replace(said, remark="", understood="", say=None)


def _testing(testing: Testing, gone: Gone) -> Testing:
    """A signature that lapsed over something gone never lapsed at all."""
    return replace(
        testing,
        tests={e: t for e, t in testing.tests.items() if e not in gone},
        lapsed=tuple(lapsed for lapsed in testing.lapsed if lapsed.ended.about not in gone),
    )


def _decision(decision: DecisionRecorded, gone: Gone, unfit: bool) -> DecisionRecorded:
    """Why not lighter was said of the lightest option, and goes with it; the fact that does not
    fit goes with the advocate's point about it."""
    if unfit:
        decision = replace(decision, misfit="")
    if decision.option in gone:
        decision = replace(decision, option=EntryId(""))
    if decision.lightest in gone:
        decision = replace(decision, lightest=EntryId(""), why_not_lighter="")
    return decision
