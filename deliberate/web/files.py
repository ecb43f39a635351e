"""Static files under an address that changes with them, so that browsers may keep them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, send_from_directory

import deliberate

HERE = Path(deliberate.__file__).parent


def shared(name: str) -> Path:
    """A wheel carries templates and static files inside; a checkout has them beside the package."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


@dataclass
class Files:
    """The files of a folder; the version is in the path, so that scripts find each other."""

    folder: Path

    @cached_property
    def version(self) -> str:
        told = sha256()
        for path in sorted(self._all()):
            told.update(path.relative_to(self.folder).as_posix().encode())
            told.update(sha256(path.read_bytes()).digest())
        return told.hexdigest()[:12]

    def install(self, app: Flask) -> None:
        app.add_url_rule("/static/<version>/<path:filename>", "static", self.send)
        app.url_defaults(self._versioned)

    def send(self, version: str, filename: str) -> Response:
        """Any version gets the present file: an open page outlives a new release."""
        return send_from_directory(self.folder, filename)

    def _versioned(self, endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("version", self.version)

    def _all(self) -> Iterator[Path]:
        return (path for path in self.folder.rglob("*") if path.is_file())
