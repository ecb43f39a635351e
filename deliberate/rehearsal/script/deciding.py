"""The decision: consequences, safe enough, the option, who agrees, the conditions, the dissent."""

from collections import Counter
from collections.abc import Iterator, Sequence

from deliberate.catalogue.vignettes.weighing import Option as Listed
from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.flow.commands import CloseMeeting
from deliberate.sessions.forms import AGREES, DISAGREES, Answer
from deliberate.sessions.ids import AGREEMENT, DECIDE, EntryId, question
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers
from deliberate.sessions.rounds.forms import AGREE
from deliberate.sessions.verdict.commands import (
    AnswerDissent,
    AnswerSafeEnough,
    CompleteDecision,
    RecordDecision,
)
from deliberate.sessions.windows import (
    Arrangement,
    Consequences,
    Dissent,
    LearningPoint,
    PlanB,
)

from ._entry import shielded
from ._move import MODERATOR, RECORDER, Cast, Move, move
from .conditions import first_wording, proposed
from .looking_back import process_check


def decide(cast: Cast) -> Iterator[Move]:
    yield from _acute_again(cast)
    yield from _consequences(cast)
    yield from _safe_enough(cast)
    yield move(RECORDER, "decision", _decision(cast))
    yield from _agreement(cast)
    yield from proposed(cast)
    yield from _dissent(cast)
    yield move(MODERATOR, "plan-b", AddEntry(content=PlanB(text=cast.say(cast.vignette.plan_b))))
    learned = LearningPoint(text=cast.say(cast.vignette.learning_point))
    yield move(MODERATOR, "learned", AddEntry(content=learned))
    yield from process_check(cast)
    yield move(MODERATOR, "close-meeting", CloseMeeting(expected=DECIDE))


def _acute_again(cast: Cast) -> Iterator[Move]:
    """Somebody answered "acute danger" in the second round as well."""
    acute = cast.vignette.acute
    if acute is not None and acute.again is not None and cast.in_danger(2):
        answered = AnswerAcute(acute=False, note=cast.say(acute.again)[:400])
        yield move(MODERATOR, "acute-decide", answered)


def _consequences(cast: Cast) -> Iterator[Move]:
    """Of the two options with most first choices, whoever is at this table."""
    for listed in leading(cast):
        content = _full(cast, listed)
        yield move(RECORDER, f"consequences-{listed.letter}", AddEntry(content=content))


def leading(cast: Cast) -> Sequence[Listed]:
    """As the group's list has them: equal ones by fewest who cannot, then in its order."""
    raters = cast.vignette.raters
    chosen = Counter(rater.first_choice for rater in raters)
    refused = Counter(letter for rater in raters for letter in rater.cannot)
    in_order = sorted(cast.vignette.options, key=lambda o: (not o.from_family, o.by_advocate))
    return sorted(in_order, key=lambda o: (-chosen[o.letter], refused[o.letter]))[:2]


def _full(cast: Cast, option: Listed) -> Consequences:
    """What the vignette says of it; of an option that leads only at a smaller table, its harm."""
    say, said = cast.say, option.consequences
    several = len(cast.vignette.children) > 1
    return Consequences(
        option=cast.option(option.letter),
        child_now=say(said.child_now if said else option.pro)[:400],
        child_later=say(said.child_later if said else option.harm)[:400],
        siblings=say(said.siblings if said else option.harm)[:400] if several else "",
        contact_and_school=say(said.contact_and_school if said else option.con)[:400],
        trusted_worker=say(said.trusted_worker if said else option.con)[:400],
    )


def _safe_enough(cast: Cast) -> Iterator[Move]:
    say = cast.say
    decider = cast.seat(cast.vignette.decider)
    for number, answer in enumerate(cast.vignette.safe_enough):
        answered = AnswerSafeEnough(
            child=cast.child(answer.child),
            safe_enough=answer.now,
            reason=say(answer.reason)[:400],
            stays=say(answer.later)[:400],
        )
        yield move(decider, f"safe-{number}", answered)
        if answer.action is None:
            continue
        act = answer.action
        direct = Arrangement(
            who=say(act.who), what=say(act.what), when=cast.on(act.day, act.time), direct=True
        )
        yield move(decider, f"direct-{number}", AddEntry(content=direct))


def _decision(cast: Cast) -> RecordDecision:
    made, say = cast.vignette.decision, cast.say
    decider = cast.vignette.rater(cast.vignette.decider)
    return RecordDecision(
        option=cast.option(made.option),
        decider=say(decider.role)[:120],
        competence=say(cast.vignette.who_may_decide)[:300],
        text=say(made.text),
        reason=say(made.reason),
        lightest=cast.option(lightest(cast)),
        why_not_lighter=say(made.why_not_lighter),
    )


def lightest(cast: Cast) -> str:
    """Lighter than what was chosen: to leave everything as it is."""
    return next(o.letter for o in cast.vignette.options if o.weight == "nothing_changes")


def _agreement(cast: Cast) -> Iterator[Move]:
    """Who wrote a dissent, or could not stand behind the option, disagrees; the others agree."""
    chosen = cast.vignette.decision.option
    written = {dissent.letter for dissent in cast.vignette.dissents}
    for rater in cast.vignette.raters:
        against = rater.letter in written or chosen in rater.cannot
        said = {question(AGREE): Answer(pick=DISAGREES if against else AGREES)}
        answer = GiveAnswers(round=AGREEMENT, answers=said)
        yield move(cast.seat(rater.letter), f"agree-{rater.letter}", answer)
    said = {question(AGREE): Answer(pick=AGREES)}
    yield move(RECORDER, "agree-recorder", GiveAnswers(round=AGREEMENT, answers=said))
    yield move(MODERATOR, "agree-close", CloseRound(round=AGREEMENT))


def _dissent(cast: Cast) -> Iterator[Move]:
    say = cast.say
    for number, dissent in enumerate(cast.vignette.dissents):
        content = Dissent(
            about=dissent.about,
            text=say(dissent.text),
            deciding_fact=cast.fact(dissent.deciding_fact),
            changes_mind=say(dissent.would_change),
            wish=dissent.wish,
        )
        key = f"dissent-{number}"
        yield move(cast.seat(dissent.letter), key, AddEntry(content=content))
        yield from shielded(cast, key, dissent.shielded_from)
        answer = AnswerDissent(entry=EntryId(key), text=say(dissent.answer)[:400])
        yield move(cast.seat(cast.vignette.decider), f"{key}-answer", answer)


def complete(cast: Cast) -> Iterator[Move]:
    """Within one working day: what need not keep people at the table."""
    made, say = cast.vignette.decision, cast.say
    completed = CompleteDecision(
        good_enough=say(made.good_enough),
        if_nothing_changes=say(made.future_concern),
        why_not_heavier=say(made.why_not_heavier),
        not_chosen=say(made.not_chosen),
    )
    yield move(RECORDER, "decision-completed", completed)
    for condition in cast.vignette.conditions:
        entry = EntryId(f"condition-{condition.number}")
        full = CorrectEntry(entry=entry, content=first_wording(cast, condition))
        yield move(RECORDER, f"{entry}-complete", full)
