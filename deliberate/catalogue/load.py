"""Reads a catalogue from its TOML file, or says everything that is wrong with it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from deliberate.sessions.forms import Catalogue

from .about import About, to_about
from .convert import to_catalogue
from .faults import CatalogueError, told
from .file_shape import CatalogueFile

STARTER = Path(__file__).with_name("starter.toml")


def load(path: Path) -> Catalogue:
    """The catalogue in this file; raises CatalogueError with every problem at once."""
    return to_catalogue(read(path))


@cache
def starter() -> Catalogue:
    """The catalogue that comes with the product."""
    return load(STARTER)


def about(path: Path = STARTER) -> About:
    """Status, licence, sources and prompts of the catalogue in this file."""
    return to_about(read(path))


def shortlist(catalogue: Catalogue, factor_ids: Iterable[str]) -> Catalogue:
    """The same catalogue with these factors only, in this order."""
    wanted = tuple(factor_ids)
    known = {factor.id: factor for factor in catalogue.factors}
    unknown = [f"{factor_id}: no such factor" for factor_id in wanted if factor_id not in known]
    if unknown:
        raise CatalogueError(catalogue.id, unknown)
    return replace(catalogue, factors=tuple(known[factor_id] for factor_id in wanted))


def read(path: Path) -> CatalogueFile:
    """The file in its own shape, checked."""
    data = parsed(path)
    problems = [*_repeated_ids(data), *_unknown_references(data)]
    try:
        file = CatalogueFile.model_validate(data)
    except ValidationError as error:
        raise CatalogueError(path.name, [*told(error), *problems]) from error
    if problems:
        raise CatalogueError(path.name, problems)
    return file


def parsed(path: Path) -> Mapping[str, Any]:
    """The bare tables of a TOML file."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(path.name, [str(error)]) from error


def _rows(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _repeated_ids(data: Mapping[str, Any]) -> list[str]:
    ids = [row.get("id") for name in ("factor", "judgement") for row in _rows(data, name)]
    return [f"{i}: id used {ids.count(i)} times" for i in dict.fromkeys(ids) if ids.count(i) > 1]


def _unknown_references(data: Mapping[str, Any]) -> list[str]:
    known = data.get("references") or {}
    return [
        f"factor {row.get('id')}: reference {key} is not listed"
        for row in _rows(data, "factor")
        for key in row.get("evidence") or ()
        if key not in known
    ]
