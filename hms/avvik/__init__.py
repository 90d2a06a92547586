"""Avvik: what went wrong, who has it, and how far it has come."""
