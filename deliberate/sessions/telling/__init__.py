"""Telling: what the family was told, what it says to it, and what the decider answers."""
