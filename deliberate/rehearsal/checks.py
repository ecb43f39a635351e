"""Whether everything that was acknowledged is there afterwards, and nothing came out too early."""

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any

from deliberate import records
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.ids import QuestionId, RoundId, SeatId
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.rounds.merge import merged
from deliberate.store.codec import plain
from deliberate.store.verify_file import verify_file

from .canaries import Canaries
from .table import Said, Table

WINDOWS = ("people", "facts", "weighing", "steps")


def repeated(table: Table, seats: Collection[SeatId]) -> int:
    """The same commands again: each is met with its own receipt, and nothing is done twice."""
    before = {seat: table.people[seat].view().get("v") for seat in seats}
    again = [said for said in table.said if said.seat in seats]
    found = sum(_repeated(table, said) for said in again)
    for seat, version in before.items():
        if table.people[seat].view().get("v") != version:
            table.tally.fault(f"a command of {seat} was done again, so it had been lost")
    return found


def _repeated(table: Table, said: Said) -> bool:
    reply = table.people[said.seat].ask(said.key, said.body)
    if reply.done and reply.receipt == said.receipt:
        return True
    got = reply.code or "another receipt"
    table.tally.fault(f"{said.key} of {said.seat} was acknowledged, and is now met with {got}")
    return False


def entries(table: Table) -> None:
    """Every entry that was acknowledged stands in the windows, in its last words."""
    windows = table.moderator.view()["windows"]
    shown = {row["id"]: row["content"] for rows in windows.values() for row in rows}
    wanted: dict[str, Any] = {}
    for said in table.said:
        if isinstance(said.command, AddEntry):
            wanted[said.key] = said.body["content"]
        elif isinstance(said.command, CorrectEntry):
            wanted[said.body["entry"]] = said.body["content"]
        elif isinstance(said.command, WithdrawEntry):
            wanted[said.body["entry"]] = None
    for entry, content in wanted.items():
        if shown.get(entry) != content:
            table.tally.fault(f"{entry} was acknowledged, and the windows hold {shown.get(entry)}")


def own_answers(table: Table, seat: SeatId, round_id: RoundId) -> None:
    """A rater finds every answer back that was acknowledged to this rater."""
    given: dict[QuestionId, Any] = {}
    for said in list(table.said):
        command = said.command
        if said.seat == seat and isinstance(command, GiveAnswers) and command.round == round_id:
            given |= merged(command, given).answers
    shown = dict(_own(table.people[seat].view()))
    for question, answer in given.items():
        wanted = {**plain(answer), "pick": answer.pick and table.names.id(answer.pick)}
        if shown.get(table.names.id(question)) != wanted:
            table.tally.fault(f"{seat} was acknowledged an answer about {question}, and lost it")


def _own(view: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    form = view["stage"]["form"]
    for screen in form["screens"] if form else ():
        yield from ((card["q"], card["own"]) for card in screen["cards"])


def blind(table: Table, before: Mapping[SeatId, Any], after: Mapping[SeatId, Any]) -> None:
    """Somebody answered in between: nobody else sees anything of it."""
    for seat in before:
        if before[seat] != after[seat]:
            table.tally.fault(f"the view of {seat} changed when somebody else answered blind")


def canaries_sing(table: Table, seat: SeatId, canaries: Canaries) -> None:
    """The search for blind text does find it where it may be: with whoever wrote it."""
    if seat in canaries.planted and canaries.planted[seat] not in str(table.people[seat].view()):
        table.tally.fault(f"{seat} does not see their own blind text, so a leak would not show")


def record(table: Table, stored: bytes, sealed: str) -> None:
    """The record is what was sealed, whole by its signature, with something in each window."""
    made = records.read(stored)
    if found := verify_file(stored).what:
        table.tally.fault(f"the record is not as it was signed: {found}")
    if sha256(records.canonical(made)).hexdigest() != sealed:
        table.tally.fault("the record is not the one that was sealed")
    for window in WINDOWS:
        if not any(getattr(made, window).values()):
            table.tally.fault(f"the record says nothing in window {window}")
