"""From named places in V1's record alone: who decided what and why, who disagreed, what follows."""

import re

import pytest

from deliberate.bias_guards import GUARDS
from tests.records.made import written


def at(path):
    """What stands at a path such as `weighing.options[chosen].title`, in V1's record."""
    found = written()
    for name, wanted in re.findall(r"(\w+)(?:\[(\w+)\])?", path):
        found = found[name]
        if wanted.isdigit():
            found = found[int(wanted)]
        elif wanted:
            found = next(part for part in found if part[wanted])
    return found


ANSWERS = {
    "who decided": ("weighing.decision.decider", "jeugdbeschermer"),
    "by which right": ("weighing.decision.competence", "De jeugdbeschermer, in overleg"),
    "what was decided": ("weighing.decision.text", "Vrijwillige begeleiding gaat door"),
    "which option": ("weighing.options[chosen].title", "Vrijwillig, met afspraken deze week"),
    "on which ground": ("weighing.decision.reason", "Met Dennis elders is er vanavond rust"),
    "on which facts": ("facts.core[0].text", "In zeven weken kwam de politie twee keer"),
    "from which source": ("facts.core[0].source", "politie en beide ouders"),
    "why not lighter": ("weighing.decision.why_not_lighter", "Geweld elf dagen geleden"),
    "why not heavier": ("weighing.decision.why_not_heavier", "Met Dennis buiten huis"),
    "what if nothing changes": ("weighing.decision.if_nothing_changes", "Als er niets verandert"),
    "what does not fit": ("weighing.decision.misfit", "Lina mist geen dag school"),
    "what of the other options": ("weighing.decision.not_chosen", "D ligt klaar in plan B"),
    "who disagreed": ("weighing.dissent[0].by", "hulpverlener vrouwenopvang"),
    "about what": ("weighing.dissent[0].about", "weighing"),
    "why": ("weighing.dissent[0].text", "Rode plekken in de hals"),
    "what would change that": ("weighing.dissent[0].changes_mind", "Dat Dennis twee weken"),
    "what was answered": ("weighing.dissent[0].answer", "Het huisverbod ligt klaar"),
    "what must happen": ("weighing.conditions[0].what", "slaapt bij zijn broer"),
    "by whom": ("weighing.conditions[0].who", "Dennis"),
    "until when": ("weighing.conditions[0].until", "12-02-2027"),
    "seen by what": ("weighing.conditions[0].seen_by", "de broer en Yasmin bevestigen"),
    "watched by whom": ("weighing.conditions[0].watched_by", "de jeugdbeschermer"),
    "and if not": ("weighing.conditions[0].otherwise", "de jeugdbeschermer voert dezelfde dag"),
    "tested by whom": ("weighing.test.by", "Helga Brandsma"),
    "first action": ("steps.direct[0].what", "Dennis brengt zijn spullen"),
    "before when": ("steps.direct[0].when", "15-01-2027"),
    "who watches the action": ("steps.direct[0].monitor", "jeugdbeschermer"),
    "first check": ("steps.direct[0].first_check", "16-01-2027"),
    "when it goes wrong": ("steps.plan_b[0].text", "Komt Dennis onverwacht"),
    "when we look again": ("steps.reviews[0].date", "29-01-2027"),
    "who keeps it together": ("steps.coordinator.name", "Fatima el Amrani"),
    "what the family says": ("steps.reactions[0].text", "Ik wil dat het rustig blijft"),
}


@pytest.mark.parametrize("question", ANSWERS)
def test_the_record_answers_from_a_named_place(question):
    path, answer = ANSWERS[question]
    assert at(path).startswith(answer)


def test_the_states_tell_since_when_it_is_final():
    states = at("head.states")
    assert [step["state"] for step in states] == ["intended", "tested", "final"]
    assert at("head.state") == "final"
    assert states[1]["by_moderator"] is True


def test_every_gate_is_accounted_for_with_its_numbers():
    gates = at("account.gates")
    named = {row["gate"] for row in gates}
    assert named == {f"G{n}" for n in range(12)}
    passed = sum(row["passed_over"] for row in gates)
    assert passed == len([b for b in at("head.bypassed") if b["gate"]])
    assert [row["at"] for row in gates] == sorted(row["at"] for row in gates)
    told = at("account.guards")
    assert {note["code"] for note in told} >= {"independence", "devils_advocate"}
    assert list(dict.fromkeys(note["guard"] for note in told)) == [g.name for g in GUARDS]


def test_each_version_of_the_decision_is_kept():
    (version,) = at("versions")
    assert version["number"] == 1
    assert version["text"] == at("weighing.decision.text")
