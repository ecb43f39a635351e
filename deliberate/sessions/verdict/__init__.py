"""Verdict: what was decided, tested, explained and agreed, and by whom."""
