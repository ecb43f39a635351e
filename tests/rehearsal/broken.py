"""A server with something wrong, to see that a rehearsal notices: `python -m … WHAT WHAT`."""

import sys
from dataclasses import replace

from deliberate import cli, runner, summaries
from deliberate.runner import Done, Runner
from deliberate.sessions.entries.commands import AddEntry
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.web import sessions

SUMMARISE, PLAIN = summaries.summarise, sessions._plain


def figure():
    """One answer too many is counted."""

    def summarise(session, this, opened, raters):
        made = SUMMARISE(session, this, opened, raters)
        if not made.items:
            return made
        first = made.items[0]
        counts = {**first.counts, "-3": first.counts.get("-3", 0) + 1}
        return replace(made, items=(replace(first, counts=counts), *made.items[1:]))

    vars(runner)["summarise"] = summarise


def entry():
    """What is written down as missing is acknowledged, and not kept."""

    def run(self, session, command, seat, key, token=""):
        if isinstance(command, AddEntry) and key.startswith("missing-0"):
            return Done(None, repeated=False)
        return before(self, session, command, seat, key, token)

    before, Runner.run = Runner.run, run


def answer():
    """The second screen of the last rater is acknowledged, and not kept."""

    def run(self, session, command, seat, key, token=""):
        if key.startswith("r1-C-1"):
            return Done(None, repeated=False)
        return before(self, session, command, seat, key, token)

    before, Runner.run = Runner.run, run


def leak():
    """Every view carries what was last written blind."""
    heard = []

    def run(self, session, command, seat, key, token=""):
        if isinstance(command, GiveAnswers):
            heard.extend(answer.reason for answer in command.answers.values())
        return before(self, session, command, seat, key, token)

    before, Runner.run = Runner.run, run
    vars(sessions)["_plain"] = lambda *told: {**PLAIN(*told), "debug": heard[-20:]}


WRONG = {"figure": figure, "entry": entry, "answer": answer, "leak": leak}

if __name__ == "__main__":
    for what in sys.argv[1:]:
        WRONG[what]()
    sys.exit(cli.main(["serve"]))
