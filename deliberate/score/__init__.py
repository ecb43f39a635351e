"""`deliberate score`: the agreement statistics of a table in a file."""
