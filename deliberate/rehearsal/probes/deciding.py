"""What is tried when the group decides."""

from collections.abc import Iterator

from deliberate.rehearsal.script import Cast, Move
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.rehearsal.script.deciding import leading, lightest
from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.entries.commands import AddEntry, WithdrawEntry
from deliberate.sessions.flow.commands import (
    Advance,
    Bypass,
)
from deliberate.sessions.ids import (
    AGREEMENT,
    EntryId,
    StageId,
)
from deliberate.sessions.rounds.commands import CloseRound, VoidRound
from deliberate.sessions.verdict.commands import (
    AnswerSafeEnough,
    CompleteDecision,
    RecordDecision,
)
from deliberate.sessions.windows import (
    Consequences,
    Dissent,
)

from .after import SIGNATURE
from .probe import NOTHING, Probe


def decide(cast: Cast, moves: tuple[Move, ...]) -> Iterator[Probe]:
    start = moves[0].key
    yield Probe(start, MODERATOR, Bypass(need="decision_missing", reason="-"), "cannot_bypass")
    yield Probe(start, MODERATOR, Advance(expected=StageId("decide")), "close_the_meeting")
    yield Probe(moves[-1].key, MODERATOR, SIGNATURE, "out_of_turn")
    gone = WithdrawEntry(entry=NOTHING, reason="-")
    yield Probe(start, MODERATOR, gone, "unknown_entry")
    first, second = (cast.option(option.letter) for option in leading(cast))
    least = cast.option(lightest(cast))
    calm = next(move.key for move in moves if not isinstance(move.command, AnswerAcute))
    yield Probe(calm, RECORDER, _decision(first, least), "consequences_first")
    yield Probe(calm, RECORDER, _decision(first, first), "not_the_lightest")
    yield Probe(calm, RECORDER, _decision(NOTHING, least), "unknown_option")
    stranger = AnswerSafeEnough(child=NOTHING, safe_enough=True, reason="-", stays="-")
    if start != calm:
        yield Probe(start, RECORDER, _decision(first, least), "acute_first")
        yield Probe(start, RECORDER, stranger, "acute_first")
    asked = CloseRound(round=AGREEMENT)
    being_asked = f"agree-{cast.vignette.raters[0].letter}"
    yield Probe(being_asked, MODERATOR, asked, "agreement_unanswered")
    thrown = VoidRound(round=AGREEMENT, reason="-")
    yield Probe(being_asked, MODERATOR, thrown, "question_is_not_thrown_away")
    against = Dissent(about="facts", text="-", changes_mind="-")
    yield Probe(being_asked, cast.raters[0], AddEntry(content=against), "after_the_question")
    yield Probe(start, RECORDER, CompleteDecision(not_chosen="-"), "decision_first")
    yield Probe(start, RECORDER, AddEntry(content=_would(NOTHING)), "unknown_option")
    yield Probe("decision", RECORDER, AddEntry(content=_would(second)), "consequences_written")
    yield Probe(calm, RECORDER, stranger, "unknown_child")
    hidden = Dissent(about="facts", text="-", changes_mind="-", anonymous=True)
    yield Probe(start, cast.raters[0], AddEntry(content=hidden), "only_process_anonymous")


def _decision(option: EntryId, least: EntryId) -> RecordDecision:
    """Complete as far as words go."""
    return RecordDecision(
        option=option,
        decider="-",
        competence="-",
        text="-",
        reason="-",
        lightest=least,
        why_not_lighter="-",
    )


def _would(option: EntryId) -> Consequences:
    return Consequences(
        option=option,
        child_now="-",
        child_later="-",
        siblings="-",
        contact_and_school="-",
        trusted_worker="-",
    )
