"""Beside another avvik system: the report goes there, and here stands only that it has to arrive (T-30, avvik.system=ekstern)."""
