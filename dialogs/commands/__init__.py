"""What a person can say to the bot at any time; one file per command."""
