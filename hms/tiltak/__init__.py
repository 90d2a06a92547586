"""Tiltak: what has been decided shall be done."""
