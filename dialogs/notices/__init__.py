"""What the bot says by itself; one file per message."""
