"""The doors: where a text belongs is settled before anything of it is kept (domain/avvik.md 1, design 1, rules 5 and 6)."""
