"""What is shielded from a party is not there for who stands for it: no gap, reference or count."""

import json
from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import DeliverPoint, PointKind, Reply
from deliberate.sessions.discussion.commands import AgendaItem, OpenItem, SetAgenda
from deliberate.sessions.entries.commands import (
    AddEntry,
    ContestEntry,
    MarkCore,
    NothingToAdd,
    ShieldEntry,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import Advance, Bypass
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import (
    DECIDE,
    DISCUSS,
    FACTS,
    IDEAS,
    OPTIONS,
    PREPARE,
    ROUND_1,
    TEST,
    EntryId,
    ItemId,
    PartyId,
    question,
)
from deliberate.sessions.project import project
from deliberate.sessions.redact import redact
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import CloseRound, GiveAnswers, OpenRound, PlaceIdea
from deliberate.sessions.rounds.forms import DECIDING_FACT
from deliberate.sessions.shielding import without_shielded
from deliberate.sessions.testing.commands import TestCondition, TestVerdict
from deliberate.sessions.verdict.commands import AnswerDissent
from deliberate.sessions.visibility import EVERYTHING, Viewer
from deliberate.sessions.windows import (
    ABOUT_ONESELF,
    Arrangement,
    Condition,
    Consequences,
    Dissent,
    Fact,
    Goal,
    MissingFact,
    Option,
    Person,
    Relation,
    Term,
    Weight,
)
from deliberate.store import codec
from tests.core import moments
from tests.core.moments import STAGES, script
from tests.core.test_blindness import RATERS

pytestmark = pytest.mark.untraced

MOTHER = PartyId("mother")
OWN = Option(title="Oma slaapt hier", weight=Weight.LIGHTER, by_family=True)
SHIELDED = EntryId("secret")
SECRET = "Bram belt elke dinsdag met de buurvrouw van oma"
LOOKING = ("screen", RATERS[1], RECORDER)

CONTENTS = {
    PREPARE: (
        Person(relation=Relation.NETWORK, name="Buurvrouw", heard=SECRET),
        Goal(text=SECRET, whose="Bram"),
        Fact(text=SECRET, source="school", date="maandag"),
        MissingFact(text=SECRET, who="GW", before="vrijdag"),
    ),
    FACTS: (Fact(text=SECRET, source="school", date="maandag", unique=True),),
    DISCUSS: (
        Fact(text=SECRET, source="school", date="maandag"),
        Term(word="buurvrouw", meaning=SECRET),
    ),
    OPTIONS: (replace(OWN, title=SECRET, pro="a", con="b", harm="c", no_wait=True),),
    DECIDE: (
        Condition(
            who="Bram",
            what=SECRET,
            until="1 juni",
            why="rust",
            seen_by="GW",
            watched_by="GW",
            otherwise="bellen",
            facts=(EntryId("fact-1"),),
        ),
        Consequences(
            option=EntryId("option-C"),
            child_now=SECRET,
            child_later="rust",
            siblings="rust",
            contact_and_school="rust",
            trusted_worker="rust",
        ),
        Arrangement(
            who="Bram",
            what=SECRET,
            when="15-01-2027",
            monitor="GW",
            check="bellen",
            first_check="16-01-2027",
            factor="other",
            works="strengthens",
        ),
        Dissent(about="facts", text=SECRET, changes_mind="een brief"),
    ),
}
CASES = [(stage, content) for stage, contents in CONTENTS.items() for content in contents]
TESTED = TestCondition(
    entry=SHIELDED,
    verdict=TestVerdict.AGREED,
    weakest="concern",
    why="goed genoeg",
    as_family=True,
)
ANSWERED = AnswerDissent(entry=SHIELDED, text="gehoord")


def at(stage, vignette="V1"):
    return moments.knowing(moments.at(stage, vignette), "mother")


def seen(table, seat, party=MOTHER):
    """What this seat sees if it stands for a party; the version is left out: it counts events."""
    viewer = Viewer(seat, table.session.roster.seats[seat].roles, frozenset({party}))
    view = replace(project(table.session, viewer, GUARDS), v=0)
    return json.dumps(codec.plain(view), ensure_ascii=False)


def quietly(table, command, seat, key="k"):
    clock = table.clock
    table.must(command, seat, key)
    table.clock = clock


def shield(entry):
    return ShieldEntry(entry=entry, parties=frozenset({MOTHER}), reason="veiligheid")


def follow_up(table, content, stage):
    """What the entry needs before the group can go on."""
    if stage == TEST and content.kind == "condition":
        quietly(table, TESTED, MODERATOR)
    if stage == TEST and content.kind == "dissent":
        quietly(table, ANSWERED, RECORDER)


@pytest.mark.parametrize(("stage", "content"), CASES, ids=lambda x: getattr(x, "kind", x))
def test_a_shielded_entry_is_as_if_it_had_never_been_written(stage, content):
    """From the stage in which it was written until the end of the session."""
    with_it, without = at(stage), at(stage)
    author = RATERS[0] if stage in {OPTIONS, DECIDE} else MODERATOR
    author = RECORDER if content.kind == "consequences" else author
    quietly(with_it, AddEntry(content=content), author, "secret")
    quietly(with_it, ContestEntry(entry=SHIELDED, text="dat klopt niet"), MODERATOR)
    quietly(with_it, shield("secret"), MODERATOR)
    for name in STAGES[STAGES.index(stage) :]:
        follow_up(with_it, content, name)
        for move in script(without, name):
            for table in (with_it, without):
                table.play(move)
        for seat in [seat for seat in LOOKING if seat in without.session.roster.seats]:
            assert seen(with_it, seat) == seen(without, seat)
        assert SECRET in seen(with_it, MODERATOR, PartyId("father"))


def words_of(entry):
    return [t for t in codec.plain(entry.content).values() if isinstance(t, str) and len(t) > 25]


def test_no_word_and_no_reference_of_a_shielded_entry_is_left():
    """Picked, discussed, challenged, chosen, tested: whatever was done with an entry since."""
    left, entries = [], at("explain").session.entries.live()
    for entry in (e for e in entries if not isinstance(e.content, ABOUT_ONESELF)):
        others = json.dumps([codec.plain(e.content) for e in entries if e.id != entry.id])
        own = [word for word in words_of(entry) if json.dumps(word)[1:-1] not in others]
        table = at("explain")
        assert all(word in seen(table, RECORDER) for word in own)
        quietly(table, shield(entry.id), MODERATOR)
        after = seen(table, RECORDER).replace(', "expertise": [', "")
        named = [f'"{entry.id}"', f':{entry.id}"', f'@{entry.id}"', *own]
        left += [(entry.id, word) for word in named if word in after]
    assert left == []


def test_numbers_close_up():
    table = at("discuss")
    quietly(table, shield("fact-2"), MODERATOR)
    view = json.loads(seen(table, RECORDER))["windows"]
    assert [row["number"] for row in view["facts"]] == list(range(1, len(view["facts"]) + 1))
    assert [row["core"] for row in view["core"]] == list(range(1, len(view["core"]) + 1))


def test_who_picked_a_shielded_fact_is_not_counted():
    table = at("discuss")
    quietly(table, shield("fact-1"), MODERATOR)
    viewer = Viewer(RECORDER, frozenset({Role.RECORDER}), frozenset({MOTHER}))
    item = deciding(redact(table.session, viewer, EVERYTHING))
    assert "fact-1" in deciding(table.session).counts
    assert "fact-1" not in item.counts
    assert item.n == sum(item.counts.values())


def deciding(session):
    return session.rounds[ROUND_1].summary.item(question(DECIDING_FACT))


def test_a_bypass_about_a_shielded_entry_is_not_told():
    table = at("prepare")
    person = Person(relation=Relation.NETWORK, name="Buurvrouw")
    table.must(AddEntry(content=person), MODERATOR, "secret")
    for move in script(table, "prepare")[:-1]:
        table.play(move)
    table.must(Bypass(need="not_heard", about="secret", reason="op reis"), MODERATOR)
    table.play(script(table, "prepare")[-1])
    assert "op reis" in seen(table, MODERATOR)
    quietly(table, shield("secret"), MODERATOR)
    assert "op reis" not in seen(table, MODERATOR)


@pytest.mark.parametrize("vignette", ["V1", "V2"])
def test_a_decision_does_not_keep_the_words_of_a_shielded_point(vignette):
    """The fact that did not fit, or the one that the group named, is copied into the decision."""
    table = at("challenge", vignette)
    for stage in STAGES[STAGES.index("challenge") : STAGES.index("test")]:
        for move in script(table, stage):
            if move.key == "reply-fact":
                found = {"reply": Reply.FIND_OUT, "who": "GW", "before": "vrijdag"}
                move = replace(move, command=replace(move.command, **found))
            table.play(move)
    point = table.session.challenge.points["point-fact"]
    words = point.misfit or point.text
    assert table.session.verdict.decision.misfit == words
    assert words in seen(table, RECORDER)
    quietly(table, shield(point.missing), MODERATOR)
    assert words not in seen(table, RECORDER)
    assert point.text not in seen(table, RECORDER)


def test_a_bypass_of_an_idea_goes_with_the_option_that_it_became():
    table = at("options")
    table.must(AddEntry(content=OWN), RECORDER, "own")
    table.must(OpenRound(round=IDEAS), MODERATOR)
    given = {question("idea", EntryId("1")): Answer(reason=SECRET)}
    table.must(GiveAnswers(round=IDEAS, answers=given), RATERS[0])
    table.must(CloseRound(round=IDEAS), MODERATOR)
    idea = table.session.rounds[IDEAS].ideas[0].id
    table.must(Bypass(need="idea_not_placed", about=idea, reason="straks"), MODERATOR)
    placed = PlaceIdea(round=IDEAS, idea=idea, weight=Weight.SAME)
    table.must(placed, MODERATOR, "secret")
    assert "straks" in seen(table, RECORDER)
    quietly(table, shield("secret"), MODERATOR)
    assert "straks" not in seen(table, RECORDER)


def test_a_shielded_fact_has_decided_nothing():
    table = at("options")
    assert table.session.talk.items[ItemId("1")].fact == "fact-5"
    quietly(table, shield("fact-5"), MODERATOR)
    item = without_shielded(table.session, standing_for(table, RECORDER)).talk.items[ItemId("1")]
    assert item.fact is None


def test_an_item_about_something_shielded_goes_with_its_counter_sentence():
    """And the items after it move up: an item's id is its place on the list."""
    table = at("reveal", "V3")
    own = "case:oma_rookt_rijdt"
    items = (AgendaItem(questions=(own,)), AgendaItem(questions=("supervision_gap",)))
    table.must(SetAgenda(items=items), MODERATOR)
    table.must(Advance(expected="reveal"), MODERATOR)
    table.must(OpenItem(item=ItemId("2")), MODERATOR)
    for about, text in (("1", SECRET), ("2", "over toezicht")):
        said = DeliverPoint(kind=PointKind.COUNTER_SENTENCE, text=text, about=ItemId(about))
        table.must(said, table.session.challenge.advocate or MODERATOR, f"counter-{about}")
    quietly(table, shield("oma_rookt_rijdt"), MODERATOR)
    shown = project(table.session, standing_for(table, "screen"), GUARDS)
    assert [(i.id, i.open, i.counter) for i in shown.stage.items] == [
        ("1", True, ("over toezicht",))
    ]
    assert SECRET not in seen(table, "screen")


def standing_for(table, seat):
    return Viewer(seat, table.session.roster.seats[seat].roles, frozenset({MOTHER}))


def test_a_withdrawn_entry_is_not_shown_either():
    table = at("facts")
    quietly(table, AddEntry(content=CONTENTS[FACTS][0]), RATERS[0], "secret")
    for rater in RATERS[1:]:
        quietly(table, NothingToAdd(), rater)
    quietly(table, MarkCore(entry=SHIELDED, core=True), MODERATOR)
    quietly(table, WithdrawEntry(entry=SHIELDED, reason="vergissing"), RATERS[0])
    assert SECRET not in seen(table, RECORDER, PartyId("father"))
