"""The four-window decision record, built from what the file may see of a session."""

from ._record import FORMAT, Record, build, canonical, read

__all__ = ["FORMAT", "Record", "build", "canonical", "read"]
