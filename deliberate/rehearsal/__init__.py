"""Scripted participants: the demo session, the end-to-end check, and load."""
