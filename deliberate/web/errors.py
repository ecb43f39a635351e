"""Which status a refusal has, and the one shape in which programs are told of it."""

from collections.abc import Mapping
from typing import Any

from deliberate.sessions.refusals import Refusal

from . import words

INPUT, NO_SEAT, FORBIDDEN, NOT_FOUND, CONFLICT = 400, 401, 403, 404, 409

_BY_STATUS: Mapping[int, frozenset[str]] = {
    NO_SEAT: frozenset({"no_seat"}),
    FORBIDDEN: frozenset(
        {
            "out_of_turn",
            "not_now",
            "not_admitted",
            "not_for_people",
            "wrong_origin",
            "alarm_is_on",
            "paused",
            "adjourned",
            "rate_first",
            "factors_first",
            "acute_first",
            "unique_first",
            "unique_before_role",
            "only_they_know",
            "family_first",
            "ideas_first",
            "saw_the_picture",
            "options_first",
            "not_your_entry",
            "not_your_round",
            "not_the_advocate",
            "cannot_bypass",
            "host_only",
        }
    ),
    NOT_FOUND: frozenset({"unknown_session", "not_found", "not_at_this_tablet"}),
    405: frozenset({"no_such_method"}),
    CONFLICT: frozenset(
        {
            "key_reused",
            "stale_stage",
            "gate_closed",
            "close_the_meeting",
            "already_so",
            "no_alarm",
            "nothing_to_bypass",
            "nothing_to_explain",
            "link_used",
            "seat_ended",
            "seat_taken",
            "seat_not_taken",
            "no_device",
            "pass_on_first",
            "device_leads",
            "code_locked",
            "lobby_not_open",
            "meeting_is_over",
            "core_facts_frozen",
            "round_closed",
            "round_open",
            "round_not_closed",
            "closes_with_its_stage",
            "agreement_unanswered",
            "after_the_question",
            "not_waited_for",
            "question_is_not_thrown_away",
            "open_item_first",
            "told_already",
            "pass_used",
            "advocate_has_begun",
            "moderator_rates_first",
            "another_case_is_on",
            "another_case_is_first",
            "case_not_begun",
            "case_has_begun",
            "needs_full_session",
            "weighty_needs_full_session",
            "weighty_needs_advocate",
            "condition_untested",
            "condition_not_agreed",
        }
    ),
    413: frozenset({"too_large"}),
    429: frozenset({"too_many_tries", "too_many_checks"}),
    500: frozenset({"server_error"}),
    501: frozenset({"no_pdf_here"}),
    503: frozenset({"try_again"}),
}
STATUS: Mapping[str, int] = {code: status for status, codes in _BY_STATUS.items() for code in codes}


def status(refusal: Refusal) -> int:
    """What is not listed is a matter of input."""
    return STATUS.get(refusal.code, INPUT)


def body(refusal: Refusal) -> Mapping[str, Any]:
    """The body that every refusal has."""
    return {
        "error": {
            "code": refusal.code,
            "message": words.refusal_text(refusal),
            "field": refusal.field,
            "params": dict(refusal.params),
        }
    }
