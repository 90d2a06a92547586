"""Microsoft Teams. Nothing outside this package imports botbuilder."""
