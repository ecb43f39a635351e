"""Challenge: the devil's advocate, drawn by rotation, and what the group answers."""
