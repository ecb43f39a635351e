"""The statistics raced against krippendorff and pingouin, in one process and on the same tables.

A ratio says how many times faster ours is. Both start from the same raw table and take turns of
about the same length, and the best time of each counts; that they find the same is tested
elsewhere. Who is quicker comes round more often in a turn: a single run right behind the other's
would time a processor that has just been filled with somebody else's numbers.
"""

import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, get_args

import krippendorff
import numpy as np
import numpy.typing as npt
import pandas as pd

from deliberate.scoring import Level, Ratings, icc_table, krippendorff_alpha
from deliberate.summaries import summarise

from .gate import AtLeast, Gate, timed
from .session import nine_seats_and_thirty_factors

Table = npt.NDArray[np.number[Any]]

SCALE = range(1, 6)
KNOWN = ((8, 20, 2), (12, 1_000, 5), (50, 10_000, 20), (200, 100_000, 35))
"""Raters, units, and how many times faster on whole numbers with a known scale."""
FLOAT_BAR = 0.9
BOOTSTRAPS = ((8, 20, 100), (12, 1_000, 25))
FORMS = ((8, 20, 15), (12, 1_000, 25), (50, 10_000, 200))
LEVELS: tuple[Level, ...] = get_args(Level)
CELLS = 30_000_000
"""So many cells may be read in one race."""
TURN_MS = 30.0


def statistics() -> Iterator[Gate]:
    """All bars of the statistics."""
    yield from _alphas()
    yield from _bootstraps()
    yield from _six_forms()
    yield _memory()
    yield _importing()
    yield _analysis()


def _alphas() -> Iterator[Gate]:
    for raters, units, bar in KNOWN:
        where = f"ordinal alpha {raters}x{units:,}"
        whole = _table(raters, units)
        ratio = _race(partial(_other, whole), partial(_ours, whole, SCALE), whole.size)
        yield AtLeast(f"{where}: times faster", ratio, "x", bar)
        gaps = whole.astype(np.float64)
        gaps[np.random.default_rng(2).random(gaps.shape) < 0.05] = np.nan
        ratio = _race(partial(_other, gaps), partial(_ours, gaps, None), whole.size)
        yield AtLeast(f"{where} of floats: times faster", ratio, "x", FLOAT_BAR)


def _table(raters: int, units: int) -> Table:
    """Raters x units, as krippendorff wants it; most answers near that of the unit."""
    chance = np.random.default_rng([raters, units])
    middles = chance.integers(1, 6, units)
    table = np.clip(middles + chance.integers(-1, 2, (raters, units)), 1, 5)
    return np.asarray(table, dtype=np.int8)


def _other(table: Table) -> object:
    return krippendorff.alpha(table, level_of_measurement="ordinal")


def _ours(table: Table, scale: range | None) -> object:
    ratings = Ratings.from_array(table, scale=scale, units_as="columns")
    return krippendorff_alpha(ratings, "ordinal", interval=None)


def _bootstraps() -> Iterator[Gate]:
    for raters, units, bar in BOOTSTRAPS:
        table = _table(raters, units)
        counts = np.stack([(table == value).sum(axis=0) for value in SCALE], axis=1)
        ratio = _race(partial(_looped, counts), partial(_drawn, table), 1000 * table.size)
        yield AtLeast(f"1,000 bootstraps {raters}x{units:,}: times faster", ratio, "x", bar)


def _looped(counts: Table) -> None:
    """The quicker of the two ways in which krippendorff can be asked a thousand times."""
    chance = np.random.default_rng(1)
    for drawn in chance.integers(0, len(counts), (1000, len(counts))):
        krippendorff.alpha(
            value_counts=counts[drawn], value_domain=[*SCALE], level_of_measurement="ordinal"
        )


def _drawn(table: Table) -> object:
    ratings = Ratings.from_array(table, scale=SCALE, units_as="columns")
    return krippendorff_alpha(ratings, "ordinal", interval="bootstrap", resamples=1000, seed=1)


def _six_forms() -> Iterator[Gate]:
    import pingouin  # takes seconds, so not before its turn

    for raters, units, bar in FORMS:
        table = _table(raters, units).astype(np.float64)
        rater, unit = np.indices(table.shape)
        data = pd.DataFrame({"u": unit.ravel(), "r": rater.ravel(), "v": table.ravel()})
        other = partial(pingouin.intraclass_corr, data, "u", "r", "v")
        ratio = _race(other, partial(_forms, table), 500 * table.size)
        yield AtLeast(f"six ICCs {raters}x{units:,}: times faster", ratio, "x", bar)


def _forms(table: Table) -> object:
    return icc_table(Ratings.from_array(table, units_as="columns"))


def _race(theirs: Callable[[], object], ours: Callable[[], object], cells: int) -> float:
    """How many times faster ours is; each has a turn before the clock runs."""
    theirs(), ours()
    turns = min(100, max(5, CELLS // cells))
    pairs = [(_turn(theirs), _turn(ours)) for _ in range(turns)]
    return min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)


def _turn(runs: Callable[[], object]) -> float:
    """The best of as many runs as fit in a turn, and of one at least."""
    best = spent = timed(runs)
    while spent < TURN_MS:
        again = timed(runs)
        best, spent = min(best, again), spent + again
    return best


def _memory() -> Gate:
    """Two raters, 600 units, every answer another one: krippendorff would need 20 GB."""
    table = np.random.default_rng(1).permutation(1200).reshape(2, 600) + 1.0
    tracemalloc.start()
    try:
        for level in LEVELS:
            krippendorff_alpha(Ratings.from_array(table, units_as="columns"), level)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return Gate("alpha of 1,200 different answers", peak / 1e6, "MB", 50)


def _importing() -> Gate:
    """Beside the least that any such package has to load."""
    pairs = [(_seconds("numpy, scipy.special"), _seconds("deliberate.scoring")) for _ in range(15)]
    bare, ours = (min(times) for times in zip(*pairs, strict=True))
    return Gate("import scoring / import numpy and scipy.special", ours / bare, "x", 1.5)


def _seconds(modules: str) -> float:
    program = f"from time import *; t = perf_counter(); import {modules}; print(perf_counter() - t)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return float(told.stdout)


def _analysis() -> Gate:
    """Everything that the reveal shows of both rounds of a large session."""
    rounds = nine_seats_and_thirty_factors()

    def both() -> None:
        for asked in rounds:
            summarise(*asked)

    best = min(timed(both) for _ in range(50))
    return Gate("figures of 9 raters, 30 factors, 2 rounds", best, "ms", 20)
