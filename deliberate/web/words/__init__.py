"""Words for codes, in the language of the one who reads; a code without a word is a bug."""

from collections.abc import Mapping
from typing import Any

from deliberate.sessions.refusals import Need, Note, Params, Refusal
from deliberate.sessions.testing.process import Finding
from deliberate.sessions.views.notices import Notice

from .after import PROCESS
from .findings import BARELY, EMPTY, FINDINGS
from .guards import GUARDS, NOTES
from .needs import BARE_NEEDS, NEEDS, NOTICE_KINDS, NOTICES
from .plain import plain_text
from .refusals import REFUSALS
from .stages import STAGES, WINDOWS
from .terms import NOTHING_MISSING, ROLES, TERMS, WARNINGS

CODED: Mapping[str, str] = {"kind": "point", "round": "round", "role": "role"}
"""Parameters that are codes themselves, and the kind of word they take."""
LISTED: Mapping[str, str] = {"lacks": "lacks", "roles": "role", "earlier_roles": "role"}
"""Parameters that are several codes, parted by spaces, and the kind of word these take."""


def stage_title_of(stage_id: str) -> str:
    return str(STAGES[stage_id])


def window_number(window: str) -> int:
    """0 for what comes before the four windows."""
    return WINDOWS[window]


def role_name(role: str) -> str:
    return str(ROLES[role])


def word(kind: str, code: str) -> str:
    """What one code of a kind is called; see `terms` for the kinds."""
    return str(_kind(kind)[str(code)])


def choices_of(kind: str) -> tuple[tuple[str, str], ...]:
    """Every code of a kind with its word, in the order in which people choose from them."""
    return tuple((code, str(said)) for code, said in _kind(kind).items())


def framework_text(framework: str, note: str) -> str:
    """The framework with what it is called here, as far as either was said."""
    if not framework:
        return note
    said = word("framework", framework)
    return f"{said} ({note})" if note else said


def need_text(need: Need) -> str:
    if need.code == "warning":
        return warning_text(str(need.params["warning"]))
    return str(NEEDS[need.code]) % _said(need.params)


def bypassed_text(code: str) -> str:
    """A need that was passed over, without its particulars."""
    return str(BARE_NEEDS.get(code, NEEDS[code]))


def warning_text(code: str) -> str:
    return str(WARNINGS[code])


def explained_text(code: str) -> str:
    """What was explained with one line: a warning, or that no expertise is missing."""
    return str(NOTHING_MISSING) if code == "expertise" else warning_text(code)


def refusal_text(refusal: Refusal) -> str:
    return str(REFUSALS[refusal.code]) % _said(refusal.params)


def notice_text(notice: Notice) -> str:
    params = dict(notice.params)
    if "need" in params:
        params["need"] = bypassed_text(params["need"])
    return str(NOTICES[notice.code]) % _said(params)


def notice_kind(notice: Notice) -> str:
    return NOTICE_KINDS[notice.code]


def finding_text(code: str, words: str = "", ask: str = "", force: str = "hint") -> str:
    """What to do about something that the quality rule found; a hint says it in fewer words."""
    shorter = EMPTY if not words else BARELY if force == "hint" else {}
    return str(shorter.get(code, FINDINGS[code])) % {"words": words, "ask": ask}


def guard_title(name: str) -> str:
    """What a guard is called."""
    return str(GUARDS[name].title)


def note_text(note: Note) -> str:
    """What a guard reports of itself."""
    words, params = NOTES[note.code], _said(note.params)
    return words(params) if callable(words) else str(words) % params


def _kind(kind: str) -> Mapping[str, Any]:
    if kind == "role":
        return ROLES
    return WARNINGS if kind == "warning" else TERMS[kind]


def _said(params: Params) -> Mapping[str, str | int]:
    return {name: _param(name, value) for name, value in params.items()}


def _param(name: str, value: str | int) -> str | int:
    if name in LISTED:
        known = _kind(LISTED[name])
        return ", ".join(str(known.get(code, code)) for code in str(value).split())
    kind = _kind(CODED[name]) if name in CODED else {}
    return str(kind[str(value)]) if str(value) in kind else value


def process_text(finding: Finding) -> str:
    """What the log shows of one point of the process."""
    return process_said(finding.code, finding.params)


def process_said(point: str, params: Params) -> str:
    """The same from a record, which holds codes and numbers."""
    return str(PROCESS[point]) % dict(params)


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {
        "stage_title_of": stage_title_of,
        "window_number": window_number,
        "role_name": role_name,
        "word": word,
        "choices_of": choices_of,
        "framework_text": framework_text,
        "need_text": need_text,
        "bypassed_text": bypassed_text,
        "warning_text": warning_text,
        "explained_text": explained_text,
        "refusal_text": refusal_text,
        "notice_text": notice_text,
        "guard_title": guard_title,
        "note_text": note_text,
        "process_text": process_text,
        "process_said": process_said,
        "finding_text": finding_text,
        "plain_text": plain_text,
    }
