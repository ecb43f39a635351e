"""Seating: who sits at the table, on which device, in which roles."""
