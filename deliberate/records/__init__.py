"""The four-window decision record, built from what its reader may see of a session."""

from ._record import FORMAT, Record, build, canonical, envelope, read, schema

__all__ = ["FORMAT", "Record", "build", "canonical", "envelope", "read", "schema"]
