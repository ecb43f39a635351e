"""Entries: one lifecycle for everything that the group writes down."""
