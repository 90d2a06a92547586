"""Forbedring: a proposal for something better. It is no avvik: no grade, no deadline (avvik.md 1 and 3)."""
