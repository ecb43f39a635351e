"""The documentation says what the code does: commands, settings, stages, gates and links."""

import re
from pathlib import Path
from typing import get_args

import pytest

from deliberate import cli, config
from deliberate.bias_guards import GUARDS
from deliberate.sessions.condition_rule import Code
from deliberate.sessions.stages import STAGES
from deliberate.sessions.states import State
from deliberate.web.words.needs import BARE_NEEDS
from deliberate.web.words.terms import WARNINGS

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
OPERATING = ROOT / "docs" / "operating.md"
PROTOCOL = ROOT / "docs" / "protocol.md"
COMMAND = re.compile(r"(?:`|/|^ {4})deliberate ([a-z]+)", re.MULTILINE)


def test_every_command_is_explained_and_every_explained_command_is_there(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    there = set(re.findall(r"^ {4}([a-z]+) ", capsys.readouterr().out, re.MULTILINE))
    assert set(COMMAND.findall(OPERATING.read_text())) == there
    assert {c for path in DOCS for c in COMMAND.findall(path.read_text())} == there


def test_every_setting_is_explained_and_every_explained_setting_is_there():
    there = {f"DELIBERATE_{name}" for name in config.NAMES}
    rows = set(re.findall(r"^\| `(DELIBERATE_[A-Z_]+)`", OPERATING.read_text(), re.MULTILINE))
    assert rows == there
    named = {n for path in DOCS for n in re.findall(r"DELIBERATE_[A-Z_]*[A-Z]", path.read_text())}
    assert named == there


def test_every_stage_is_explained_in_its_order():
    row = re.compile(r"^\| (?:\d+ |Closed)[^|]*\| `([a-z_0-9]+)` \|", re.MULTILINE)
    codes = row.findall(PROTOCOL.read_text())
    assert codes == [stage.id for stage in STAGES]


def test_every_gate_is_explained_and_every_explained_gate_is_there():
    code = "\n".join(path.read_text() for path in (ROOT / "deliberate").rglob("*.py"))
    there = set(re.findall(r"\b(G\d+|quorum)\"", code)) & set(re.findall(r"\"(G\d+|quorum)", code))
    explained = re.findall(r"^\| (G\d+|quorum) \|", PROTOCOL.read_text(), re.MULTILINE)
    assert set(explained) == there
    assert len(explained) == len(there)


def test_every_guard_is_explained():
    told = PROTOCOL.read_text().lower().replace("’", "'")
    names = [guard.name.replace("_", " ").replace("devils", "devil's") for guard in GUARDS]
    assert [name for name in names if f"**{name}**" not in told] == []


def test_every_gate_and_guard_says_what_it_does_not_protect_against():
    rows = re.findall(r"^\| (?:G\d+|quorum) \|(.+)\|$", PROTOCOL.read_text(), re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    assert {len(row) for row in cells} == {5}
    assert all(all(row) for row in cells)
    guards = PROTOCOL.read_text().partition("## The guards")[2].partition("\n## ")[0]
    assert guards.count("*It does not protect against*") == len(GUARDS)


def test_every_warning_is_explained_and_every_explained_warning_is_there():
    part = PROTOCOL.read_text().partition("## Warnings")[2].partition("\n## ")[0]
    assert set(re.findall(r"\| `(\w+)` \|$", part, re.MULTILINE)) == set(WARNINGS)


def test_everything_that_keeps_a_sentence_from_being_a_condition_is_explained():
    part = PROTOCOL.read_text().partition("## Conditions")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| [a-z][^|]+ \| `(\w+)` \|", part, re.MULTILINE)
    assert sorted(rows) == sorted(set(get_args(Code)) & (set(BARE_NEEDS) | {"trigger_word"}))


def test_every_state_of_a_decision_is_explained():
    part = PROTOCOL.read_text().partition("## After the meeting")[2].partition("\n## ")[0]
    told = re.findall(r"^\| (\w+) \| (?!from)", part, re.MULTILINE)
    assert [name for name in told if name != "state"] == [state.value for state in State]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text()):
        where, _, part = target.partition("#")
        if where.startswith("https:"):
            continue
        found = (path.parent / where).resolve() if where else path
        assert found.exists(), target
        assert not part or part in headings(found), target


def headings(path: Path) -> set[str]:
    """The parts of a page that a link can lead to."""
    found = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in found}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_make_target_and_folder_that_is_named_is_there(path):
    told = path.read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4})make ([a-z]+)", told, re.MULTILINE)) <= targets
    for folder in re.findall(r"`((?:deliberate|docs|templates|static|tests)/[\w/.-]+)`", told):
        assert (ROOT / folder).exists(), folder
