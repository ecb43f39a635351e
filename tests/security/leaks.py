"""Leaks that others have had, planted one at a time to see that the comparison finds them."""

import logging
from dataclasses import replace
from hashlib import sha256

from deliberate.runner import Runner, _announcement
from deliberate.sessions import project as projecting
from deliberate.store import ballots, sealing
from deliberate.store.codec import dump_answer
from deliberate.web import errors, replies


class Known:
    """What all have answered so far, and when: what a careless server has at hand."""

    def __init__(self, monkeypatch, clock):
        self.answers, self.at = {}, 0
        sealed = ballots.seal

        def overheard(session, this, seat, token, answers):
            self.answers |= {(seat, question): answer for question, answer in answers.items()}
            self.at = clock()
            return sealed(session, this, seat, token, answers)

        monkeypatch.setattr(ballots, "seal", overheard)

    @property
    def levels(self):
        return [answer.level for answer in self.answers.values() if answer.level]

    def most(self, question):
        return max((a.level for (_, q), a in self.answers.items() if q == question), default=0)

    def mean(self, seat=None):
        found = [a.level for (s, _), a in self.answers.items() if a.level and seat in {None, s}]
        return sum(found) / max(len(found), 1)


def _pages(patch, change):
    """Change every page that is made from a template."""
    make = replies.html

    def changed(template, context, status=200):
        answer = make(template, context, status)
        return change(answer) or answer

    patch.setattr(replies, "html", changed)


def average_in_an_attribute(patch, known, _room):
    def change(answer):
        body = answer.get_data(as_text=True)
        answer.set_data(body.replace("<main", f'<main data-average="{known.mean():.2f}"', 1))

    _pages(patch, change)


def length_of_the_body(patch, known, _room):
    _pages(patch, lambda a: a.set_data(a.get_data() + b" " * sum(known.levels)))


def flag_for_an_extreme_value(patch, known, _room):
    def change(answer):
        answer.headers["X-Attention"] = str(known.most("urgency"))

    _pages(patch, change)


def line_in_the_log(patch, known, _room):
    _pages(patch, lambda _: logging.getLogger("deliberate").warning("%s", known.levels[-1:]))


def plain_hash_in_the_receipt(patch, known, _room):
    def receipt(_ciphertext, at_ms):
        plain = b"".join(map(dump_answer, known.answers.values()))
        return sealing.Receipt(sha256(plain).hexdigest(), at_ms // 60_000)

    patch.setattr(sealing, "receipt", receipt)


def order_by_answer(patch, known, _room):
    listed = projecting.people

    def ordered(*arguments):
        return tuple(sorted(listed(*arguments), key=lambda person: known.mean(person.seat)))

    patch.setattr(projecting, "people", ordered)


def time_of_the_last_answer(patch, known, _room):
    def change(answer):
        answer.headers["Last-Modified"] = str(known.at)

    _pages(patch, change)


def number_in_an_error(patch, known, _room):
    made = errors.body

    def telling(refusal):
        body = made(refusal)
        return {"error": body["error"] | {"message": f"{known.mean():.2f} so far"}}

    patch.setattr(errors, "body", telling)


def push_for_every_answer(patch, _known, _room):
    """Everybody is told to look again, though there is nothing to see."""
    done = Runner._afterwards

    def afterwards(runner, step):
        done(runner, step)
        if step.after.public == step.before.public:
            runner.announce(_announcement(step))

    patch.setattr(Runner, "_afterwards", afterwards)


def version_of_every_event(patch, _known, _room):
    """A version that goes up with what is private, too."""
    made = projecting._view
    patch.setattr(projecting, "_view", lambda s, *more: replace(made(s, *more), v=s.version))


LEAKS = (
    average_in_an_attribute,
    line_in_the_log,
    plain_hash_in_the_receipt,
    length_of_the_body,
    flag_for_an_extreme_value,
    order_by_answer,
    time_of_the_last_answer,
    number_in_an_error,
    push_for_every_answer,
    version_of_every_event,
)
