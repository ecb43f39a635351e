"""Danger: act first, deliberate after; nothing here may delay help."""
