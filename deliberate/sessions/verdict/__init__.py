"""Verdict: what was decided, explained and agreed, and by whom."""
