"""An analysis as one object, after score.schema.json."""

from dataclasses import asdict
from math import isinf
from typing import Any

from .analysis import Analysis, Found
from .units import UnitSpread

FORMAT = "deliberate-score/1"


def as_json(name: str, analysis: Analysis) -> dict[str, Any]:
    """Give everything to full precision; what cannot be told is null."""
    ratings = analysis.ratings
    return {
        "format": FORMAT,
        "file": name,
        "level": analysis.level,
        "n_units": len(ratings.units),
        "n_raters": len(ratings.raters),
        "n_missing": ratings.n_missing,
        "scale": ratings.scale.tolist(),
        "units": [_unit(unit) for unit in analysis.units],
        "coefficients": [_coefficient(code, found) for code, found in analysis.coefficients],
    }


def _unit(unit: UnitSpread) -> dict[str, Any]:
    told = asdict(unit)
    told["counts"] = [{"value": value, "n": n} for value, n in unit.counts]
    if unit.spread is not None:
        spread = told["spread"]
        for double in ("counts", "n", "n_unknown"):
            del spread[double]
    return told


def _coefficient(code: str, found: Found) -> dict[str, Any]:
    told = {"name": code, "value": None, "reason": None, **asdict(found)}
    told["notes"] = list(told.get("notes", ()))
    if "f" in told and isinf(told["f"]):
        told["f"] = None
        told["notes"].append("f_infinite")
    return told
