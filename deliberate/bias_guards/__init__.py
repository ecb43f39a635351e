"""The guards in force, in the order in which they are asked."""

from deliberate.sessions.guards import Guard

from . import devils_advocate, independence, options_first

GUARDS: tuple[Guard, ...] = (independence.GUARD, options_first.GUARD, devils_advocate.GUARD)
