"""What a table refuses, what it still needs, and whose turn it is as devil's advocate."""

from deliberate.bias_guards import GUARDS
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.needs import open_needs
from deliberate.sessions.refusals import Refusal


def code(outcome):
    return outcome.code if isinstance(outcome, Refusal) else ""


def needs(table):
    found = open_needs(table.session, KINDS[table.session.opened.kind], GUARDS)
    return {(need.code, need.about): need for need in found}


def codes(table):
    return {need for need, _ in needs(table)}


def advocate(table):
    return table.session.challenge.advocate
