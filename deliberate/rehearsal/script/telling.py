"""Explaining the decision: the summary, what comes back, and the decider's answers."""

from collections.abc import Iterator

from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.ids import EXPLAIN, EntryId
from deliberate.sessions.telling.commands import (
    AnswerReaction,
    CheckCopy,
    Consent,
    NameNextStep,
    RecordExplanation,
    RecordReaction,
    Said,
)
from deliberate.sessions.windows import FamilySummary

from ._move import MODERATOR, RECORDER, Cast, Move, move


def explain(cast: Cast) -> Iterator[Move]:
    say, vignette = cast.say, cast.vignette
    decider = cast.seat(vignette.decider)
    summary = FamilySummary(text=say(vignette.family_summary))
    yield move(RECORDER, "summary", AddEntry(content=summary))
    yield move(decider, "copy", CheckCopy(looked=True, risk=say(vignette.copy_risk)))
    told = vignette.explanation
    explained = RecordExplanation(
        when=cast.on(told.day, told.time),
        how=say(told.how)[:300],
        to=say(told.to)[:200],
        language=say(told.language)[:60],
    )
    yield move(decider, "explained", explained)
    for number, reaction in enumerate(vignette.reactions):
        key = f"reaction-{number}"
        recorded = RecordReaction(person=cast.party(reaction.who), text=say(reaction.text))
        yield move(RECORDER, key, recorded)
        answered = AnswerReaction(
            reaction=EntryId(key), answer=say(reaction.answer)[:400], outcome="stands"
        )
        yield move(decider, f"{key}-answer", answered)
    for number, consent in enumerate(vignette.consents):
        said = Consent(
            person=cast.party(consent.who),
            said=Said(consent.verdict),
            remark=say(consent.remark)[:400],
            understood=consent.understood,
            say=consent.say,
        )
        yield move(RECORDER, f"consent-{number}", said)
    yield from _not_asked(cast)
    yield move(MODERATOR, "leave-explain", Advance(expected=EXPLAIN))


def _not_asked(cast: Cast) -> Iterator[Move]:
    """A parent who could not be asked is passed by with the reason why, and a next step."""
    asked = {consent.who for consent in cast.vignette.consents}
    for number, relative in enumerate(cast.vignette.people):
        if relative.perspective != "parent" or relative.name in asked:
            continue
        reason = cast.say(relative.heard)[:200]
        passed = Bypass(need="consent_missing", about=f"person-{number}", reason=reason)
        yield move(MODERATOR, f"not-asked-{number}", passed)
    if cast.vignette.next_step is not None:
        step = NameNextStep(text=cast.say(cast.vignette.next_step))
        yield move(RECORDER, "next-step", step)
