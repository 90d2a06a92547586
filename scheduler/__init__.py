"""The clock: what falls due, and what is done about it."""
