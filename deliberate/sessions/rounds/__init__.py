"""Rounds: one mechanism for everything that is given blind and shown at once."""
