"""The guards in force, in the order in which they are asked."""

from deliberate.sessions.guards import Guard

from . import (
    anchoring,
    composition,
    concreteness,
    conformity,
    consider_the_opposite,
    devils_advocate,
    independence,
    options_first,
    proportionality,
    speaking_order,
    unique_information,
)

GUARDS: tuple[Guard, ...] = (
    independence.GUARD,
    anchoring.GUARD,
    speaking_order.GUARD,
    unique_information.GUARD,
    concreteness.GUARD,
    options_first.GUARD,
    devils_advocate.GUARD,
    consider_the_opposite.GUARD,
    conformity.GUARD,
    proportionality.GUARD,
    composition.GUARD,
)
