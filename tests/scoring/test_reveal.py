"""What the reveal and the record print is what anybody can work out from the counts they show."""

from dataclasses import replace
from functools import cache

import pytest

from deliberate.scoring import Counts, krippendorff_alpha
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import ROUND_1
from deliberate.sessions.rounds.forms import factors
from deliberate.summaries import summarise
from tests.benches.session import nine_seats_and_thirty_factors
from tests.core.play import Table


@pytest.mark.parametrize(
    ("vignette", "kind"), [("V1", "risk"), ("V1", "protective"), ("V2", "risk"), ("V3", "risk")]
)
def test_alpha_follows_from_the_counts_that_are_shown(vignette, kind):
    session, summary = revealed(vignette)
    among = {f.id for f in factors(session) if f.default_direction == kind and not f.case_factor}
    items = [item for item in summary.items if item.question in among]
    found = krippendorff_alpha(
        Counts.from_mapping(
            {i.question: {int(value): n for value, n in i.counts.items()} for i in items},
            n_raters=summary.raters,
            unknown={i.question: i.unknown for i in items},
        )
    )
    shown = coefficients(summary)["ordinal_alpha", kind]
    assert float(shown.value) == pytest.approx(found.value, abs=1e-6)
    assert (shown.n_units, shown.n_missing) == (found.n_units, found.n_missing)


def test_coefficients_are_of_one_type_of_factor_and_say_what_they_rest_on():
    _, summary = revealed("V1")
    found = coefficients(summary)
    assert {name for name, _ in found} == {
        "ordinal_alpha",
        "icc_2_1",
        "direction_alpha",
    }
    assert {among for _, among in found} == {"risk", "protective"}
    icc = found["icc_2_1", "risk"]
    assert (icc.level, icc.method, icc.standing) == ("ICC(2,1)", "F", "folded")
    assert (icc.n_units, icc.n_units_dropped, icc.n_raters, icc.n_missing) == (6, 2, 8, 3)
    assert found["direction_alpha", "protective"].level == "nominal"


def test_ac2_stands_beside_alpha_only_where_nearly_everybody_is_close():
    (session, this, opened, seats), _ = nine_seats_and_thirty_factors()
    assert ("gwet_ac2", "risk") not in coefficients(summarise(session, this, opened, seats))
    close = [
        replace(one, answer=Answer(direction=Direction.RISK, level=1 + n * n // 7 % 2))
        for n, one in enumerate(opened)
        if one.answer.direction is not None
    ]
    found = coefficients(summarise(session, this, close, seats))
    alpha, ac2 = found["ordinal_alpha", "risk"], found["gwet_ac2", "risk"]
    assert float(alpha.value) < 0.2 < 0.9 < float(ac2.value)
    assert (ac2.level, ac2.method, ac2.standing) == ("quadratic", "linearized", "wide")


def coefficients(summary):
    return {(c.name, c.among): c for c in summary.coefficients}


@cache
def revealed(vignette):
    session = Table(vignette).until("reveal").session
    return session, session.rounds[ROUND_1].summary
