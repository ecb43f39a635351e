"""Static files under an address that changes with them, so that browsers may keep them."""

import gzip
import mimetypes
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

import deliberate
from deliberate.sessions.refusals import Refusal

from . import replies
from .packing import TEXT

HERE = Path(deliberate.__file__).parent


def shared(name: str) -> Path:
    """A wheel carries templates and static files inside; a checkout has them beside the package."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


@dataclass
class Files:
    """The files of a folder, by name; the version is in the path, so that scripts find each other.

    Only what lay there at the start is given out, so no name can lead anywhere else.
    """

    folder: Path
    _packed: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def all(self) -> dict[str, bytes]:
        found = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    @cached_property
    def version(self) -> str:
        told = sha256()
        for name, body in self.all.items():
            told.update(name.encode())
            told.update(sha256(body).digest())
        return told.hexdigest()[:12]

    def install(self, app: Flask) -> None:
        app.add_url_rule("/static/<version>/<path:filename>", "static", self.send)
        app.url_defaults(self._versioned)

    def send(self, version: str, filename: str) -> Response:
        """Any version gets the present file: an open page outlives a new release."""
        if filename not in self.all:
            return replies.refused(Refusal("not_found"))
        kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        body = self.all[filename]
        if kind not in TEXT or "gzip" not in request.headers.get("Accept-Encoding", ""):
            return Response(body, mimetype=kind)
        if filename not in self._packed:
            self._packed[filename] = gzip.compress(body, 9, mtime=0)
        return Response(self._packed[filename], mimetype=kind, headers={"Content-Encoding": "gzip"})

    def _versioned(self, endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("version", self.version)
