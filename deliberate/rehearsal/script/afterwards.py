"""Agreements and explanation, after the meeting."""

from collections.abc import Iterator

from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.ids import AGREE, EXPLAIN, EntryId
from deliberate.sessions.verdict.commands import (
    Consent,
    RecordExplanation,
    RecordReaction,
    Said,
)
from deliberate.sessions.windows import Arrangement, DecidesRow, Review

from ._move import MODERATOR, RECORDER, Cast, Move, move

PARTY = {"family": "family", "together": "together", "worker": "worker", "authority": "board"}


def agree(cast: Cast) -> Iterator[Move]:
    say = cast.say
    arrangements = cast.vignette.arrangements
    for number, made in enumerate(arrangements):
        content = Arrangement(
            who=say(made.who),
            what=say(made.what),
            when=cast.on(made.day, made.time),
            monitor=say(made.monitor),
            check=say(made.how)[:300],
            first_check=cast.on(made.first_check),
            direct=made.timeframe == "direct",
        )
        yield move(RECORDER, f"arrangement-{number}", AddEntry(content=content))
    yield from _checked(cast)
    for number, row in enumerate(cast.vignette.who_decides_what):
        who = PARTY[row.who]
        decides = DecidesRow(who=who, what=say(row.what))  # type: ignore[arg-type]  # from PARTY
        yield move(RECORDER, f"decides-{number}", AddEntry(content=decides))
    review = Review(date=cast.on(cast.vignette.review_on))
    yield move(RECORDER, "review", AddEntry(content=review))
    yield move(MODERATOR, "leave-agree", Advance(expected=AGREE))


def _checked(cast: Cast) -> Iterator[Move]:
    """What was arranged in the meeting gets its monitor and way of checking."""
    say = cast.say
    first = cast.vignette.arrangements[0]
    for number, answer in enumerate(cast.vignette.safe_enough):
        if answer.action is None:
            continue
        act = answer.action
        content = Arrangement(
            who=say(act.who),
            what=say(act.what),
            when=cast.on(act.day, act.time),
            monitor=say(first.monitor),
            check=say(first.how)[:300],
            first_check=cast.on(first.first_check),
            direct=True,
        )
        corrected = CorrectEntry(entry=EntryId(f"direct-{number}"), content=content)
        yield move(RECORDER, f"direct-{number}-checked", corrected)


def explain(cast: Cast) -> Iterator[Move]:
    say, told = cast.say, cast.vignette.explanation
    explained = RecordExplanation(
        when=cast.on(told.day, told.time), how=say(told.how)[:300], to=say(told.to)[:200]
    )
    yield move(RECORDER, "explained", explained)
    for number, reaction in enumerate(cast.vignette.reactions):
        recorded = RecordReaction(
            whose=reaction.who, text=say(reaction.text), answer=say(reaction.answer)[:400]
        )
        yield move(RECORDER, f"reaction-{number}", recorded)
    for number, consent in enumerate(cast.vignette.consents):
        said = Consent(
            whose=consent.who, said=Said(consent.verdict), remark=say(consent.remark)[:400]
        )
        yield move(RECORDER, f"consent-{number}", said)
    yield from _not_asked(cast)
    yield move(MODERATOR, "leave-explain", Advance(expected=EXPLAIN))


def _not_asked(cast: Cast) -> Iterator[Move]:
    """A parent who could not be asked is passed by, with the reason why."""
    asked = {consent.who for consent in cast.vignette.consents}
    for number, relative in enumerate(cast.vignette.people):
        if relative.perspective != "parent" or relative.name in asked:
            continue
        reason = cast.say(relative.heard)[:200]
        passed = Bypass(need="consent_missing", about=f"person-{number}", reason=reason)
        yield move(MODERATOR, f"not-asked-{number}", passed)
