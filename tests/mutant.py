"""A process in which one part of one guard does nothing, such as `independence.needs`.

The part is taken out of the guard itself before any test is collected, so whoever holds the guard
holds it without that part.
"""

import os
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from deliberate.bias_guards import GUARDS
from deliberate.sessions.guards import Guard

NOTHING = Guard("does nothing")


def parts() -> tuple[str, ...]:
    """Every part of every guard that does something, as `guard.part`."""
    named = [field.name for field in fields(Guard) if callable(field.default)]
    return tuple(
        f"{guard.name}.{part}"
        for guard in GUARDS
        for part in named
        if getattr(guard, part) is not getattr(NOTHING, part)
    )


def disable(mutant: str) -> None:
    """Put the part that does nothing in the place of this one, for as long as the process lives."""
    name, _, part = mutant.partition(".")
    guard = next(guard for guard in GUARDS if guard.name == name)
    object.__setattr__(guard, part, getattr(NOTHING, part))


def run(mutant: str, arguments: list[str], said: Path) -> None:
    """Run tests in this process, which ends with their exit code; what they say goes to a file."""
    if mutant:
        disable(mutant)
    with said.open("w") as out:
        for stream in (1, 2):
            os.dup2(out.fileno(), stream)
    code = pytest.main(arguments)
    sys.stdout.flush()
    os._exit(code)
