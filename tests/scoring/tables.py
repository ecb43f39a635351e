"""Published tables, each with its source, and a short way to make ratings."""

import numpy as np

from deliberate.scoring import Ratings

SHROUT_FLEISS_1979 = "9 2 5 8, 6 1 3 2, 8 4 6 8, 7 1 2 6, 10 5 6 9, 6 2 4 7"
"""Shrout PE, Fleiss JL (1979) Psychol Bull 86:420-428, Table 2: 6 targets, 4 judges."""

KRIPPENDORFF_2011_A = "0 1, 1 1, 0 1, 0 0, 0 0, 0 1, 0 0, 0 0, 1 0, 0 0"
"""Krippendorff K (2011) Computing Krippendorff's Alpha-Reliability, section A: binary."""

KRIPPENDORFF_2011_B = "a b, a a, b b, b b, d b, c c, c c, c c, e e, d d, d d, a d"
"""Ibidem, section B: nominal, two observers."""

KRIPPENDORFF_2011_C = (
    "1 1 . 1, 2 2 3 2, 3 3 3 3, 3 3 3 3, 2 2 2 2, 1 2 3 4, 4 4 4 4, 1 1 2 1, 2 2 2 2, . 5 5 5,"
    ". . 1 1, . 3 . ."
)
"""Ibidem, section C: 12 units, 4 observers, 7 answers missing."""

KRIPPENDORFF_1980 = "1 1 1, 1 2 2, 2 2 2, 4 4 4, 1 4 4, 2 2 2, 1 2 3, 3 3 3, 2 2 2"
"""Krippendorff K (1980) Content Analysis, p. 139: 9 units, 3 coders."""

KRIPPENDORFF_2004 = "a a, a b, b b, b b, b b, b b, b c, c c, c c, c c, c c, c c"
"""Krippendorff K (2004) Content Analysis, 2nd ed., chapter 11: 12 units, 2 coders."""

WIKIPEDIA = (
    ". 1 ., . . ., . 2 2, . 1 1, . 3 3, 3 3 4, 4 4 4, 1 3 ., 2 . 2, 1 . 1, 1 . 1, 3 . 3, 3 . 3,"
    ". . ., 3 . 4"
)
"""Wikipedia, Krippendorff's alpha, 'A computational example': 15 units, 3 coders."""

EBEL_1951 = "3 3, 1 5, 5 6, 4 7"
"""Bartko JJ (1966) Psychol Reports 19:3-11, Ebel's data."""

BARTKO_1976_A = "1 1, 2 2, 3 3, 4 4, 5 5"
"""Bartko JJ (1976) Psychol Bull 83:762-765, set 1a: identical."""

BARTKO_1976_B = "1 5, 2 6, 3 7, 4 8, 5 9"
"""Ibidem, set 1b: one rater 4 higher."""

BARTKO_1976_C = "1 2, 2 4, 3 6, 4 8, 5 10"
"""Ibidem, set 1c: one rater twice as high."""

MCGRAW_WONG_1996_P34 = "2 4, 4 6, 6 8"
"""McGraw KO, Wong SP (1996) Psychol Methods 1:30-46, p. 34."""

MCGRAW_WONG_1996_P37 = "0 4, 5 5, 10 6"
"""Ibidem, p. 37."""


def table(text: str) -> Ratings:
    """Read rows of units, between commas; a dot is a missing answer."""
    return ratings([[_cell(cell) for cell in row.split()] for row in text.split(",")])


def ratings(rows) -> Ratings:
    """Name the units u0, u1 and the raters A, B."""
    width = np.shape(rows)[1]
    return Ratings.from_array(rows, [f"u{i}" for i in range(len(rows))], [*"ABCDEFGHIJKL"[:width]])


def _cell(text: str) -> float | str | None:
    if text == ".":
        return None
    return float(text) if text.isdigit() else text
