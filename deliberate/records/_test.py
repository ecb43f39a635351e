"""The behavioural scientist's test in the record: every wording that was tested, the process, who
signed, and which signatures lapsed."""

from dataclasses import fields
from typing import Any

from deliberate.sessions.testing.commands import Doubts
from deliberate.sessions.testing.events import TestSigned
from deliberate.sessions.views.dossier import Dossier
from deliberate.sessions.views.testing import SignatureView, TestRow, TestView, Wording
from deliberate.sessions.windows import Condition

WORDING = ("who", "what", "until", "why", "seen_by", "watched_by", "otherwise")
JUDGED = ("core", "proportional", "dissent")


def tests(told: Dossier, entry: str) -> dict[str, Any]:
    """Every test of one condition, and each earlier wording that was tested."""
    row = next((row for row in told.testing.rows if row.entry == entry), None)
    if row is None:
        return {"tests": [], "tested": False, "earlier": []}
    return {
        "tests": [_test(t) for wording in row.wordings for t in wording.tests],
        "tested": row.current,
        "earlier": [_wording(wording) for wording in row.wordings[:-1]],
    }


def _test(test: TestView) -> dict[str, Any]:
    said = test.said
    return {
        "verdict": said.verdict,
        "weakest": said.weakest,
        "why": said.why,
        "change": said.change,
        "as_family": said.as_family,
        "doubts": _doubts(said.doubts),
        "version": said.version,
        "by": test.name,
        "by_moderator": said.moderator_too,
        "at": said.at,
    }


def _doubts(doubts: Doubts) -> list[dict[str, str]]:
    named = ((field.name, getattr(doubts, field.name)) for field in fields(doubts))
    return [{"point": point, "reason": said} for point, said in named if said.strip()]


def _wording(wording: Wording) -> dict[str, Any]:
    return {"version": wording.version, "wrote": wording.wrote, **_words(wording.content)}


def _words(condition: Condition) -> dict[str, str]:
    return {name: getattr(condition, name) for name in WORDING}


def taken_off(told: Dossier) -> list[dict[str, Any]]:
    """Conditions that were tested and then withdrawn, with why."""
    return [_taken_off(row) for row in told.testing.taken_off]


def _taken_off(row: TestRow) -> dict[str, Any]:
    last = row.wordings[-1]
    said = [_test(t) for wording in row.wordings for t in wording.tests]
    words = _words(last.content)
    found: dict[str, Any] = {**words, "wrote": last.wrote, "reason": row.withdrawn, "tests": said}
    if row.shielded_for:
        found["shielded"] = {"from": list(row.shielded_for), "reason": row.shield_reason}
    return found


def process(told: Dossier) -> list[dict[str, Any]]:
    """What the log itself shows, with the numbers that say so."""
    return [
        {"point": found.code, "proved": found.proved, "params": dict(found.params)}
        for found in told.testing.findings
    ]


def lapsed(told: Dossier) -> list[dict[str, Any]]:
    return [
        {
            "at": lapsed.ended.at,
            "because": lapsed.ended.because,
            "by": lapsed.by,
            "signed_by": list(lapsed.names),
        }
        for lapsed in told.testing.lapsed
    ]


def signed(told: Dossier) -> dict[str, Any] | None:
    """Nothing until as many have signed as that takes."""
    last = told.testing.signed
    if last is None:
        return None
    signatures = told.testing.signatures
    return {
        "at": last.at,
        "by": ", ".join(signature.name for signature in signatures),
        "by_moderator": any(signature.said.moderator_too for signature in signatures),
        "signatures": [_signature(signature) for signature in signatures],
    }


def _signature(signature: SignatureView) -> dict[str, Any]:
    said = signature.said
    return {
        "at": said.at,
        "by": signature.name,
        "by_moderator": said.moderator_too,
        **{name: _judged(said, name) for name in JUDGED},
        "second_opinion": sorted(said.second_opinion),
        "second_opinion_reason": said.second_opinion_reason,
    }


def _judged(said: TestSigned, name: str) -> dict[str, str]:
    return {"answer": getattr(said, name), "reason": getattr(said, f"{name}_reason")}
