"""All stages that a kind of session can be made of."""

from . import (
    agree,
    blind_1,
    blind_2,
    challenge,
    closed,
    decide,
    discuss,
    explain,
    facts,
    opening,
    options,
    prepare,
    reveal,
    test,
)
from ._base import Stage

STAGES: tuple[Stage, ...] = (
    prepare.STAGE,
    opening.STAGE,
    facts.STAGE,
    blind_1.STAGE,
    reveal.STAGE,
    discuss.STAGE,
    options.STAGE,
    challenge.STAGE,
    blind_2.STAGE,
    decide.STAGE,
    test.STAGE,
    agree.STAGE,
    explain.STAGE,
    closed.STAGE,
)
