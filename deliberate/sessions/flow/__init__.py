"""Flow: opening a session, its stages, pauses, bypasses and its end."""
