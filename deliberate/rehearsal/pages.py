"""How each form stands on its page: what lies folded before it, and what it fills in by itself.

The counting of effort knows of the pages only what is written here. A test holds it against the
pages as they are.
"""

from collections.abc import Mapping

from .form import CONFIRMED, FOLDED, TWICE_FOLDED, Form, names

PERSON = names(
    "tie",
    "household",
    "circle",
    "thinks_along",
    "carries_out",
    "consented",
    "task",
    "heard_on",
    "heard_by",
)
FACT = names("perspective", "hand", "unique", "status", "topic")
WAITING = names("goal", "harm", "waiting", "bridging", "no_wait", "touches")
HELP = names("people", "support", "suggested")
SEEN = names("seen_by", "watched_by", "otherwise")
COUNTER = ("Je kunt dit ook zo zien: ", "You can also see it like this: ")

FORMS: Mapping[str, Form] = {
    "AddEntry": FOLDED,
    "AddEntry.person": Form(folds=1, behind=PERSON),
    "AddEntry.childs_words": Form(folds=1, asks=names("whose")),
    "AddEntry.felt_threat": Form(folds=1, asks=names("whose")),
    "AddEntry.fact": Form(folds=1, behind=FACT),
    "AddEntry.unique_fact": Form(sets=FACT),
    "AddEntry.family_option": Form(sets=names("by_family"), behind=WAITING),
    "AddEntry.option": Form(behind=WAITING),
    "AddEntry.arrangement": Form(folds=1, sets=names("direct")),
    "AddEntry.condition": Form(folds=1, behind=SEEN),
    "AddEntry.arrangement@agree": Form(folds=2, sets=names("direct"), behind=HELP),
    "AddEntry.decides": TWICE_FOLDED,
    "AddEntry.informing": TWICE_FOLDED,
    "AddEntry.summary": Form(drafted=names("text")),
    "AddEntry.plan_b": FOLDED,
    "AddEntry.learning_point": FOLDED,
    "CorrectEntry": FOLDED,
    "CorrectEntry.option": FOLDED,
    "CorrectEntry.option@challenge": Form(folds=2),
    "CorrectEntry.condition": Form(folds=1, behind=SEEN),
    "CorrectEntry.arrangement": Form(behind=HELP),
    "WithdrawEntry": CONFIRMED,
    "ContestEntry": FOLDED,
    "ShieldEntry": Form(folds=1, asks=names("entry")),
    "MarkCore": Form(sets=names("core")),
    "Invite": Form(folds=1, unset=names("sharing"), sets=names("person")),
    "MarkAbsent": Form(folds=1, sets=names("seat")),
    "AdmitSeat": Form(asks=names("seat"), sets=names("device")),
    "ExplainWarning": Form(folds=1, sets=names("warning")),
    "Bypass": Form(folds=1, sets=names("need", "about")),
    "Advance": CONFIRMED,
    "CloseMeeting": CONFIRMED,
    "OpenPrework": CONFIRMED,
    "DeliverPoint": Form(sets=names("kind", "weight")),
    "DeliverPoint.option": Form(sets=names("kind"), unset=names("weight")),
    "DeliverPoint.counter_sentence": Form(sets=names("kind", "weight"), begun={"text": COUNTER}),
    "AnswerPoint": Form(folds=1, confirmed=True, pressed=names("reply")),
    "LayDownRole": CONFIRMED,
    "PlaceIdea": Form(pressed=names("weight", "into", "drop")),
    "RecordDecision": Form(asks=names("option", "lightest"), sets=names("decider", "competence")),
    "TestCondition": Form(sets=names("doubts")),
    "RecordReaction": TWICE_FOLDED,
    "AnswerReaction": Form(sets=names("reaction")),
    "Consent": Form(sets=names("person"), behind=names("say")),
}
"""By command, and where it matters by what the command is about."""
