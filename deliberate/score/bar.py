"""A bar on stderr for what lasts longer than a second."""

import sys
from time import monotonic
from typing import Self, TextIO

PATIENCE, WIDTH = 1.0, 40


class Bar:
    """Call it with how much of how much is done; whoever does not wait long never sees it."""

    def __init__(self, what: str, out: TextIO | None = None) -> None:
        self._what, self._out = what, out or sys.stderr
        self._began, self._shown = monotonic(), ""

    def __call__(self, done: int, of: int) -> None:
        if monotonic() - self._began < PATIENCE:
            return
        filled = WIDTH * done // of
        line = f"{self._what} [{'#' * filled}{'.' * (WIDTH - filled)}] {100 * done // of}%"
        if line != self._shown:
            print(f"\r{line}", end="", file=self._out, flush=True)
            self._shown = line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the line, if there is one."""
        if self._shown:
            print(file=self._out)
