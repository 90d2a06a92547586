"""Reading Norwegian: dates, intents, names and what must be stopped. Deterministic, offline, no state."""
