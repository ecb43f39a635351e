"""How every command of the terminal ends: an exit code, and one line to stderr that says why."""

import sys

DONE, WRONG, USAGE, CANNOT = 0, 1, 2, 3
"""Done; checked and found wrong; bad usage or input; cannot run here."""


def stop(why: str, code: int) -> int:
    """Say why, and give the code back."""
    print(f"deliberate: {why}", file=sys.stderr)
    return code
