"""The rulebook: tables and rules. It knows no channel, card or wording."""
